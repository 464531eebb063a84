"""`dateline score`: what is counted, and that nothing is dropped in silence. The figures are worked out by hand."""

from __future__ import annotations

import csv
import itertools
import json
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from dateline.cli.app import run
from dateline.errors import DatelineError, UsageError
from dateline.records import Record
from dateline.review import Document, Event, Gold, Level, Party, document_of, join, judge, read_gold, score
from dateline.review.categories import meaning
from dateline.review.intervals import wilson
from dateline.review.matching import matching
from dateline.review.parties import agree, country_of, parties_of

Sides = tuple[str, str, str]  # source, category, target


def record(id: str, *events: Sides, path: str | None = None) -> dict[str, Any]:
    """A record with what a comparison needs; parties are `NAME/COUNTRY`, several by `;`."""
    actors: dict[str, dict[str, str | None]] = {}

    def side(cell: str) -> list[dict[str, str]]:
        for party in filter(None, cell.split(";")):
            name, _, country = party.partition("/")
            actors[party] = {"id": party, "name": name, "country": country or None}
        return [{"actor": p} for p in cell.split(";") if p]

    told = [{"id": f"{id}-{i}", "event": c, "actors": side(a), "recipients": side(b)} for i, (a, c, b) in enumerate(events)]
    return {"article": {"source": {"id": id, "path": path}}, "actors": list(actors.values()), "events": told}


def write(path: Path, lines: Iterable[object]) -> Path:
    path.write_text("".join(f"{x if isinstance(x, str) else json.dumps(x)}\n" for x in lines), encoding="utf-8")
    return path


@pytest.fixture
def facts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., dict[str, Any]]:
    """`dateline score GOLD RECORDS --json` of rows and records."""

    def ask(gold: Iterable[object], records: Iterable[object], *more: str, name: str = "gold.csv") -> dict[str, Any]:
        paths = write(tmp_path / name, gold), write(tmp_path / "records.jsonl", records)
        capsys.readouterr()
        status = run(["score", *map(str, paths), "--json", *more])
        out, err = capsys.readouterr()
        return {"status": status, "err": err, **(json.loads(out) if out else {})}

    return ask


GOLD = ["doc,event,source,target",
        "d1,CONSULT,NOR,CHL", "d1,ACCUSE,PER,CHL", "d1,ACCUSE,Norway,", "d2,ASSAULT,RUS,UKR", "d2,AID,USA,UKR", "d3,none,,"]
CODED = [record("d1", ("Oslo/NOR", "CONSULT", "Lima/PER"), ("Peru/PER", "ACCUSE", "Chile/CHL"), ("x/NOR", "ACCUSE", "")),
         record("d2", ("Russia/RUS", "ASSAULT", "Kyiv/UKR"), ("Russia/RUS", "ASSAULT", "Kyiv/UKR")),
         record("d3", ("Iran/IRN", "REJECT", ""))]


def row(answer: dict[str, Any], name: str) -> dict[str, Any]:
    rows = [*answer["score"]["rows"], answer["score"]["micro"], answer["score"]["macro"]]
    return next(r for r in rows if r["name"] == name)


def values(r: dict[str, Any]) -> list[float | None]:
    return [None if v is None else round(v, 4) for v in (r[k]["value"] for k in ("precision", "recall", "f1"))]


def test_by_event(facts: Callable[..., dict[str, Any]]) -> None:
    """Found: both ACCUSE and one ASSAULT. CONSULT has another target, AID is missed, ASSAULT and REJECT are beyond."""
    answer = facts(GOLD, CODED)
    assert answer["status"] == 0
    shares = answer["score"]["shares"]
    assert (shares["correct"], shares["uncoded"], shares["extra"]) == (3, 2, 3)
    assert [round(shares[k]["value"], 4) for k in ("correct_rate", "uncoded_rate", "extra_rate")] == [0.6, 0.4, 0.5]
    assert values(row(answer, "micro")) == [0.5, 0.6, 0.5455]
    assert values(row(answer, "ACCUSE")) == [1, 1, 1]
    assert values(row(answer, "ASSAULT")) == [0.5, 1, 0.6667]
    assert values(row(answer, "AID")) == [None, 0, 0]
    assert values(row(answer, "REJECT")) == [0, None, None]
    assert values(row(answer, "macro")) == [0.375, 0.5, 0.4167]  # over CONSULT, ACCUSE, ASSAULT, AID
    found = {(m["gold"], m["coded"]): m["n"] for m in answer["score"]["mistakes"]}
    assert found == {("CONSULT", "CONSULT"): 1, ("AID", None): 1, (None, "ASSAULT"): 1, (None, "REJECT"): 1}


