"""The pages: what they show, what they refuse, and that copy stays inert whatever it holds."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

import dateline
from builders import make_record
from dateline.records import Record, Span
from dateline.store import Desk, Query, Tally
from dateline.web import build_app
from dateline.web.charts import category_bars, timeline
from dateline.web.marks import Mark, cut, lines
from dateline.web.paste import LONGEST, LONGEST_BODY
from dateline.web.search import hits
from dateline.web.views import days

SENTENCE = "Norway's foreign minister met his Chilean counterpart in Oslo on Thursday, officials said."
HOSTILE = (
    "<script>alert(1)</script><img src=x onerror=alert(2)> met \"quoted\" 'ticked' & javascript:alert(3) "
    "{{ 7 * 7 }} {% raise %} \u202etxet desrever\u202c \x00\x1b[31m </p></title><svg/onload=alert(4)> "
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk of 63 articles: one coded, one hostile, the rest made."""
    folder = tmp_path_factory.mktemp("web") / "desk"
    with Desk.open(folder, create=True) as desk:
        desk.add(make_record())
        desk.add(make_record("Angola met Malawi; a plane crashed.", actor=("Angola", "AGO"),
                             recipient=("Malawi", "MWI"), event="ACCUSE", quad=3, day="2023-01-31", status="alleged",
                             path="b.txt"))
        desk.add(make_record(HOSTILE, actor=("<b>Angola</b>", "AGO"), day=None, path="c.txt"))
        desk.add(dateline.read(SENTENCE))
        for n in range(59):
            desk.add(make_record(f"Norway met Chile again, round {n}.", day=f"2024-{n % 12 + 1:02d}-11"))
    return folder


@pytest.fixture(scope="module")
def client(folder: Path) -> Iterator[TestClient]:
    """A browser without a screen; errors of the server come back as pages, as they do for a reader."""
    yield TestClient(build_app(folder), raise_server_exceptions=False)


def the(folder: Path, words: str) -> Record:
    """The record of the one article with these words."""
    with Desk.open(folder) as desk:
        _, (row,) = desk.articles(Query(words=words))
        return desk.record(row.id)


PAGES = ["/", "/?words=Norway", "/events", "/events?actor=NOR&since=2024", "/codebook", "/codebook/COERCE", "/paste"]


