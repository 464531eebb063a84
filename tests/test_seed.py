"""The real page the project began with, where it is at hand: its record, by structure, its text not quoted."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import dateline
from dateline.records import Record, Report

FOLDER = Path(__file__).parents[2] / "shared" / "seed"
PAGES = sorted(FOLDER.glob("*.txt"))
pytestmark = pytest.mark.skipif(not PAGES, reason="the real page (../shared/seed) is not at hand")
STORY = ("headline", "subhead", "byline", "dateline", "body", "caption")
PRESIDENTS = {"BLR", "CHN"}


@cache
def record() -> Record:
    return dateline.read(PAGES[0])


def countries(event: Report, side: str) -> set[str | None]:
    """Countries on one side of an event (`actors` or `recipients`)."""
    known = {a.id: a.country for a in record().actors}
    return {known[p.actor] for p in getattr(event, side)}


def told_as_fact(event: Report) -> bool:
    return set(event.auxiliary) <= {"historical"} and event.status != "denied"


def events(
    category: str, actor: str | None = None, recipient: str | None = None, *, happened: bool = True,
) -> Iterator[Report]:
    """Events of a category between countries; with `happened` only those told as fact."""
    for e in record().events:
        if e.event != category or (happened and not told_as_fact(e)):
            continue
        if actor in {None, *countries(e, "actors")} and recipient in {None, *countries(e, "recipients")}:
            yield e


def sentence(event: Report) -> int:
    """Number of the paragraph an event stands in."""
    body = [s for s in record().article.segments if s.kind == "body"]
    return next(n for n, s in enumerate(body) if s.start <= event.trigger.start < s.end)


def voices(event: Report) -> set[str]:
    """Names of all who tell of an event."""
    known = {a.id: a.name for a in record().actors}
    return {known[v] for x in event.attribution for v in (x.speaker, *x.via) if v}


def says_cctv(event: Report) -> bool:
    return any("CCTV" in v or "China Central Television" in v for v in voices(event))


# -- the article -----------------------------------------------------------------------------------


def test_furniture() -> None:
    kinds = [s.kind for s in record().article.segments if s.kind not in STORY]
    assert kinds[:3] == ["weather", "page-date", "section"]
    assert len(kinds) == 4, "a label at the foot and nothing else"
    body = [n for n, s in enumerate(record().article.segments) if s.kind == "body"]
    assert body == list(range(body[0], body[-1] + 1)), "no furniture within the story"


def test_headline_agency_dateline() -> None:
    article = record().article
    assert article.headline is not None
    assert sum(s.kind == "headline" for s in article.segments) == 1
    assert "\n" not in article.headline.text
    assert article.agency is not None
    assert article.agency.name == "Associated Press"
    assert article.dateline is not None
    assert "BEIJING" in article.text[article.dateline.start:article.dateline.end]
    (place,) = [p for p in record().places if p.id == article.dateline.place]
    assert (place.name, place.country) == ("Beijing", "CHN")


def test_the_day() -> None:
    published = record().article.published
    if published is None or published.date is None:
        assert any(w.code == "no-date" for w in record().warnings)
        assert published is None or (published.latest or "") < "2024-06-18"
        return
    assert "2023-03-01" <= published.date <= "2023-03-03"
    assert published.earliest is not None
    assert published.latest is not None
    assert published.earliest <= "2023-03-01" <= published.latest
    assert len({e.kind for e in published.evidence if e.agrees}) >= 2


# -- what it must show -----------------------------------------------------------------------------


def test_the_presidents_met_in_beijing() -> None:
    found = [e for e in events("CONSULT") if countries(e, "actors") | countries(e, "recipients") >= PRESIDENTS]
    assert found
    places = {p.id: p.name for p in record().places}
    assert any(e.place and places[e.place] == "Beijing" for e in found)
    assert any("visit" in e.modes for e in found)
    published = record().article.published
    if published and published.date:
        assert any(e.date and e.date.start <= published.date <= e.date.end for e in found)


def test_the_presidents_asked_for_a_ceasefire() -> None:
    assert any(countries(e, "actors") >= PRESIDENTS for e in events("REQUEST"))


def test_no_ceasefire_happened() -> None:
    assert not list(events("CONCEDE"))
    assert not list(events("RETREAT"))
    assert not [e for e in record().events if "ceasefire" in e.modes and not e.auxiliary]


def test_belarus_backs_china_through_cctv() -> None:
    assert any(says_cctv(e) for e in events("SUPPORT", "BLR", "CHN"))


def test_belarus_backed_russia() -> None:
    assert list(events("SUPPORT", "BLR", "RUS"))


def test_china_asks_the_united_states() -> None:
    assert list(events("REQUEST", "CHN", "USA"))


def test_agreements_were_signed() -> None:
    signed = [e for c in ("AGREE", "SUPPORT", "COOPERATE") for e in events(c) if e.cameo == "057" or c == "AGREE"]
    assert any(countries(e, "actors") | countries(e, "recipients") >= PRESIDENTS for e in signed)


def test_china_refuses_to_criticise() -> None:
    assert list(events("REJECT", "CHN"))


def test_china_accuses_the_united_states_and_nato() -> None:
    against = [p.actor for e in events("ACCUSE", "CHN") for p in e.recipients]
    accused = [a for a in record().actors if a.id in against]
    assert "USA" in {a.country for a in accused}
    assert any("NATO" in a.name or "North Atlantic" in a.name for a in accused)


def test_the_union_sanctions_belarus() -> None:
    found = [e for e in events("SANCTION") if countries(e, "actors") & {"EUR", "IGO"}]
    assert any("BLR" in countries(e, "recipients") for e in found)


def test_sanctions_on_russia() -> None:
    assert any("RUS" in countries(e, "recipients") for e in events("SANCTION"))


def test_russia_invaded_ukraine() -> None:
    found = list(events("ASSAULT", "RUS", "UKR"))
    assert found
    assert not [e for e in found if e.date and e.date.start > "2023-03-01"]


def test_joint_drills() -> None:
    both = [e for c in ("COOPERATE", "MOBILIZE") for e in events(c)]
    assert any(countries(e, "actors") | countries(e, "recipients") >= {"RUS", "BLR"} for e in both)


def test_protests_were_put_down() -> None:
    found = [e for c in ("COERCE", "ASSAULT") for e in events(c, "BLR")]
    assert found
    assert any(e.date and e.date.start.startswith("2020") for e in found)


def test_arms_for_russia_are_considered_not_given() -> None:
    assert not list(events("AID", "CHN", "RUS")), "arms were considered, not sent"
    held = [e for e in events("AID", "CHN", "RUS", happened=False) if "hypothetical" in e.auxiliary]
    assert any("USA" in {a.country for a in record().actors if a.name in voices(e)} for e in held)


def test_a_warning_is_no_threat() -> None:
    assert not list(events("THREATEN", "USA"))


# -- what it must not show -------------------------------------------------------------------------


def test_nothing_happens_in_a_capital_that_stands_for_a_state() -> None:
    places = {p.id: p.name for p in record().places}
    assert not [e.id for e in record().events if e.place and places[e.place] == "Moscow"]


def test_nothing_is_dated_by_the_page() -> None:
    days = [d for e in record().events if e.date for d in (e.date.start, e.date.end)]
    assert not [d for d in days if d.startswith("2024-06")]


def test_a_broadcaster_that_only_tells_is_no_party() -> None:
    cctv = {a.id for a in record().actors if "CCTV" in a.name or "China Central" in a.name}
    assert not [e.id for e in record().events if cctv & {p.actor for p in (*e.actors, *e.recipients)}]


def test_support_that_failed_is_no_support() -> None:
    """The third paragraph tells of support that was not won."""
    assert not [e for e in events("SUPPORT") if sentence(e) == 2 and not countries(e, "actors") & PRESIDENTS]


# -- quotes ----------------------------------------------------------------------------------------


def test_both_presidents_are_quoted_through_cctv() -> None:
    actors = {a.id: a for a in record().actors}
    through = [q for q in record().quotes if q.speaker and q.via and q.kind in {"direct", "mixed"}]
    told = {actors[q.speaker.actor].country for q in through if q.speaker
            if any("CCTV" in actors[v.actor].name or "China Central" in actors[v.actor].name for v in q.via)}
    assert told >= PRESIDENTS