@pytest.mark.parametrize(("by", "counts"), [
    ("event", (3, 2, 3)), ("category", (4, 1, 2)),
    ("triple", (3, 2, 2)),  # the two ASSAULT are one triple
    ("dyad", (2, 2, 1)),  # gold NOR–CHL, PER–CHL, RUS–UKR, USA–UKR; coded NOR–PER, PER–CHL, RUS–UKR
])
def test_levels(facts: Callable[..., dict[str, Any]], by: str, counts: tuple[int, int, int]) -> None:
    shares = facts(GOLD, CODED, "--by", by)["score"]["shares"]
    assert (shares["correct"], shares["uncoded"], shares["extra"]) == counts


def test_a_confusion_is_named(facts: Callable[..., dict[str, Any]]) -> None:
    answer = facts(["doc,event,source,target", "d,ACCUSE,PER,CHL", "d,AID,USA,CHL"],
                   [record("d", ("Peru/PER", "REJECT", "Chile/CHL"), ("a/USA", "AID", "Chile/CHL"))])
    assert [(m["gold"], m["coded"], m["n"]) for m in answer["score"]["mistakes"]] == [("ACCUSE", "REJECT", 1)]


def test_matching_is_maximum() -> None:
    fits = {(0, 0), (0, 1), (1, 0), (2, 1), (2, 2)}
    pairs = matching([0, 1, 2], [0, 1, 2], lambda a, b: (a, b) in fits)
    assert pairs == [(0, 1), (1, 0), (2, 2)]  # the first that fits for 0 would leave 1 alone
    for seed in range(40):
        edges = {(i, j) for i, j in itertools.product(range(4), range(4)) if hash((seed, i, j)) % 3 == 0}
        best = max(sum((i, j) in edges for i, j in enumerate(p)) for p in itertools.permutations(range(4)))
        found = matching(range(4), range(4), lambda a, b, e=edges: (a, b) in e)  # type: ignore[misc]
        assert len(found) == best
        assert set(found) <= edges
        assert len({j for _, j in found}) == len({i for i, _ in found}) == len(found)


def test_mutual_events_agree_in_either_form() -> None:
    nor, chl, per = (Party(country=c, name=c) for c in ("NOR", "CHL", "PER"))
    together = Event(category="CONSULT", sources=(nor, chl))
    one_way, other_way, with_peru = (
        Event(category="CONSULT", sources=(a,), targets=(b,)) for a, b in ((nor, chl), (chl, nor), (nor, per)))

    def correct(gold: Event, coded: Event, by: Level) -> int:
        pair = (Document(ids=("d",), events=(gold,)), Document(ids=("d",), events=(coded,)))
        return score(judge([pair], by), by).shares.correct

    for by in ("event", "triple", "dyad"):
        assert correct(one_way, together, by) == correct(other_way, together, by) == 1
        assert correct(together, one_way, by) == correct(together, other_way, by) == 1
        assert correct(one_way, other_way, by) == correct(with_peru, together, by) == 0
    assert correct(one_way, other_way, "category") == 1
    protest = Event(category="PROTEST", sources=(nor, chl))
    assert correct(Event(category="PROTEST", sources=(nor,), targets=(chl,)), protest, "event") == 0


