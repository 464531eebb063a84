"""The same actor, story and event across articles."""
