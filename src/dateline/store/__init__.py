"""Desks: SQLite is the record."""

from dateline.store.desk import ArticleRow, Desk, Outcome, Tally
from dateline.store.query import Query
from dateline.store.rows import EventRow
from dateline.store.stories import PrintingRow, StoryRow

__all__ = ["ArticleRow", "Desk", "EventRow", "Outcome", "PrintingRow", "Query", "StoryRow", "Tally"]