def test_lists_are_multiplied_out_and_both_directions_are_one() -> None:
    nor, chl, per = (Party(country=c) for c in ("NOR", "CHL", "PER"))
    gold = (Event(category="AID", sources=(nor, per), targets=(chl,)), Event(category="AGREE", sources=(nor,), targets=(chl,)),
            Event(category="AGREE", sources=(chl,), targets=(nor,)))
    coded = (Event(category="AID", sources=(per,), targets=(chl,)), Event(category="AGREE", sources=(chl,), targets=(nor,)))
    total = score(judge([(Document(ids=("d",), events=gold), Document(ids=("d",), events=coded))], "triple"), "triple")
    assert (total.micro.gold, total.micro.coded, total.micro.correct) == (3, 2, 2)


def test_intervals() -> None:
    assert [round(x, 4) for x in wilson(5, 10)] == [0.2366, 0.7634]  # as tables of Wilson's interval have it
    assert [round(x, 4) for x in wilson(0, 10)] == [0.0, 0.2775]
    event = Event(category="AID")
    half = [(Document(ids=(str(i),), events=(event,)), Document(ids=(str(i),), events=(event,) * (i % 2))) for i in range(40)]
    first, again = (score(judge(half, "event"), "event") for _ in range(2))
    assert first == again
    recall = first.micro.recall
    assert recall.value == 0.5
    assert recall.low is not None and recall.high is not None
    assert abs(recall.low - 0.345) < 0.03  # half of 40 documents: 0.5 -+ 1.96 * sqrt(0.25 / 40)
    assert abs(recall.high - 0.655) < 0.03
    assert (first.micro.precision.value, first.micro.precision.high) == (1, 1)
    assert round(first.micro.precision.low or 0, 4) == round(wilson(20, 20)[0], 4)


@pytest.mark.parametrize(("cell", "category"), [
    ("CONSULT", "CONSULT"), ("consult", "CONSULT"), ("COERCE: arrest", "COERCE"), ("DEMAND", "REQUEST"), ("FIGHT", "ASSAULT"),
    ("DISAPPROVE", "ACCUSE"), ("Investigate", "ACCUSE"), ("YIELD", "YIELD"), ("173", "COERCE"), ("042", "CONSULT"),
    ("42", "CONSULT"), ("42.0", "CONSULT"), ("0841", "RETREAT"), ("190", "ASSAULT"), ("none", None), ("", None), ("010", None),
])
def test_what_an_event_cell_means(cell: str, category: str | None) -> None:
    found = meaning(cell)
    assert found is not None
    assert found.category == category


@pytest.mark.parametrize("cell", ["EMBARGO", "999", "99", "12345", "consults"])
def test_what_means_nothing(cell: str) -> None:
    assert meaning(cell) is None


@pytest.mark.parametrize(("text", "country"), [
    ("NOR", "NOR"), ("NO", "NOR"), ("Norway", "NOR"), ("Norwegian", "NOR"), ("Oslo", "NOR"), ("NORGOV", "NOR"), ("JAP", "JPN"),
    ("UN", "UNO"), ("European Union", "EUR"), ("IGO", "IGO"), ("fishermen", None), ("Hezbollah", None),
])
def test_countries(text: str, country: str | None) -> None:
    assert country_of(text) == country


def test_parties() -> None:
    assert parties_of("NOR; Chile |---") == (Party(country="NOR"), Party(country="CHL"))
    assert parties_of(" ") == parties_of("none") == ()
    assert agree(Party(country="IGO"), Party(country="UNO"))
    assert not agree(Party(country="UNO"), Party(country="IGO"))
    assert not agree(Party(country="NOR"), Party(name="Norway"))
    assert agree(Party(name="the Fishermen"), Party(name="six fishermen", country="YEM"))
    assert agree(Party(name="Hizballah"), Party(name="Hezbollah", country="LBN"))
    assert not agree(Party(name="men"), Party(name="six fishermen"))
    assert agree(Party(spans=((4, 9),)), Party(name="x", spans=((20, 24), (8, 12))))
    assert not agree(Party(spans=((4, 9),)), Party(name="x", spans=((9, 12),)))


