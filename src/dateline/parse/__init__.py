"""From an article to sentences, tokens and arcs: the one place that knows spaCy."""
