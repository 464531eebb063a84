"""Actors, times, places and quotes, marked in the parsed text."""
