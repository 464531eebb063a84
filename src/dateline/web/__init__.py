"""The pages: one page, one file."""