def test_yield_joins_two_categories(facts: Callable[..., dict[str, Any]]) -> None:
    answer = facts(["doc,event", "a,YIELD", "b,YIELD", "c,CONCEDE"],
                   [record("a", ("x", "RETREAT", "")), record("b", ("x", "CONCEDE", "")), record("c", ("x", "CONCEDE", ""))])
    assert values(row(answer, "YIELD")) == [1, 1, 1]
    assert row(answer, "YIELD")["gold"] == 3


def test_bad_rows_are_told_and_the_rest_goes_on(facts: Callable[..., dict[str, Any]]) -> None:
    answer = facts(["Article\tEvent Type\tActor\tTarget", "a\tAID\tUSA\tUKR", "a\tEMBARGO\tUSA\tRUS", "b\tBOO\t\t", "\tAID\t\t",
                    "a\tAID\tUSA\tUKR\tmore", "a\t\tUSA\tUKR", "", "a\tEMBARGO\t\t", "a\t010\tUSA\tUKR", "e\tAID\tUSA\tUKR"],
                   [record("a", ("x/USA", "AID", "y/UKR")), record("a"), record("c")], name="gold.tsv")
    assert answer["status"] == 1
    assert answer["gold"]["columns"] == {"doc": "Article", "event": "Event Type", "source": "Actor", "target": "Target"}
    problems = "\n".join(answer["gold"]["problems"])
    for told in ("'EMBARGO' (line 3, line 9)", "'BOO' (line 4)", "line 5: no document", "line 6: 5 cells under 4",
                 "line 7: parties"):
        assert told in problems
        assert told in answer["err"]
    assert any("CAMEO 01 or 02" in n for n in answer["gold"]["notes"])
    assert any(n.startswith("1 × document left out") for n in answer["gold"]["notes"])
    assert (answer["joined"], answer["only_gold"], answer["only_coded"]) == (1, ["e"], ["c"])
    assert answer["twice"] == ["a"]
    assert "more than one record has the id a" in answer["err"]
    assert answer["score"]["shares"]["correct"] == 1


@pytest.mark.parametrize(("gold", "records", "more", "hint"), [
    (["nr,event", "1,AID"], [record("a")], (), "--column doc=HEADER"),
    (["doc,event", "1,AID"], [record("a")], ("--column", "event=code"), "no column 'code'"),
    (["doc,event", "1,AID"], [record("a")], ("--column", "when=event"), "not 'when'"),
    (["doc,event", "1,AID"], [record("a")], ("--column", "event"), "COLUMN=HEADER"),
    (["doc,event", "1,AID"], [record("a")], (), "no document is in both: the gold has 1,"),
    (["doc,event", "1,BOO"], [record("1")], (), "unknown category 'BOO' (line 2)"),
    (["doc,event", "1,AID"], [record("1")], ("--details", "all"), ".csv"),
    (["doc,event", "1,AID"], [record("1")], ("--without", "hope"), "not hope"),
    (["doc,event", "1,AID"], [record("1")], ("--desk", "news"), "not both"),
])
def test_what_cannot_be_done_is_told(
    facts: Callable[..., dict[str, Any]], gold: list[str], records: list[object], more: tuple[str, ...], hint: str,
) -> None:
    answer = facts(gold, records, *more)
    assert answer["status"] in {1, 2}
    assert "Traceback" not in answer["err"]
    assert hint in answer["err"]


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    for content, hint in ((b"", "empty"), (b"PK\x03\x04rest", "save it as CSV"), (b"\x1f\x8b\x08broken", "cannot be read")):
        (tmp_path / "gold.csv").write_bytes(content)
        with pytest.raises(DatelineError, match=hint):
            read_gold(tmp_path / "gold.csv")
    with pytest.raises(DatelineError, match="no file"):
        read_gold(tmp_path / "no file")


def plover(id: str, **fields: object) -> dict[str, object]:
    return {"id": id, "has_event": True, "date": "2021-05-03", **fields}


