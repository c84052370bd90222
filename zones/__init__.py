"""Monitoring of industrial-cluster zones: quarterly reports in, progress against annual targets out."""

__version__ = "0.1.0"
