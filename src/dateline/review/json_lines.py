"""JSON objects one a line, or in one array, each with where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

import msgspec

T = TypeVar("T")


def objects(text: str) -> Iterator[tuple[str, msgspec.Raw | msgspec.DecodeError]]:
    """Where (`line 3`, `item 3`) and the object, or why it is none."""
    if text.lstrip().startswith("["):
        try:
            for i, raw in enumerate(msgspec.json.decode(text.strip(), type=list[msgspec.Raw]), 1):
                yield f"item {i}", _object(bytes(raw))
        except msgspec.DecodeError as e:
            yield "the array", e
        return
    for i, line in enumerate(text.split("\n"), 1):
        if line.strip():
            yield f"line {i}", _object(line.strip().encode("utf-8", "surrogatepass"))


def _object(raw: bytes) -> msgspec.Raw | msgspec.DecodeError:
    try:
        msgspec.json.decode(raw, type=dict[str, msgspec.Raw])
    except msgspec.DecodeError as e:
        return e
    return msgspec.Raw(raw)


def typed(text: str, kind: type[T]) -> Iterator[tuple[str, T | str]]:
    """Where, and the object as `kind`, or what is wrong with it."""
    decoder = msgspec.json.Decoder(kind, strict=False)
    for at, raw in objects(text):
        if isinstance(raw, Exception):
            yield at, f"no JSON object ({raw})"
            continue
        try:
            yield at, decoder.decode(raw)
        except msgspec.DecodeError as e:
            yield at, str(e)