def test_plover_records(tmp_path: Path) -> None:
    text = "Norway demanded that Chile release the trawler and accused it of piracy."
    lines: list[object] = [
        plover("p1", event="DEMAND", actor=[{"code": "NOR", "sector": "GOV", "entity_text": "Norway"}],
               recipient=[{"code": "CHL"}], text=text),
        plover("p2", event="DISAPPROVE", actor="NORGOV", recipient=["CHL"], text=text, mode="allege"),
        plover("p3", event="YIELD", actor={"identifier_text": "harbour guards"}, text_info={"text_story": "They left."}),
        {"id": "p4", "has_event": False, "event": "", "text": "The sea was calm."},
        plover("p5", event="", text="What now?"), plover("p6", event="BOO", text="Boo."), '{"id": "p7",',
    ]
    gold = read_gold(write(tmp_path / "gold.jsonl", lines))
    check_plover(gold, "line")
    whole = write(tmp_path / "gold.json", ["[" + ",".join(json.dumps(x) for x in lines[:6]) + "]"])
    check_plover(read_gold(whole), "item")


def check_plover(gold: Gold, unit: str) -> None:
    assert gold.form == "plover"
    assert [d.ids for d in gold.documents] == [("p1", "p2"), ("p3",), ("p4",)]
    assert gold.texts == 3
    first, second = gold.documents[0].events
    assert (first.category, second.category) == ("REQUEST", "ACCUSE")
    assert [p.country for p in (*first.sources, *first.targets, *second.sources, *second.targets)] == ["NOR", "CHL"] * 2
    assert gold.documents[1].events[0].sources == (Party(name="harbour guards"),)
    assert gold.documents[2].events == ()
    problems = "; ".join(gold.problems)
    assert f"'BOO' ({unit} 6)" in problems
    assert f"{unit} 5: it has an event" in problems


@pytest.mark.parametrize(("line", "form", "category", "sides"), [
    ({"id": 1, "root": "ACCUSE", "source": [[0, 6]], "target": None}, "rows", "ACCUSE", (Party(spans=((0, 6),)),)),
    ({"id": "1", "events": [{"root": "AID", "sources": [{"country": "USA", "sectors": []}], "targets": [{"country": None}]}]},
     "rows", "AID", (Party(country="USA"),)),
    ({"id": "1", "event": True, "kind": "statement"}, "rows", "EVENT", ()),
    (record("1", ("x/USA", "AID", "")), "records", "AID", (Party(country="USA", name="x"),)),
])
def test_other_json_rows(tmp_path: Path, line: object, form: str, category: str, sides: tuple[Party, ...]) -> None:
    gold = read_gold(write(tmp_path / "gold.jsonl", [line]))
    assert gold.form == form
    (document,) = gold.documents
    assert document.ids == ("1",)
    assert [(e.category, e.sources, e.targets) for e in document.events] == [(category, sides, ())]


def test_a_gold_of_yes_and_no_counts_documents(facts: Callable[..., dict[str, Any]]) -> None:
    rows = [{"id": i, "event": said} for i, said in (("a", True), ("b", True), ("c", False), ("d", False))]
    coded = [record("a", ("x", "AID", ""), ("x", "REJECT", "")), record("b"), record("c", ("x", "AID", "")), record("d")]
    shares = facts(rows, coded, name="gold.jsonl")["score"]["shares"]
    assert (shares["correct"], shares["uncoded"], shares["extra"]) == (1, 1, 1)


def test_documents_join_by_id_then_by_file_name() -> None:
    coded = [Document(ids=("pages/a.txt", "art_1", "a.txt")), Document(ids=("b",)), Document(ids=("x/c.txt",)),
             Document(ids=("y/c.txt",))]
    joined = join([Document(ids=(i,)) for i in ("a", "b", "art_1", "c.txt", "b.2")], coded)
    assert [(g.ids[0], c.ids[0]) for g, c in joined.pairs] == [("a", "pages/a.txt"), ("b", "b")]
    assert joined.only_gold == ("art_1", "c.txt", "b.2")  # a record serves once; c.txt could be either
    assert joined.only_coded == ("x/c.txt", "y/c.txt")
    with pytest.raises(UsageError, match="no document is in both"):
        join([Document(ids=("q",))], coded)


