"""The nouns of dateline: frozen, typed, no behaviour but invariants."""

from dateline.records.article import (
    Agency,
    Article,
    Byline,
    Dateline,
    Evidence,
    Headline,
    Published,
    Segment,
    SegmentKind,
    Source,
)
from dateline.records.items import (
    Actor,
    ActorKind,
    Attribution,
    Counts,
    EventDate,
    Mention,
    Participant,
    Place,
    Quote,
    Relation,
    Report,
    Status,
    Time,
)
from dateline.records.notes import Rejected, Span, Warning, Why
from dateline.records.page import Failure, Page, RelationQuery
from dateline.records.record import SCHEMA, Record, json_schema

__all__ = [
    "SCHEMA", "Actor", "ActorKind", "Agency", "Article", "Attribution", "Byline", "Counts", "Dateline", "EventDate",
    "Evidence", "Failure", "Headline", "Mention", "Page", "Participant", "Place", "Published", "Quote", "Record",
    "Rejected", "Relation", "RelationQuery", "Report", "Segment", "SegmentKind", "Source", "Span", "Status", "Time",
    "Warning", "Why", "json_schema",
]
