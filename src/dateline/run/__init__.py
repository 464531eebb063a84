"""Drives read to resolve: one process, all cores."""