def test_without_passes_over_auxiliaries(facts: Callable[..., dict[str, Any]]) -> None:
    coded = record("a", ("x/USA", "AID", ""), ("x/USA", "REJECT", ""))
    coded["events"][1]["auxiliary"] = ["negation"]
    gold = ["doc,event", "a,AID"]
    assert facts(gold, [coded])["score"]["shares"]["extra"] == 1
    assert facts(gold, [coded], "--without", "historical,negation")["score"]["shares"]["extra"] == 0


def test_details_name_every_item(facts: Callable[..., dict[str, Any]], tmp_path: Path) -> None:
    facts(GOLD, CODED, "--details", str(tmp_path / "items.csv"))
    rows = list(csv.DictReader((tmp_path / "items.csv").open(encoding="utf-8")))
    told = sorted((r["doc"], r["outcome"], r["gold_event"], r["coded_event"]) for r in rows)
    assert told == [("d1", "correct", "ACCUSE", "ACCUSE")] * 2 + [
        ("d1", "mistaken", "CONSULT", "CONSULT"), ("d2", "correct", "ASSAULT", "ASSAULT"), ("d2", "extra", "", "ASSAULT"),
        ("d2", "uncoded", "AID", ""), ("d3", "extra", "", "REJECT")]
    mistaken = next(r for r in rows if r["outcome"] == "mistaken")
    assert (mistaken["gold_row"], mistaken["coded_target"], mistaken["coded_id"]) == ("line 2", "Lima [PER]", "d1-0")


def test_what_a_person_reads(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    paths = write(tmp_path / "gold.csv", [*GOLD, "d9,AID,USA,UKR"]), write(tmp_path / "r.jsonl", CODED)
    assert run(["score", *map(str, paths), "--details", "1"]) == 0
    out = capsys.readouterr().out
    for line in ("correct      3  60%", "uncoded      2  40%", "extra        3  50%", "1 of the gold have no record", "d9",
                 "CONSULT with other parties", "AID not coded", "uncoded  CONSULT    NOR → CHL"):
        assert line in out, line


def test_texts_are_coded_and_records_judge_themselves(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch,
) -> None:
    text = "Norway's prime minister met the Chilean president in Oslo on Monday."
    table = write(tmp_path / "gold.csv", ["doc,event,source,target,text", f"a,CONSULT,NOR,CHL,{text}", f"a,AID,NOR,CHL,{text}"])
    assert run(["score", str(table), "--json", "--workers", "1"]) == 0
    own = json.loads(capsys.readouterr().out)
    assert (own["score"]["shares"]["correct"], own["score"]["shares"]["uncoded"]) == (1, 1)
    story = tmp_path / "a.txt"
    story.write_text(text, encoding="utf-8")
    assert run(["score", str(table), str(story), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["score"] == own["score"]
    desk = tmp_path / "news"
    assert run(["add", str(story), "--desk", str(desk)]) == 0
    capsys.readouterr()
    assert run(["score", str(table), "--desk", str(desk), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["score"] == own["score"]
    assert run(["code", str(story), "--jsonl"]) == 0
    line = capsys.readouterr().out
    records = write(tmp_path / "records.jsonl", [line.strip()])
    assert document_of(Record.from_json(line)).ids[0] == str(story)
    assert run(["score", str(records), "--json"]) == 0  # the text is in the record, and is coded again
    again = json.loads(capsys.readouterr().out)["score"]["shares"]
    assert (again["correct"], again["uncoded"], again["extra"]) == (len(json.loads(line)["events"]), 0, 0)


def test_the_scorer_loads_only_when_it_is_called() -> None:
    import subprocess

    code = "import sys, dateline.cli as c; c.main(['--help']); print([m for m in sys.modules if 'review' in m or m == 'numpy'])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
