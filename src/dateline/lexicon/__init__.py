"""Loads and checks everything under `data/`; no word lists in Python."""
