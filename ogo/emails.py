"""Emails of design-based research. See mailing/registry.py."""
