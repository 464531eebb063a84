"""dateline reads news copy and keeps the record of it."""

__version__ = "0.1.0"
