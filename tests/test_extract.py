"""Extraction: segments, headline, dateline, agency, byline, language; on our own pages."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.errors import ReadError
from dateline.extract import extract
from dateline.extract.dateline import find_dateline
from dateline.extract.dates import find_dates
from dateline.extract.metadata import read_metadata
from dateline.extract.vote import vote_headline
from dateline.lexicon.furniture import load_furniture
from dateline.lexicon.outlets import load_outlets
from dateline.reading import page_from_text, read
from dateline.records import Article, Page

SAMPLES = Path(str(files("dateline") / "data" / "samples" / "pages"))
WIRE = """31 C
Saturday, May 10, 2025

Ministers agree to reopen the border crossing

World News

AMMAN, March 3 (Reuters) - The foreign ministers of two neighbours agreed on Monday to reopen a crossing.

The crossing was closed two years ago after a dispute about customs duties and water, officials said.

Who pays
Both sides will share the cost of the new terminal, which is to open before the summer, they said.

(Reporting by A. Reporter; Editing by B. Editor)
Latest article
"""


def article(text: str) -> Article:
    return extract(page_from_text(text))[0]


def kinds(text: str) -> list[tuple[str, str]]:
    got = article(text)
    return [(got.text[s.start:s.end], s.kind) for s in got.segments]


def sample(name: str) -> Article:
    page = next(iter(read([SAMPLES / name])))
    assert isinstance(page, Page)
    return extract(page)[0]


def covered(got: Article) -> bool:
    """Segments lie in order, do not overlap, and leave no non-blank text out."""
    rest, at = [], 0
    for segment in got.segments:
        if segment.start < at or segment.end <= segment.start or segment.end > len(got.text):
            return False
        rest.append(got.text[at:segment.start])
        at = segment.end
    return not "".join([*rest, got.text[at:]]).strip()


def test_wire_copy_with_page_furniture() -> None:
    got = article(WIRE)
    assert got.text == WIRE
    by_kind = {kind: text for text, kind in kinds(WIRE)}
    assert by_kind["weather"] == "31 C"
    assert by_kind["page-date"] == "Saturday, May 10, 2025"
    assert by_kind["headline"] == "Ministers agree to reopen the border crossing"
    assert by_kind["section"] == "World News"
    assert by_kind["dateline"] == "AMMAN, March 3 (Reuters) -"
    assert by_kind["subhead"] == "Who pays"
    assert by_kind["note"].startswith("(Reporting by")
    assert by_kind["related"] == "Latest article"
    assert got.agency is not None
    assert (got.agency.name, got.text[got.agency.start:got.agency.end]) == ("Reuters", "Reuters")
    assert got.language == "en"


@pytest.mark.parametrize("text", [
    "Rebels shelled the town on Friday.", "Police arrested 12 people in Cairo", "He left.",
    "The army seized power. The president fled. Neighbours closed their borders.",
    "Subscribe to our promises, the minister told voters.",
    "Officials met in Oslo.\nThey agreed to meet again.",
])
def test_bare_sentences_are_body_without_a_headline(text: str) -> None:
    got = article(text)
    assert {s.kind for s in got.segments} == {"body"}
    assert got.headline is None


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.sampled_from("aB1 .,\n\r\t“”-—©|:/()•é中\u2028\u200b"), min_size=1, max_size=200))
def test_every_non_blank_line_is_covered_once(text: str) -> None:
    if text.strip():
        assert covered(article(text))


@pytest.mark.parametrize("path", sorted(SAMPLES.iterdir()), ids=lambda p: p.name)
def test_samples_are_covered_and_english(path: Path) -> None:
    for page in read([path]):
        assert isinstance(page, Page)
        got, _ = extract(page)
        assert covered(got)
        assert got.language == "en"
        assert page.text is None or got.text == page.text
        assert sum(s.kind == "body" for s in got.segments) >= 1


@pytest.mark.parametrize(("name", "headline", "agency", "names"), [
    ("01-ceasefire-river.txt", "Sudan's rivals trade blame after river truce collapses", "Reuters", ()),
    ("02-sanctions-brussels.html", "EU widens Belarus sanctions over balloon smuggling", None,
     ("Ilse Verhoeven", "Marek Dolny")),
    ("03-protest-nairobi.txt", "Police fire tear gas as bus drivers march on Nairobi's city hall", "Associated Press",
     ("Grace Wambui", "Peter Otieno")),
    ("04-court-manila.txt", "Court jails ex-governor for selling relief rice", None, ("Corazon Delgado",)),
    ("07-aid-dhaka.txt", None, "Bangladesh Sangbad Sangstha", ()),
    ("08-coup-sahel.txt", "Soldiers seize radio station in Guinea-Bissau, government says plot foiled", "Xinhua", ()),
    ("14-detention-journalists.txt", "Turkish court frees cartoonist, keeps editor in jail", "Anadolu Agency",
     ("Leyla Aksoy",)),
])
def test_who_and_what_stands_on_a_sample(name: str, headline: str | None, agency: str | None,
                                         names: tuple[str, ...]) -> None:
    got = sample(name)
    assert (got.headline.text if got.headline else None) == headline
    assert (got.agency.name if got.agency else None) == agency
    assert (got.byline.names if got.byline else ()) == names
    if got.headline:
        assert got.text[got.headline.start:got.headline.end] == got.headline.text


@pytest.mark.parametrize(("line", "dateline", "agency", "day"), [
    ("BEIJING (AP) — The presidents met.", "BEIJING (AP) —", "Associated Press", None),
    ("LONDON, March 3 (Reuters) - Britain said", "LONDON, March 3 (Reuters) -", "Reuters", (3, 3)),
    ("MOSCOW. March 3 (Interfax) - Russia said", "MOSCOW. March 3 (Interfax) -", "Interfax", (3, 3)),
    ("MOSCOW, March 3. /TASS/. Russia said", "MOSCOW, March 3. /TASS/.", "TASS", (3, 3)),
    ("KYIV, Ukraine — Officials said", "KYIV, Ukraine —", None, None),
    ("Paris, France | AFP | Police said", "Paris, France | AFP |", "Agence France-Presse", None),
    ("Xinhua | BEIJING, March 3 (Xinhua) -- China said", "Xinhua | BEIJING, March 3 (Xinhua) --", "Xinhua", (3, 3)),
    ("TEHRAN, Mar. 03 (MNA) – Iran said", "TEHRAN, Mar. 03 (MNA) –", "Mehr News Agency", (3, 3)),
    ("YEREVAN, MARCH 3, ARMENPRESS. The prime minister", "YEREVAN, MARCH 3, ARMENPRESS.", "Armenpress", (3, 3)),
    ("New Delhi [India], March 3 (ANI): The court", "New Delhi [India], March 3 (ANI):", "Asian News International",
     (3, 3)),
    ("March 3 (UPI) -- Police said", "March 3 (UPI) --", "United Press International", (3, 3)),
    ("(CNN) — The president said", "(CNN) —", "CNN", None),
    ("TARVIK, Ostmark, June 3 (NPA) — Ostmark said", "TARVIK, Ostmark, June 3 (NPA) —", "NPA", (6, 3)),
    ("TARVIK, June 3 (Northern Press) - Ostmark said", "TARVIK, June 3 (Northern Press) -", "Northern Press", (6, 3)),
])
def test_datelines(line: str, dateline: str, agency: str | None, day: tuple[int, int] | None) -> None:
    found = find_dateline(line)
    assert found is not None
    assert line[:found.end].strip() == dateline
    assert (found.agency[0] if found.agency else None) == agency
    assert ((found.date.month, found.date.day) if found.date else None) == day


@pytest.mark.parametrize("line", [
    "The White House (AP) said on Monday that", "U.S. President Jane Roe — a Democrat — said",
    "He met the Associated Press (AP) on Friday", "Mr. Smith — who left", "NATO (OTAN) — the alliance of",
    "The Organization - which said",
])
def test_running_text_is_no_dateline(line: str) -> None:
    assert find_dateline(line) is None


@pytest.mark.parametrize(("text", "iso"), [
    ("Tuesday, June 18, 2024", "2024-06-18"), ("3 March 2023 10:40 GMT", "2023-03-03"),
    ("2023-03-01T10:00", "2023-03-01"), ("31.12.2022", "2022-12-31"), ("3 de marzo de 2023", "2023-03-03"),
    ("2025年3月1日", "2025-03-01"),
    ("12/25/2021", "2021-12-25"), ("3. März 2020", "2020-03-03"),
])
def test_printed_dates(text: str, iso: str) -> None:
    found = next(find_dates(text))
    assert found.date is not None
    assert found.date.isoformat() == iso


def test_numbers_are_no_dates() -> None:
    assert list(find_dates("He paid 1.250.000 and got 3/4 of version 2.10.7; march 5000 men. Call 555-12-2020x.")) == []


def test_headline_vote_drops_the_site_and_takes_the_majority() -> None:
    found = read_metadata("<html><head><title>Ministers meet - The Daily Bell</title>"
                          '<meta property="og:site_name" content="The Daily Bell">'
                          '<meta property="og:title" content="Ministers meet"></head>'
                          "<body><h1>Ministers meet</h1></body></html>")
    assert vote_headline(found) == "Ministers meet"


def test_html_without_text_is_an_error_that_says_what_to_do() -> None:
    page = Page(id="p", media_type="text/html", sha256="", html="<html><body><script>var x=1</script></body></html>")
    with pytest.raises(ReadError, match=r"p: .*give"):
        extract(page)


def test_ids_come_from_the_text() -> None:
    first, second = article("Rebels shelled the town."), article("Rebels shelled the town.")
    assert first.id == second.id
    assert first.id.startswith("art_")
    assert first.id != article("Rebels shelled the port.").id


def test_other_languages_are_named_with_a_warning() -> None:
    text = "Der Präsident sagte am Freitag in Berlin, die Regierung werde bis zum Sommer zurücktreten. " * 2
    got, warnings = extract(page_from_text(text))
    assert got.language == "de"
    assert "not-english" in {w.code for w in warnings}


def test_hard_wrapped_copy_keeps_its_paragraphs_in_the_body() -> None:
    text = ("The foreign ministers of both countries met in the old port on\n"
            "Monday and agreed to exchange the prisoners whom they hold\n"
            "since the war of last summer, officials of both sides said.\n\n"
            "The exchange is to begin on Friday at the bridge over the\n"
            "river, where observers of the United Nations will be present\nand count the men of either side.\n")
    assert {kind for _, kind in kinds(text)} == {"body"}


def test_tables_of_furniture_and_outlets() -> None:
    words, outlets = load_furniture(), load_outlets()
    assert words.line.find("read more") == ("related", "read more")
    assert words.start.find("• sign up for our letters") is not None
    assert words.prose.find("nothing to see here") is None
    assert len(set(map(id, outlets.by_form.values()))) >= 40
    assert outlets.agency("Reuters") is outlets.agency("Thomson Reuters")
