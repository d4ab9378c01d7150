"""Background jobs of design-based research. See jobs/registry.py."""
