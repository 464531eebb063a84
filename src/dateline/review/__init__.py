"""Judging records: what was coded, beside what a person coded."""

from dateline.review.gold import FORMS, read_gold
from dateline.review.items import Document, Event, Gold, Party
from dateline.review.join import Joined, join
from dateline.review.records import document_of, holds_records, read_records
from dateline.review.score import Judged, Score, judge, score
from dateline.review.units import LEVELS, Level

__all__ = [
    "FORMS",
    "LEVELS",
    "Document",
    "Event",
    "Gold",
    "Joined",
    "Judged",
    "Level",
    "Party",
    "Score",
    "document_of",
    "holds_records",
    "join",
    "judge",
    "read_gold",
    "read_records",
    "score",
]
