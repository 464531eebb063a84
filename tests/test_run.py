"""From pages to records: order, failures, languages, ids, and a record that fits its text."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from dateline.cli.app import run as command
from dateline.records import Failure, Page, Record, RelationQuery, Span
from dateline.run import code, code_pages
from desks import VISIT, sample_records, visit_line

MARKS = "“”\"«»„"


def page(text: str, id: str = "one", **given: object) -> Page:
    return Page(id=id, media_type="text/plain", sha256="0", text=text, **given)  # type: ignore[arg-type]


def records(*pages: Page) -> list[Record]:
    found = list(code_pages(pages))
    assert all(isinstance(r, Record) for r in found), found
    return [r for r in found if isinstance(r, Record)]


# -- driving ---------------------------------------------------------------------------------------


def test_two_workers_give_what_one_gives(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "many.jsonl"
    lines = [visit_line()]
    for n in range(20):
        lines.append(json.dumps({"id": f"n{n}", "text": f"Norway met Chile in Oslo; {n} came.", "date": "2024-05-07"}))
    path.write_text("\n".join([*lines[:9], "{broken", *lines[9:]]), encoding="utf-8")
    found = []
    for workers in "1", "2":
        capfd.readouterr()
        assert command(["code", str(path), "--jsonl", "--workers", workers]) == 1
        found.append(capfd.readouterr())
    assert found[0] == found[1]
    ids = [json.loads(line)["article"]["source"]["id"] for line in found[0].out.splitlines()]
    assert ids == ["visit", *(f"n{n}" for n in range(20))]


def test_a_page_that_cannot_be_coded_is_a_failure_and_the_rest_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    from dateline.run import pipeline

    whole = pipeline.code_article

    def fail(page: Page, *rest: object) -> Record:
        if page.id == "bad":
            raise ZeroDivisionError("by chance")
        return whole(page, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(pipeline, "code_article", fail)
    texts = {"a": "Norway met Chile.", "bad": "Peru met Chile.", "c": "Cuba met Chile."}
    found = list(code_pages([page(text, id) for id, text in texts.items()]))
    assert [r.article.source.id if isinstance(r, Record) else r.id for r in found] == ["a", "bad", "c"]
    failure = found[1]
    assert isinstance(failure, Failure)
    for word in ("bad", "ZeroDivisionError", "report it"):
        assert word in failure.message
    good = found[2]
    assert isinstance(good, Record)
    assert "Cuba" in {a.name for a in good.actors}, "the parse of the next page must not slip"


def test_a_failure_that_comes_in_goes_out_in_its_place() -> None:
    bad = Failure(id="x", path=None, code="empty", message="x is empty")
    found = list(code([page("Norway met Chile."), bad, page("Peru met Chile.")], workers=1))
    assert found[1] is bad


def test_pages_are_taken_as_they_are_needed() -> None:
    taken = []

    def endless() -> Iterator[Page]:
        while True:
            taken.append(None)
            yield page("Norway met Chile.")

    next(code(endless(), workers=1))
    assert len(taken) < 100


def test_copy_in_another_language_is_kept_labelled_and_not_coded() -> None:
    text = ("El presidente de Perú se reunió el lunes con su homólogo de Chile en Lima y firmó un acuerdo de pesca. "
            "La oposición criticó el acuerdo y pidió al Congreso que lo rechazara en la próxima sesión.")
    first, english = records(page(text, "es"), page(VISIT, "en"))
    assert first.article.text == text
    assert first.article.language == "es"
    assert not first.events
    assert "not-english" in {w.code for w in first.warnings}
    assert english.events


# -- ids -------------------------------------------------------------------------------------------


def test_ids_come_from_the_copy() -> None:
    (one,), (two,) = records(page(VISIT)), records(page(VISIT, "other", path="elsewhere.txt"))
    assert one.article.id == two.article.id
    assert [e.id for e in one.events] == [e.id for e in two.events]
    (changed,) = records(page(VISIT.replace("12 protesters", "14 protesters")))
    assert changed.article.id != one.article.id
    assert not {e.id for e in one.events} & {e.id for e in changed.events}


def test_neighbours_do_not_change_a_record() -> None:
    (alone,) = records(page(VISIT))
    assert records(page("Peru condemned Brazil.", "a"), page(VISIT), page("Cuba met Chile.", "b"))[1] == alone


def test_no_two_events_share_an_id() -> None:
    ids = [e.id for r in sample_records() for e in r.events]
    assert len(ids) == len(set(ids))


# -- relation --------------------------------------------------------------------------------------


@pytest.mark.parametrize(("text", "source", "target", "event"), [
    ("Police arrested 12 protesters.", "Police", "12 protesters", "COERCE"),
    ("Norway accused Chile of cheating.", "Norway", "Chile", "ACCUSE"),
    ("The treaty was rejected by Peru.", "Peru", "The treaty", "REJECT"),
])
def test_a_relation_between_two_given_spans(text: str, source: str, target: str, event: str) -> None:
    spans = [(text.index(s), text.index(s) + len(s)) for s in (source, target)]
    (record,) = records(page(text, relation=RelationQuery(source=spans[0], target=spans[1])))
    assert record.relation
    assert record.relation.event == event
    assert record.relation.why is not None
    assert 0 < record.relation.confidence <= 1


def test_a_relation_may_have_one_side_only_and_may_be_none() -> None:
    text = "Protesters were arrested. The lake is blue."
    (one,) = records(page(text, relation=RelationQuery(target=(0, 10))))
    assert one.relation
    assert one.relation.event == "COERCE"
    (none,) = records(page(text, relation=RelationQuery(source=(26, 34))))
    assert none.relation
    assert none.relation.event is None
    assert json.loads(none.to_json())["relation"]["event"] is None


def test_without_a_question_there_is_no_relation() -> None:
    (record,) = records(page(VISIT))
    assert "relation" not in json.loads(record.to_json())


@pytest.mark.parametrize("source", [(0, 9999), (5, 2), (-4, 2)])
def test_a_question_outside_the_text_ends_nothing(source: tuple[int, int]) -> None:
    query = RelationQuery(source=source)
    found = list(code_pages([page("Norway met Chile.", "a", relation=query), page("Peru met Chile.", "b")]))
    assert len(found) == 2
    assert isinstance(found[1], Record)


# -- every record fits its text --------------------------------------------------------------------

SAMPLES = pytest.mark.parametrize("number", range(17))


def sample(number: int) -> Record:
    found = sample_records()
    if number >= len(found):
        pytest.fail(f"only {len(found)} sample articles ship")
    return found[number]


def spans(value: object) -> Iterator[tuple[int, int]]:
    """Every start and end below a JSON value."""
    if isinstance(value, dict):
        if isinstance(value.get("start"), int) and isinstance(value.get("end"), int):
            yield value["start"], value["end"]
        for v in value.values():
            yield from spans(v)
    elif isinstance(value, list):
        for v in value:
            yield from spans(v)


@SAMPLES
def test_every_span_lies_in_the_text_and_on_something(number: int) -> None:
    record = sample(number)
    text, written = record.article.text, json.loads(record.to_json())
    for part in ("headline", "agency", "byline"):  # 0–0: known from the page's head, not from its text
        if (found := written["article"][part]) and (found["start"], found["end"]) == (0, 0):
            written["article"][part] = None
    for start, end in spans(written):
        assert 0 <= start < end <= len(text)
        assert text[start:end].strip(), (start, end)


@SAMPLES
def test_segments_cover_every_line_that_is_not_blank_once_in_order(number: int) -> None:
    article = sample(number).article
    for one, two in pairwise(article.segments):
        assert one.end <= two.start
    last, outside = 0, []
    for s in article.segments:
        outside.append(article.text[last:s.start])
        last = s.end
    outside.append(article.text[last:])
    assert not "".join(outside).strip()
    if article.headline:
        assert article.text[article.headline.start:article.headline.end].strip() == article.headline.text.strip()
        assert any(s.kind == "headline" and s.start <= article.headline.start < s.end for s in article.segments)


@SAMPLES
def test_every_reference_leads_to_something(number: int) -> None:
    record = sample(number)
    actors, times = {a.id for a in record.actors}, {t.id for t in record.times}
    places, quotes = {p.id for p in record.places}, {q.id for q in record.quotes}
    for e in record.events:
        assert {p.actor for p in (*e.actors, *e.recipients)} <= actors
        assert e.actors or e.recipients
        assert e.place is None or e.place in places
        assert e.date is None or e.date.time is None or e.date.time in times
        for x in e.attribution:
            assert {v for v in (x.speaker, *x.via) if v} <= actors
            assert x.quote is None or x.quote in quotes
    for q in record.quotes:
        assert {p.actor for p in (q.speaker, *q.via) if p} <= actors
    assert record.article.dateline is None or record.article.dateline.place in places | {None}
    for group in (record.actors, record.times, record.places, record.quotes, record.events):
        ids = [x.id for x in group]
        assert len(ids) == len(set(ids))


@SAMPLES
def test_an_event_lies_in_its_sentence_and_its_codes_fit(number: int) -> None:
    from dateline.lexicon.codebook import load_codebook

    book = load_codebook().categories
    for e in sample(number).events:
        assert e.sentence.start <= e.trigger.start < e.trigger.end <= e.sentence.end
        assert e.quad == book[e.event].quad
        assert set(e.modes) <= set(book[e.event].modes)
        assert set(e.auxiliary) <= {"historical", "future", "hypothetical", "negation"}
        assert 0 < e.confidence <= 1
        assert e.why.rule.startswith("plover/") or e.why.rule
        if e.date:
            assert e.date.start <= e.date.end


@SAMPLES
def test_quotes_stand_inside_their_marks(number: int) -> None:
    record = sample(number)
    text = record.article.text

    def apart(one: Span, two: Span) -> bool:
        return one.end <= two.start or two.end <= one.start

    for q in record.quotes:
        assert q.spans
        for one, two in pairwise(q.spans):
            assert one.end <= two.start
        for s in q.spans:
            if q.kind == "direct":
                assert text[s.start] not in MARKS and text[s.end - 1] not in MARKS, text[s.start:s.end]
            if q.cue is not None:
                assert apart(s, q.cue), text[s.start:s.end]


@SAMPLES
def test_an_actor_is_named_where_its_mentions_say(number: int) -> None:
    for actor in sample(number).actors:
        assert actor.mentions, actor
        assert actor.country is None or (len(actor.country) == 3 and actor.country.isupper())


@SAMPLES
def test_the_day_lies_between_its_bounds(number: int) -> None:
    record = sample(number)
    published = record.article.published
    if published is None or published.date is None:
        assert any(w.code == "no-date" for w in record.warnings)
    if published is not None:
        days = [d for d in (published.earliest, published.date, published.latest) if d]
        assert days == sorted(days)


def test_the_samples_give_much_to_look_at() -> None:
    found = sample_records()
    assert len(found) == 17
    assert sum(bool(r.events) for r in found) >= 15
    assert sum(bool(r.quotes) for r in found) >= 12
    assert len({e.event for r in found for e in r.events}) >= 12
