"""A desk keeps what it is given, once, and finds it again."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path

import pytest

import dateline
from builders import make_record
from dateline.errors import DeskError, UsageError
from dateline.store import Desk, Query
from dateline.store.desk import FILE


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = Desk.open(tmp_path / "news", create=True)
    desk.add(make_record())
    desk.add(
        make_record(
            "Angola met Malawi; a plane crashed.",
            actor=("Angola", "AGO"),
            recipient=("Malawi", "MWI"),
            event="ACCUSE",
            quad=3,
            day="2023-01-31",
            status="alleged",
            path="b.txt",
        )
    )
    return desk


def test_the_same_article_again_changes_nothing(desk: Desk) -> None:
    before = desk.counts()
    assert desk.add(make_record()) == "known"
    assert desk.counts() == before


def test_a_second_source_of_the_same_article_is_kept(desk: Desk) -> None:
    assert desk.add(make_record(path="copy.txt")) == "known"
    db = sqlite3.connect(desk.folder / FILE)
    assert {r[0] for r in db.execute("SELECT path FROM sources")} == {"a.txt", "copy.txt", "b.txt"}


def test_a_record_of_another_version_replaces_the_old_one(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    before = desk.counts()
    monkeypatch.setattr("dateline.lexicon.packs.__version__", "9.9")
    assert desk.add(make_record()) == "recoded"
    assert desk.counts() == before
    assert desk.find(Query(words="Norway"))[0] == 1


def test_records_come_back_as_they_were(desk: Desk) -> None:
    record = make_record()
    assert desk.record(record.article.id) == record
    assert desk.record(record.article.id[:8]) == record
    assert desk.event(record.events[0].id) == (record, record.events[0])


@pytest.mark.parametrize(
    ("query", "events"),
    [
        (Query(), ["CONSULT", "ACCUSE"]),
        (Query(actor="NOR"), ["CONSULT"]),
        (Query(actor="Norway"), ["CONSULT"]),
        (Query(actor="norw"), ["CONSULT"]),
        (Query(recipient="Norway"), []),
        (Query(party="MWI"), ["ACCUSE"]),
        (Query(recipient="GOV"), ["CONSULT", "ACCUSE"]),
        (Query(event="accuse"), ["ACCUSE"]),
        (Query(mode="visit", quad=3), ["ACCUSE"]),
        (Query(mode="vis"), []),
        (Query(status="alleged"), ["ACCUSE"]),
        (Query(since="2024"), ["CONSULT"]),
        (Query(until="2023-01"), ["ACCUSE"]),
        (Query(since="2023-01-31", until="2023-01-31"), ["ACCUSE"]),
        (Query(words="plane crashed"), ["ACCUSE"]),
        (Query(words='"crashed plane"'), []),
        (Query(words="AND OR (NEAR"), []),
        (Query(cameo="04"), ["CONSULT", "ACCUSE"]),
        (Query(place="Oslo", quad=1), ["CONSULT"]),
        (Query(min_confidence=0.9), []),
        (Query(auxiliary="none", quad=1), ["CONSULT"]),
        (Query(party="%' OR 1=1 --"), []),
    ],
)
def test_queries(desk: Desk, query: Query, events: list[str]) -> None:
    total, rows = desk.find(query)
    assert [r.event for r in rows] == events
    assert total == len(events)


def test_a_limit_never_hides_the_total(desk: Desk) -> None:
    total, rows = desk.find(Query(limit=1))
    assert (total, len(rows)) == (2, 1)
    assert desk.find(Query(limit=1, offset=1))[1][0].event == "ACCUSE"


def test_articles_are_found_by_words_days_and_events(desk: Desk) -> None:
    assert [r.headline for r in desk.articles(Query(words="crashed"))[1]] == ["Angola"]
    assert [r.headline for r in desk.articles(Query(actor="NOR"))[1]] == ["Norway"]
    assert [r.headline for r in desk.articles(Query(since="2024"))[1]] == ["Norway"]
    assert desk.articles(Query())[0] == 2


@pytest.mark.parametrize("query", [Query(event="INVADE"), Query(since="yesterday"), Query(since="2023-02-30")])
def test_wrong_questions_are_refused(desk: Desk, query: Query) -> None:
    with pytest.raises(UsageError):
        desk.find(query)


def test_errors_say_what_to_do(tmp_path: Path, desk: Desk) -> None:
    with pytest.raises(DeskError, match="dateline add"):
        dateline.open(tmp_path / "nowhere")
    with pytest.raises(DeskError, match="dateline find"):
        desk.record("art_nothing")
    with pytest.raises(DeskError, match="more than one"):
        desk.record("art_")
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / FILE).write_bytes(b"this is no database, not at all" * 50)
    with pytest.raises(DeskError, match="could not be opened"):
        Desk.open(tmp_path / "broken")


def test_a_failed_write_leaves_the_desk_as_it_was(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    before = desk.counts()

    def fail(*_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr("dateline.store.rows._insert_quotes", fail)
    with pytest.raises(OSError, match="disk full"):
        desk.add(make_record("Peru met Cuba.", actor=("Peru", "PER"), recipient=("Cuba", "CUB")))
    assert desk.counts() == before
    assert desk.find(Query(actor="PER"))[0] == 0


def test_two_writers_wait_for_each_other(tmp_path: Path) -> None:
    Desk.open(tmp_path, create=True).close()

    def write(start: int) -> None:
        with Desk.open(tmp_path) as own:
            for n in range(start, start + 20):
                own.add(make_record(f"Norway met Chile {n}."))

    threads = [threading.Thread(target=write, args=(n,)) for n in (0, 100, 200)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    with Desk.open(tmp_path) as desk:
        assert desk.counts()["articles"] == 60
