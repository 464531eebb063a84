"""The day of writing: kinds of evidence, and when the ledger keeps quiet."""

from __future__ import annotations

import datetime
from importlib.resources import files
from pathlib import Path

import pytest

from dateline.extract import extract
from dateline.lexicon.anchors import load_anchors, straight
from dateline.lexicon.needles import needles
from dateline.lexicon.relative import load_relative
from dateline.lexicon.seasons import load_seasons
from dateline.reading import read
from dateline.records import Page, Published

SAMPLES = Path(str(files("dateline") / "data" / "samples" / "pages"))
STORY = ("Rebels and the army signed a truce on Wednesday in the port, officials of both sides said.\n\n"
         "The truce is to last until the harvest, said the mediator, who had travelled between the camps for weeks.\n")


def published(text: str | None = None, **fields: str) -> tuple[Published | None, set[str]]:
    page = Page(id="p", media_type="text/plain", sha256="", text=text or STORY, **fields)
    got, warnings = extract(page)
    return got.published, {w.code for w in warnings}


def kinds(found: Published | None) -> dict[str, bool]:
    assert found is not None
    return {e.kind: e.agrees for e in found.evidence}


def test_metadata_gives_the_day() -> None:
    found, codes = published(date="2023-03-01T08:00:00Z")
    assert found is not None
    assert found.date == "2023-03-01"
    assert found.confidence > 0.9
    assert kinds(found)["metadata"]
    assert "no-date" not in codes


def test_url_and_fetch() -> None:
    found, _ = published(url="https://news.example/2023/03/01/truce", fetched="2023-03-04")
    assert found is not None
    assert found.date == "2023-03-01"
    assert {"url", "fetched"} <= kinds(found).keys()


def test_a_page_date_counts_when_the_weekday_agrees() -> None:
    found, _ = published("Wednesday, March 1, 2023\n\n" + STORY)  # 1 March 2023 was a Wednesday
    assert found is not None
    assert found.date == "2023-03-01"


def test_a_page_date_is_an_upper_bound_when_the_weekday_does_not_agree() -> None:
    found, codes = published("Sunday, June 16, 2024\n\n" + STORY)
    assert found is not None
    assert found.date is None
    assert found.latest is not None
    assert found.latest <= "2024-06-17"
    assert "no-date" in codes


def test_a_later_page_date_is_refused_when_the_text_tells_its_own_day() -> None:
    story = ("GENEVA (AP) — Engineers of nine countries said Thursday that the river would need years to recover.\n\n"
             "The collapse of the Kakhovka dam on Tuesday flooded dozens of villages, one of them told reporters.\n\n"
             "It came three weeks after the fall of Bakhmut, and the front has hardly moved since.\n")
    found, _ = published("Sunday, September 1, 2024\n\n" + story)
    assert found is not None
    assert found.date in ("2023-06-08", "2023-06-09")  # the dam broke on Tuesday, 6 June 2023
    assert {"anchor", "weekday", "page-date"} <= kinds(found).keys()


def test_nothing_to_go_by_is_null_with_a_warning() -> None:
    found, codes = published("The minister met farmers and promised them rain, his office said.")
    assert found is None
    assert "no-date" in codes


def test_dateline_without_a_year_takes_it_from_an_anchor() -> None:
    found, _ = published("CAIRO, Nov. 14 (Reuters) - Egypt on Tuesday sent aid to Gaza, a month after the Oct. 7 "
                         "attack by Hamas on southern Israel, officials said.\n\nThe trucks waited at the gate.\n")
    assert found is not None
    assert found.date == "2023-11-14"


def test_stamp_beats_page_date_and_contradiction_is_marked() -> None:
    found, _ = published("Sunday, June 16, 2024\n\nTruce signed in the port\n\nPublished: 1 March 2023 10:40 GMT\n\n"
                         + STORY)
    assert found is not None
    assert found.date == "2023-03-01"
    stated, _ = published("Published: 1 March 2023 10:40 GMT\n\n" + STORY, date="2021-05-05")
    assert stated is not None
    assert not all(e.agrees for e in stated.evidence)


