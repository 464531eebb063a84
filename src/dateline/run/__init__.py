"""Drives read to coding: one process, or all cores."""