@pytest.mark.parametrize("path", PAGES)
def test_every_page_opens_and_loads_nothing_foreign(client: TestClient, path: str) -> None:
    page = client.get(path)
    assert page.status_code == 200
    assert page.headers["content-type"].startswith("text/html")
    assert not re.search(r"""(?:src|href|action)=["']?(?:https?:)?//""", page.text)
    assert not re.search(r"<[^>]+ (?:style|on\w+)=", page.text), "nothing inline: the policy forbids it"
    policy = page.headers["content-security-policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy and "http" not in policy
    assert page.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("path", [
    "/search.json", "/events.json", "/codebook.json", "/codebook/consult.json", "/paste.json",
])
def test_every_page_has_a_twin(client: TestClient, path: str) -> None:
    twin = client.get(path)
    assert twin.status_code == 200
    assert twin.headers["content-type"] == "application/json"
    assert twin.json()


def test_an_article_and_its_record(client: TestClient, folder: Path) -> None:
    record = the(folder, "plane crashed")
    page = client.get(f"/articles/{record.article.id}")
    assert page.status_code == 200
    report = record.events[0]
    assert f'id="{report.id}"' in page.text and "plover/ACCUSE#x.1" in page.text
    assert f'<a class="trigger quad3" href="#{report.id}"' in page.text
    assert Record.from_json(client.get(f"/articles/{record.article.id}.json").content) == record


def test_a_coded_sentence_shows_who_met_whom(client: TestClient, folder: Path) -> None:
    record = the(folder, "counterpart Thursday")
    meeting = next(e for e in record.events if e.event == "CONSULT")
    page = client.get(f"/events/{meeting.id}")
    assert page.status_code == 200
    trigger = record.article.text[meeting.trigger.start:meeting.trigger.end]
    assert f'<span data-lit="trigger">{trigger}</span>' in page.text
    assert 'data-lit="actor"' in page.text and "/codebook/CONSULT#" in page.text
    assert client.get(f"/events/{meeting.id}.json").json()["id"] == meeting.id


def test_the_front_page_counts_and_marks_what_was_searched_for(client: TestClient) -> None:
    page = client.get("/", params={"words": "plane"}).text
    assert "<mark>plane</mark>" in page and "1 article found" in page
    assert 'href="/events?words=plane&amp;event=ACCUSE"' in page
    assert "Events by category" in client.get("/").text


def test_filters_keep_their_values_and_follow_the_reader(client: TestClient) -> None:
    page = client.get("/events", params={"actor": 'NO"R', "event": "consult", "quad": "1", "status": "asserted"}).text
    assert 'name="actor" value="NO&#34;R"' in page
    assert "<option selected>CONSULT</option>" in page and "<option selected>asserted</option>" in page
    assert '<input type="hidden" name="quad" value="1">' in page and "No event fits" in page


def test_pages_of_events_turn(client: TestClient) -> None:
    first = client.get("/events", params={"event": "CONSULT", "actor": "NOR"})
    total = client.get("/events.json", params={"event": "CONSULT", "actor": "NOR"}).json()["total"]
    assert total >= 60 and f"1–50 of {total} events" in first.text
    link = re.search(r'rel="next" href="([^"]+)"', first.text)
    assert link is not None
    second = client.get("/events" + link[1].replace("&amp;", "&"))
    assert f"51–{total} of {total} events" in second.text and 'rel="prev"' in second.text
    assert "event=CONSULT" in link[1] and "actor=NOR" in link[1]


def test_csv_holds_every_event_of_the_question(client: TestClient) -> None:
    answer = client.get("/events.csv", params={"actor": "NOR"})
    assert answer.headers["content-type"].startswith("text/csv")
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert len(rows) == client.get("/events.json", params={"actor": "NOR", "limit": 1}).json()["total"] > 50
    assert {r["actor_countries"] for r in rows} == {"NOR"}


@pytest.mark.parametrize("path", [
    "/events?since=yesterday", "/events?since=2023-02-30", "/events?event=INVADE", "/events?status=doubted",
    "/events?mode=dance", "/events?auxiliary=maybe", "/events?quad=5", "/events?quad=99999999999999999999",
    "/events?quad=x", "/events?actr=China", "/events?limit=0", "/events?limit=-1", "/events?limit=1000000",
    "/events?offset=-1", "/events?offset=99999999999999999999", "/?words=%22", "/events.csv?since=soon", "/?limit=x",
])
def test_wrong_questions_are_told(client: TestClient, path: str) -> None:
    page = client.get(path)
    assert page.status_code == 400
    assert "That did not work" in page.text


@pytest.mark.parametrize("path", [
    "/nothing", "/articles/art_nothing", "/articles/%25", "/articles/..%2f..%2fetc", "/events/rep_nothing",
    "/events/'%20OR%201=1", "/codebook/INVADE", "/articles/art_", "/static/../app.py", "/static/nothing.js",
])
def test_what_is_not_there_is_404(client: TestClient, path: str) -> None:
    page = client.get(path)
    assert page.status_code == 404
    assert "That did not work" in page.text


@pytest.mark.parametrize(("path", "status"), [
    ("/events.json?since=yesterday", 400), ("/articles/art_nothing.json", 404), ("/codebook/INVADE.json", 404),
    ("/events/rep_nothing.json", 404), ("/nothing.json", 404),
])
def test_errors_have_twins(client: TestClient, path: str, status: int) -> None:
    answer = client.get(path)
    assert answer.status_code == status
    assert answer.json()["status"] == status and answer.json()["message"]


def test_odd_searches_find_nothing_and_break_nothing(client: TestClient) -> None:
    for words in ("\x00", "***a", "a AND OR NOT", "NEAR(a b", "a:b", "é" * 5000, "\u202e'; DROP TABLE events; --x"):
        assert client.get("/", params={"words": words}).status_code == 200


def test_other_methods_and_other_hosts_are_refused(client: TestClient, folder: Path) -> None:
    assert client.put("/paste").status_code == 405
    assert client.delete("/events").status_code == 405
    assert client.get("/", headers={"host": "evil.example"}).status_code == 400
    assert TestClient(build_app(folder, public=True)).get("/", headers={"host": "desk.example"}).status_code == 200


def test_a_desk_that_cannot_be_opened_is_told(tmp_path: Path) -> None:
    page = TestClient(build_app(tmp_path / "nowhere")).get("/")
    assert page.status_code == 503
    assert "dateline add" in page.text


def test_a_crash_shows_no_traceback(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("inner secret")

    monkeypatch.setattr("dateline.web.search.query_of", fail)
    page = client.get("/")
    assert page.status_code == 500
    assert "inner secret" not in page.text and "content-security-policy" in page.headers


def inert(page: str) -> None:
    """The page holds none of HOSTILE as markup."""
    assert "<script>alert" not in page and "<img src=x" not in page and "<svg/onload" not in page
    assert "&lt;scrip" in page and "<b>Angola</b>" not in page
    assert "\u202e" not in page and "\x00" not in page and "\x1b" not in page
    assert "7 * 7" in page


def test_hostile_copy_is_inert_on_every_page(client: TestClient, folder: Path) -> None:
    record = the(folder, "desrever")
    for path in (f"/articles/{record.article.id}", f"/events/{record.events[0].id}"):
        page = client.get(path)
        assert page.status_code == 200
        inert(page.text)
        assert "⟨U+202E⟩" in page.text
        assert not re.search(r"""(?:src|href)=["']?javascript:""", page.text)
    for path in ("/", "/?words=desrever", "/events?party=AGO"):
        page = client.get(path)
        assert "<script>alert" not in page.text and "<b>Angola</b>" not in page.text


def test_pasted_copy_is_coded_and_not_stored(client: TestClient, folder: Path) -> None:
    with Desk.open(folder) as desk:
        before = desk.counts()
    page = client.post("/paste", data={"text": SENTENCE, "date": "2024-05-02"})
    assert page.status_code == 200
    assert "CONSULT" in page.text and "nothing was stored" in page.text and "2024-05-02" in page.text
    twin = client.post("/paste.json", content=SENTENCE.encode(), headers={"content-type": "text/plain"})
    assert Record.from_json(twin.content).events[0].event == "CONSULT"
    with Desk.open(folder) as desk:
        assert desk.counts() == before


def test_hostile_copy_pasted_is_inert(client: TestClient) -> None:
    page = client.post("/paste", data={"text": HOSTILE + "\n\n" + "x" * (LONGEST // 2)})
    assert page.status_code in {200, 400}
    assert "<script>alert" not in page.text and "<img src=x" not in page.text


@pytest.mark.parametrize(("send", "status"), [
    ({"data": {"text": " \n "}}, 400), ({"data": {}}, 415), ({"data": {"text": "x", "date": "soon"}}, 400),
    ({"data": {"text": "x" * (LONGEST + 1)}}, 413), ({"content": b"x" * (LONGEST_BODY + 1)}, 413),
    ({"files": {"text": b"x"}}, 415), ({"content": b"&".join([b"a=1"] * 50),
                                        "headers": {"content-type": "application/x-www-form-urlencoded"}}, 400),
])
@pytest.mark.parametrize("twin", ["", ".json"])
def test_pastes_that_do_not_fit_are_told(client: TestClient, send: dict[str, object], status: int, twin: str) -> None:
    answer = client.post("/paste" + twin, **send)
    assert answer.status_code == status
    assert answer.json()["message"] if twin else "That did not work" in answer.text


def test_pieces_lose_no_character_and_know_every_mark() -> None:
    text = "Norway met Chile in Oslo."
    marks = [Mark(0, 6, "a", "actor", "party"), Mark(0, 16, "q", "said", "quote"),
             Mark(7, 10, "e", "trigger", "trigger quad1"), Mark(-5, 3, "x", "said"),
             Mark(20, 99, "p", "place", "place", "Oslo, NOR"), Mark(4, 4, "z", "said")]
    pieces = cut(text, 0, len(text), marks)
    assert "".join(p.text for p in pieces) == text
    assert [p.of for p in pieces if p.text == "met"] == ["q=said e=trigger"]
    assert [p.event for p in pieces if p.event] == ["e"]
    assert next(p for p in pieces if p.text.startswith("Oslo")).note == "Oslo, NOR"
    assert cut(text, 7, 10, [])[0].text == "met"


def test_a_long_line_with_many_marks_is_cut_quickly() -> None:
    text = "word " * 200_000
    marks = [Mark(n, n + 4, f"i{n}", "said") for n in range(0, len(text), 50)]
    assert "".join(p.text for p in cut(text, 0, len(text), marks)) == text


def test_a_dateline_stands_in_the_line_it_opens() -> None:
    record = dateline.read("Talks open\n\nOSLO, May 2 (Reuters) - " + SENTENCE + "\n\nAdvertisement\n")
    shown = lines(record)
    assert [r.kind for x in shown for r in x.runs] == [s.kind for s in record.article.segments]
    opened = next(x for x in shown if x.label == "dateline")
    assert opened.kind == "body" and len(opened.runs) == 2


@pytest.mark.parametrize(("start", "end", "told"), [
    (None, None, ""), ("2024-05-02", "2024-05-02", "2024-05-02"), ("2024-01-01", "2024-12-31", "2024"),
    ("2024-02-01", "2024-02-29", "2024-02"), ("2024-03-11", "2024-03-17", "2024-03-11 … 17"),
    ("2024-03-30", "2024-04-02", "2024-03-30 … 2024-04-02"),
])
def test_days_are_told_shortly(start: str | None, end: str | None, told: str) -> None:
    assert days(start, end) == told


def test_counts_by_month_and_category(folder: Path) -> None:
    with Desk.open(folder) as desk:
        tallies = desk.tally(Query())
        total, _ = desk.find(Query())
        assert sum(t.count for t in tallies) == total
        assert desk.tally(Query(status="alleged")) == [Tally("2023-01", "ACCUSE", 3, 1)]
        assert desk.snippets("plane", [the(folder, "plane").article.id]).popitem()[1].count("\x02") == 1
        assert desk.snippets("plane", []) == {}
    chart = timeline(tallies, {"words": "a b"})
    assert chart is not None and chart.unit == "month" and chart.slots[-1].label == "2024-12"
    assert chart.top + chart.bottom == pytest.approx(100, abs=0.1)
    assert sum(s.cooperation + s.conflict for s in chart.slots) == chart.dated < chart.total == total
    assert chart.slots[-1].link == "/events?words=a+b&since=2024-12&until=2024-12"
    assert category_bars(tallies, {})[0].share == 100


def test_long_stretches_are_told_by_year_and_short_ones_not_at_all() -> None:
    chart = timeline([Tally("1990-05", "AID", 2, 3), Tally("2024-01", "ASSAULT", 4, 1)], {})
    assert chart is not None and chart.unit == "year" and len(chart.slots) == 35
    assert timeline([Tally("2024-01", "AID", 2, 1), Tally(None, "AID", 2, 9)], {}) is None
    assert timeline([], {}) is None


def test_snippets_are_split_at_their_marks() -> None:
    assert hits("a \x02plane\x03 fell") == [(False, "a "), (True, "plane"), (False, " fell")]
    assert hits("\x02unclosed") == [(False, "unclosed")]
    assert hits("") == []


def test_a_record_with_spans_out_of_order_still_shows(folder: Path) -> None:
    record = make_record("Norway met Chile.")
    assert record.events[0].trigger == Span(7, 10)
    assert "".join(p.text for x in lines(record) for r in x.runs for p in r.pieces) == record.article.text
