"""Dyads, panels and networks with their denominators."""
