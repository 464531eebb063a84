"""What is found in an article: actors, reports of events, quotes, times, places."""

from __future__ import annotations

from typing import Literal

import msgspec

from dateline.records.notes import Span, Why

ActorKind = Literal["person", "state", "organization", "group", "place-metonym"]
MentionType = Literal["name", "nominal", "pronoun"]
Status = Literal["asserted", "reported", "alleged", "denied"]
QuoteKind = Literal["direct", "mixed", "indirect"]


class Mention(msgspec.Struct, frozen=True):
    """One place where an actor is named."""

    start: int
    end: int
    type: MentionType


class Actor(msgspec.Struct, frozen=True, kw_only=True):
    """One real-world party in one article."""

    id: str
    name: str
    kind: ActorKind
    country: str | None = None
    sectors: tuple[str, ...] = ()
    office: str | None = None
    wikidata: str | None = None
    mentions: tuple[Mention, ...] = ()


class Participant(msgspec.Struct, frozen=True):
    """An actor in a role, at the characters that put it there."""

    actor: str
    start: int
    end: int


class EventDate(msgspec.Struct, frozen=True, kw_only=True):
    """When it happened: ISO days, inclusive. `precision`: day, week, month, quarter, season, year, interval."""

    start: str
    end: str
    precision: str
    time: str | None = None


class Attribution(msgspec.Struct, frozen=True, kw_only=True):
    """One voice an event is told by, with the voices it came through; the outermost voice stands last."""

    speaker: str | None
    via: tuple[str, ...] = ()
    quote: str | None = None


class Counts(msgspec.Struct, frozen=True):
    """People harmed or held, where the text gives a number."""

    dead: int | None = None
    injured: int | None = None
    arrested: int | None = None


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """One report of one event, coded in PLOVER and CAMEO. Source of the scores: `data/codebook`."""

    id: str
    event: str
    modes: tuple[str, ...] = ()
    contexts: tuple[str, ...] = ()
    quad: int
    score: float
    cameo: str | None = None
    goldstein: float | None = None
    auxiliary: tuple[str, ...] = ()
    status: Status = "asserted"
    actors: tuple[Participant, ...] = ()
    recipients: tuple[Participant, ...] = ()
    date: EventDate | None = None
    place: str | None = None
    attribution: tuple[Attribution, ...] = ()
    counts: Counts = Counts()
    trigger: Span
    sentence: Span
    confidence: float
    why: Why


class Quote(msgspec.Struct, frozen=True, kw_only=True):
    """What was said, by whom, and through whom it reached us. `via` runs from the speaker outwards."""

    id: str
    kind: QuoteKind
    spans: tuple[Span, ...]
    speaker: Participant | None = None
    cue: Span | None = None
    via: tuple[Participant, ...] = ()
    why: Why


class Time(msgspec.Struct, frozen=True, kw_only=True):
    """A time expression, its TIMEX3 type (DATE, TIME, DURATION, SET) and value; `anchor` says what it was counted from."""

    id: str
    start: int
    end: int
    type: str
    value: str
    anchor: str | None = None


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """A place name resolved to the gazetteer. Degrees WGS84. `feature` is the GeoNames class (A, H, L, P, R, S, T, V)."""

    id: str
    start: int
    end: int
    name: str
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    geonameid: int | None = None
    feature: str | None = None
    confidence: float = 0.0


class Relation(msgspec.Struct, frozen=True, kw_only=True):
    """The category that links two spans the user gave; `event` None means none."""

    event: str | None
    modes: tuple[str, ...] = ()
    confidence: float = 0.0
    why: Why | None = None
