"""The letters about accounts."""
