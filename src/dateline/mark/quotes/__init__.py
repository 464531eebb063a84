"""Quotes: what was said, by whom, and through whom it reached us."""

from dateline.mark.quotes.draft import QuoteDraft, Voice
from dateline.mark.quotes.mark import mark_quotes

__all__ = ["QuoteDraft", "Voice", "mark_quotes"]