def test_officeholders_bound_the_time() -> None:
    found, _ = published("Chancellor Angela Merkel met President Nicolas Sarkozy on Monday in Berlin to discuss it.")
    assert found is not None
    roles = [e for e in found.evidence if e.kind == "role"]
    assert len(roles) == 2
    assert found.earliest is not None
    assert found.latest is not None
    assert found.earliest >= "2007-05-01"
    assert found.latest <= "2013-12-31"  # titles are misprinted at times: the bound is soft
    past, _ = published("Former Chancellor Angela Merkel met students on Monday in Berlin to discuss her book.")
    assert past is not None
    assert "role" not in kinds(past)


@pytest.mark.parametrize(("name", "day"), [
    ("02-sanctions-brussels.html", "2024-12-16"), ("03-protest-nairobi.txt", "2024-10-08"),
    ("04-court-manila.txt", "2022-09-15"), ("05-election-andes.txt", "2021-06-10"),
    ("06-cyber-tallinn.html", "2025-02-12"), ("07-aid-dhaka.txt", "2023-04-19"),
    ("11-tariffs-trade.html", "2019-10-22"), ("12-captives-red-sea.txt", "2023-11-14"),
    ("01-ceasefire-river.txt", None), ("10-war-anniversary.txt", None), ("14-detention-journalists.txt", None),
])
def test_days_of_the_samples(name: str, day: str | None) -> None:
    page = next(iter(read([SAMPLES / name])))
    assert isinstance(page, Page)
    got, _ = extract(page)
    assert (got.published.date if got.published else None) == day


def test_weights_and_values_are_plain() -> None:
    found, _ = published("Wednesday, March 1, 2023\n\n" + STORY)
    assert found is not None
    for evidence in found.evidence:
        assert 0.0 <= evidence.weight <= 1.0
        assert evidence.value
        assert evidence.agrees in (True, False)


def test_wordings_of_a_season_speak_for_a_page_date_in_it() -> None:
    story = ("The carmaker said third-quarter net fell 12 percent on weak demand for trucks.\n\n"
             "Analysts had expected the shares to hold on Tuesday, brokers said.\n")
    within, _ = published("Wednesday, October 24, 2001\n\n" + story)
    outside, _ = published("Wednesday, March 14, 2001\n\n" + story)
    assert within is not None
    assert outside is not None
    assert kinds(within)["season"]
    assert within.date == "2001-10-24"
    assert outside.date is None
    season = next(e for e in within.evidence if e.kind == "season")
    assert season.value == "--09-20/--11-25"
    assert kinds(outside)["season"] != kinds(within)["season"] or outside.confidence < within.confidence


def test_every_season_is_sound() -> None:
    seasons = load_seasons()
    phrases = [phrase for season in seasons.rows for phrase in season.phrases]
    assert len(seasons.rows) >= 100
    assert len(phrases) == len(set(phrases)), "a phrase stands in two rows"
    assert all(phrase == phrase.lower() and len(phrase) > 3 for phrase in phrases)
    assert all(season.spread > 0 for season in seasons.rows)
    found = [season.first for season, _ in seasons.find("the ramadan fast, not a ramadanesque one; black friday sales")]
    assert (11, 20) in found


def test_every_anchor_is_sound() -> None:
    anchors = load_anchors().rows
    assert len(anchors) >= 400
    for anchor in anchors:
        assert anchor.source, anchor.id
        assert anchor.first >= datetime.date(1950, 1, 1)
        assert needles(anchor.pattern), f"{anchor.id}: the pattern has no plain string to be searched by"
        assert anchor.pattern == anchor.pattern.lower(), anchor.id


def test_anchor_search_finds_what_the_patterns_find() -> None:
    text = straight("A year after Russia’s full-scale invasion of Ukraine, and two decades after Sept. 11, the fall of "
                    "the Berlin Wall and Brexit were debated; the killing of Jamal Khashoggi was not.")
    found = {anchor.id for anchor, _ in load_anchors().find(text)}
    tried = {anchor.id for anchor in load_anchors().rows if anchor.regex.search(text)}
    assert found == tried
    assert {"ukraine-invasion", "berlin-wall-fall", "khashoggi"} <= found


def test_relative_phrases() -> None:
    found = list(load_relative().find("it began two years ago and ended last week"))
    assert [round(r.days) for r in found] == [730, 6]
