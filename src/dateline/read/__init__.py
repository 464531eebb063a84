"""From a path, a stream or a string to pages: one file per form."""
