"""Records keep their shape through JSON, and spans refuse nonsense."""

from __future__ import annotations

import json

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.records import Article, Record, Relation, Segment, Source, Span, json_schema


def article(text: str) -> Article:
    return Article(
        id="art_1", source=Source(id="s"), text=text, language="en", segments=(Segment(0, len(text), "body"),)
    )


@given(st.integers(-5, 20), st.integers(-5, 20))
def test_spans_are_half_open_and_never_negative(start: int, end: int) -> None:
    if 0 <= start <= end:
        assert Span(start, end).end == end
    else:
        with pytest.raises(ValueError, match="a span needs"):
            Span(start, end)


@given(st.text(st.characters(exclude_categories=("Cs",)), min_size=1))
def test_a_record_survives_json(text: str) -> None:
    record = Record(article=article(text))
    assert Record.from_json(record.to_json()) == record


def test_a_record_without_a_question_has_no_relation_field() -> None:
    assert "relation" not in json.loads(Record(article=article("x")).to_json())
    asked = Record(article=article("x"), relation=Relation(event=None))
    assert json.loads(asked.to_json())["relation"]["event"] is None


def test_a_wrong_shape_is_refused() -> None:
    data = json.loads(Record(article=article("x")).to_json())
    data["article"]["segments"][0] = [0, 1, "advert"]
    with pytest.raises(msgspec.ValidationError):
        Record.from_json(json.dumps(data))


def test_the_schema_names_every_field_of_the_contract() -> None:
    properties = json_schema()["$defs"]["Record"]["properties"]  # type: ignore[index]
    assert {"schema", "article", "actors", "events", "quotes", "times", "places", "rejected", "warnings"} <= set(
        properties
    )
