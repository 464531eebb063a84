"""Desks: SQLite is the record."""

from dateline.store.desk import ArticleRow, Desk, Outcome, Tally
from dateline.store.query import Query
from dateline.store.rows import EventRow

__all__ = ["ArticleRow", "Desk", "EventRow", "Outcome", "Query", "Tally"]
