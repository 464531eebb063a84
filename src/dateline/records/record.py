"""The record of one article: the output contract `dateline/1`."""

from __future__ import annotations

import msgspec

from dateline.records.article import Article
from dateline.records.items import Actor, Place, Quote, Relation, Report, Time
from dateline.records.notes import Rejected, Warning

SCHEMA = "dateline/1"


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """Everything read out of one article. Field names are the contract; new ones may be added, none changed.

    `packs` are the packs that lay over the lexicon, as `name version digest`; absent when there were none.
    """

    schema: str = SCHEMA
    article: Article
    actors: tuple[Actor, ...] = ()
    events: tuple[Report, ...] = ()
    quotes: tuple[Quote, ...] = ()
    times: tuple[Time, ...] = ()
    places: tuple[Place, ...] = ()
    rejected: tuple[Rejected, ...] = ()
    warnings: tuple[Warning, ...] = ()
    relation: Relation | msgspec.UnsetType = msgspec.UNSET
    packs: tuple[str, ...] | msgspec.UnsetType = msgspec.UNSET

    def to_json(self) -> bytes:
        """The record as one line of JSON, UTF-8, without the line end."""
        return msgspec.json.encode(self)

    @staticmethod
    def from_json(data: bytes | str) -> Record:
        """Read a record back; raises `msgspec.ValidationError` when it is not shaped as the contract says."""
        return msgspec.json.decode(data, type=Record)


def json_schema() -> dict[str, object]:
    """The JSON Schema of `Record`."""
    return msgspec.json.schema(Record)
