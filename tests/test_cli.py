"""Every verb, by the door a user takes."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from dateline.cli import VERBS, main
from dateline.records import Record
from dateline.store import Desk
from desks import VISIT, fill, visit_line

SLACK = 2.0  # a figure holds on an idle machine; tests share theirs
HELP_MS, ARTICLE_S = 150, 4.0


@dataclass
class Answer:
    status: int
    out: str
    err: str


Ask = Callable[..., Answer]


@pytest.fixture
def ask(capfd: pytest.CaptureFixture[str]) -> Ask:
    """Run one command line in this process."""

    def run(*arguments: object) -> Answer:
        capfd.readouterr()
        status = 0
        try:
            main([str(a) for a in arguments])
        except SystemExit as e:
            status = int(e.code or 0)
        sys.stdout.flush()
        out, err = capfd.readouterr()
        return Answer(status, out, err)

    return run


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cli")
    fill(folder / "news", folder / "texts")
    return folder / "news"


@pytest.fixture(scope="module")
def record(desk: Path) -> Record:
    """The record of VISIT as the desk holds it."""
    with Desk.open(desk) as open_desk:
        return next(r for r in open_desk.records() if r.article.source.id == "visit")


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "visit.txt"
    path.write_text(VISIT, encoding="utf-8")
    return path


def one_line(answer: Answer) -> str:
    """The only line of an error."""
    lines = answer.err.splitlines()
    assert len(lines) == 1, answer.err
    assert lines[0].startswith("dateline: ")
    assert "Traceback" not in answer.err
    return lines[0]


# -- help ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("verb", list(VERBS))
def test_the_help_of_every_verb_has_an_example(ask: Ask, verb: str) -> None:
    answer = ask(verb, "--help")
    assert answer.status == 0
    assert f"dateline {verb}" in answer.out.split("For example:")[1]


@pytest.mark.parametrize("arguments", [[], ["--help"], ["-h"], ["help"]])
def test_the_overview_names_every_verb(ask: Ask, arguments: list[str]) -> None:
    answer = ask(*arguments)
    assert answer.status == 0
    assert all(f"  {verb} " in answer.out for verb in VERBS)


def test_version(ask: Ask) -> None:
    from dateline import __version__

    assert ask("--version").out == f"dateline {__version__}\n"


# -- code ------------------------------------------------------------------------------------------


def test_code_shows_a_record_to_read(ask: Ask, story: Path) -> None:
    answer = ask("code", story)
    assert answer.status == 0
    headline = VISIT.splitlines()[0]
    for part in (headline, "Associated Press", "SANTIAGO, Chile", "CONSULT", "[CHL", "rep_"):
        assert part in answer.out, part


def test_code_prints_jsonl_that_reads_back(ask: Ask, story: Path) -> None:
    answer = ask("code", story, "--jsonl")
    (line,) = answer.out.splitlines()
    record = Record.from_json(line)
    assert record.article.text == VISIT
    assert record.article.source.path == str(story)
    assert not record.rejected


def test_code_tells_what_was_dropped_when_asked(ask: Ask, tmp_path: Path) -> None:
    path = tmp_path / "story.txt"
    path.write_text("Norway did not meet Chile in Oslo. Next year it may meet Chile, if Peru agrees to sign.\n" + VISIT)
    shown = json.loads(ask("code", path, "--jsonl", "--rejected").out)
    hidden = json.loads(ask("code", path, "--jsonl").out)
    assert hidden["rejected"] == []
    assert all(r["reason"] and r["step"] for r in shown["rejected"])
    assert shown | {"rejected": []} == hidden


def test_code_reads_standard_input(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(VISIT.encode())))
    record = Record.from_json(ask("code", "-", "--jsonl").out)
    assert record.article.source.id == "stdin"
    assert record.article.text == VISIT


def test_code_keeps_the_order_of_folders_globs_and_files(ask: Ask, tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "sub/c.txt"):
        path = tmp_path / "pages" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"Norway met Chile in Oslo, as {name} tells.\n")
    answer = ask("code", tmp_path / "pages", str(tmp_path / "pages" / "*.txt"), "--jsonl", "--workers", "1")
    names = [Path(json.loads(line)["article"]["source"]["path"]).name for line in answer.out.splitlines()]
    assert names == ["a.txt", "b.txt", "c.txt", "a.txt", "b.txt"]


def test_code_sample_needs_no_path(ask: Ask, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from dateline.cli.samples import sample_pages

    pages = tmp_path / "pages"
    pages.mkdir()
    one = "09-cable-car.txt"
    (pages / one).write_bytes((sample_pages() / one).read_bytes())
    monkeypatch.setattr("dateline.cli.options.sample_pages", lambda: pages)
    answer = ask("code", "--sample", "--jsonl")
    assert answer.status == 0
    assert json.loads(answer.out)["article"]["source"]["path"].endswith(one)


# -- samples ---------------------------------------------------------------------------------------


def test_at_least_twelve_pages_ship(ask: Ask, tmp_path: Path) -> None:
    names = ask("samples").out.split()
    assert len(names) >= 12
    assert len({Path(n).suffix for n in names}) >= 3
    assert ask("samples", tmp_path / "pages").status == 0
    assert sorted(p.name for p in (tmp_path / "pages").iterdir()) == names
    assert "name another folder" in one_line(ask("samples", tmp_path / "pages"))


# -- add -------------------------------------------------------------------------------------------


def test_the_same_copy_twice_changes_nothing(ask: Ask, story: Path, tmp_path: Path) -> None:
    desk = tmp_path / "news"
    first = ask("add", story, "--desk", desk)
    assert (first.status, first.out.split(";")[0]) == (0, "1 added")
    with Desk.open(desk) as held:
        before = held.counts()
    again = ask("add", story, "--desk", desk, "--json")
    assert again.status == 0
    said = json.loads(again.out)
    assert said["outcomes"] == {"known": 1}
    assert said["desk"] == before


# -- find ------------------------------------------------------------------------------------------


def rows(answer: Answer) -> list[dict[str, str]]:
    assert answer.status == 0, answer.err
    return list(csv.DictReader(io.StringIO(answer.out)))


def test_find_lists_every_event(ask: Ask, desk: Path) -> None:
    with Desk.open(desk) as held:
        n = held.counts()["events"]
    everything = json.loads(ask("find", "--desk", desk, "--json").out)
    assert everything["total"] == n == len(everything["events"])
    assert len(rows(ask("find", "--desk", desk, "--csv"))) == n
    shown = ask("find", "--desk", desk)
    assert shown.err == f"{n} events\n"
    assert shown.out.count("rep_") == n


@pytest.mark.parametrize(("filters", "column", "value"), [
    (["--event", "consult"], "event", "CONSULT"), (["--category", "COERCE"], "event", "COERCE"),
    (["--actor", "NOR"], "actor_countries", "NOR"), (["--recipient", "Chile"], "recipient_countries", "CHL"),
    (["--quad", "4"], "quad", "4"), (["--mode", "arrest"], "modes", "arrest"),
])
def test_find_filters(ask: Ask, desk: Path, filters: list[str], column: str, value: str) -> None:
    found = rows(ask("find", "--desk", desk, "--csv", *filters))
    assert found
    assert all(value in row[column] for row in found)


def test_find_by_day_and_words(ask: Ask, desk: Path) -> None:
    in_may = rows(ask("find", "--desk", desk, "--csv", "--since", "2024-05", "--until", "2024-05"))
    assert in_may
    assert all(row["date_start"].startswith("2024-05") for row in in_may)
    about = rows(ask("find", "fisheries", "--desk", desk, "--csv"))
    assert {row["headline"] for row in about} == {"Norway's prime minister visits Chile"}


def test_find_never_hides_how_many_there_are(ask: Ask, desk: Path) -> None:
    everything = json.loads(ask("find", "--desk", desk, "--json").out)
    for form in ((), ("--csv",)):
        assert ask("find", "--desk", desk, "--limit", "2", *form).err == f"1–2 of {everything['total']} events\n"
    page = json.loads(ask("find", "--desk", desk, "--limit", "1", "--offset", "1", "--json").out)
    assert page["events"] == everything["events"][1:2]
    assert page["total"] == everything["total"]


def test_find_nothing_still_gives_a_header(ask: Ask, desk: Path) -> None:
    answer = ask("find", "--desk", desk, "--actor", "Tuvalu", "--csv")
    assert answer.status == 0
    assert answer.out.startswith("id,article,event,")
    assert len(answer.out.splitlines()) == 1


def test_find_articles(ask: Ask, desk: Path) -> None:
    found = json.loads(ask("find", "--desk", desk, "--articles", "--json").out)
    assert found["total"] == 3
    one = rows(ask("find", "--desk", desk, "--articles", "--csv", "fisheries"))
    assert [r["published"] for r in one] == ["2024-05-07"]


# -- look, why -------------------------------------------------------------------------------------


def test_look_at_an_article(ask: Ask, desk: Path, record: Record) -> None:
    shown = ask("look", record.article.id[:12], "--desk", desk)
    assert shown.status == 0
    assert record.article.id in shown.out
    assert json.loads(ask("look", record.article.id, "--desk", desk, "--json").out) == json.loads(record.to_json())


def test_look_at_an_event(ask: Ask, desk: Path, record: Record) -> None:
    event = record.events[0]
    shown = ask("look", event.id, "--desk", desk)
    assert event.why.rule in shown.out
    assert json.loads(ask("look", event.id, "--desk", desk, "--json").out)["id"] == event.id


def test_why_explains_every_event(ask: Ask, desk: Path, record: Record) -> None:
    for event in record.events:
        answer = ask("why", event.id, "--desk", desk)
        assert answer.status == 0
        sentence = record.article.text[event.sentence.start:event.sentence.end]
        assert sentence in answer.out
        assert event.why.rule in answer.out
        assert "the rule as the codebook has it" in answer.out


def test_why_explains_the_day(ask: Ask, desk: Path, record: Record) -> None:
    answer = ask("why", record.article.id, "--desk", desk)
    assert "2024-05-07" in answer.out
    assert "metadata" in answer.out


def test_why_explains_every_part(ask: Ask, desk: Path, record: Record) -> None:
    parts = [record.actors, record.quotes, record.times, record.places]
    assert all(parts), "the sample text should give one of each"
    for item in (i for part in parts for i in part):
        answer = ask("why", f"{record.article.id}/{item.id}", "--desk", desk)
        assert answer.status == 0, answer.err
        assert answer.out.strip()


# -- export ----------------------------------------------------------------------------------------


def test_export_jsonl_is_the_records(ask: Ask, desk: Path, tmp_path: Path) -> None:
    out = tmp_path / "all.jsonl"
    assert ask("export", out, "--desk", desk).status == 0
    with Desk.open(desk) as held:
        records = {r.article.id: r for r in held.records()}
    assert {r.article.id: r for r in map(Record.from_json, out.read_text(encoding="utf-8").splitlines())} == records
    assert ask("export", "-", "--format", "jsonl", "--desk", desk).out == out.read_text(encoding="utf-8")


def test_export_csv_and_parquet_hold_the_same_events(ask: Ask, desk: Path, tmp_path: Path) -> None:
    import duckdb

    with Desk.open(desk) as held:
        n = held.counts()["events"]
    for ending in ("csv", "parquet"):
        answer = ask("export", tmp_path / f"events.{ending}", "--desk", desk)
        assert answer.out == f"{n} events written to {tmp_path}/events.{ending}\n"
    db = duckdb.connect()
    kinds = dict(db.execute("SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM read_parquet(?))",
                            [str(tmp_path / "events.parquet")]).fetchall())
    assert kinds["date_start"] == "DATE"
    assert kinds["score"] == kinds["lat"] == "DOUBLE"
    found = db.execute("SELECT id FROM read_parquet(?)", [str(tmp_path / "events.parquet")]).fetchall()
    from_csv = {r["id"] for r in csv.DictReader((tmp_path / "events.csv").open(encoding="utf-8"))}
    assert {row[0] for row in found} == from_csv
    assert len(from_csv) == n


def test_export_takes_filters(ask: Ask, desk: Path, tmp_path: Path) -> None:
    ask("export", tmp_path / "some.csv", "--desk", desk, "--event", "COERCE")
    found = list(csv.DictReader((tmp_path / "some.csv").open(encoding="utf-8")))
    assert found
    assert {r["event"] for r in found} == {"COERCE"}


# -- codebook, schema, doctor ----------------------------------------------------------------------


def test_codebook(ask: Ask) -> None:
    overview = ask("codebook")
    assert "ASSAULT" in overview.out
    assert len(json.loads(ask("codebook", "--json").out)) == 16
    assert len(rows(ask("codebook", "--csv"))) == 16
    page = ask("codebook", "coerce", "--patterns")
    assert page.status == 0
    for part in ("COERCE", "Includes", "Examples", "Patterns", "arrest"):
        assert part in page.out
    assert json.loads(ask("codebook", "COERCE", "--json").out)["event"] == "COERCE"


def test_schema_holds_for_real_records(ask: Ask, desk: Path) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    schema = json.loads(ask("schema").out)
    with Desk.open(desk) as held:
        for record in held.records():
            jsonschema.validate(json.loads(record.to_json()), schema)
    broken = json.loads(record.to_json())
    broken["article"]["text"] = None
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(broken, schema)


def test_doctor(ask: Ask, desk: Path) -> None:
    answer = ask("doctor", "--desk", desk)
    assert answer.status == 0, answer.out
    assert "FAIL" not in answer.out
    checks = json.loads(ask("doctor", "--desk", desk, "--json").out)
    assert all(c["ok"] for c in checks.values())
    assert "3 articles" in checks["desk"]["says"]


# -- errors ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("arguments", "hint"), [
    (["nosuch"], "dateline --help"), (["code"], "give at least one path"), (["add"], "give at least one path"),
    (["code", "--nope"], "dateline code --help"), (["find", "--quad", "many"], "dateline find --help"),
    (["why"], "dateline why --help"), (["look"], "dateline find"), (["find", "--event", "INVADE"], "CONSULT"),
    (["find", "--since", "yesterday"], "2023-03-01"), (["find", "--json", "--csv"], "not both"),
    (["find", "--limit", "-1"], "0 or more"), (["codebook", "INVADE"], "CONSULT"),
    (["export", "events.doc"], "--format"), (["export", "-", "-f", "parquet"], "name a file"),
    (["export", "nowhere/events.csv"], "make it first"), (["serve", "--host", "0.0.0.0"], "--public"),
    (["code", "x.txt", "--workers", "0"], "1 or more"), (["code", "x.txt", "--limit-mb", "0"], "more than 0"),
    (["why", "zzz"], "rep_"),
])
def test_a_wrong_command_line_is_one_line_and_2(ask: Ask, desk: Path, arguments: list[str], hint: str,
                                                monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_DESK", str(desk))
    answer = ask(*arguments)
    assert answer.status == 2
    assert hint in one_line(answer)
    assert not answer.out


@pytest.mark.parametrize(("arguments", "hint"), [
    (["code", "missing.txt"], "missing.txt"), (["add", "missing.txt", "--desk", "DESK"], "missing.txt"),
    (["find", "--desk", "nowhere"], "dateline add"), (["look", "art_nothing", "--desk", "DESK"], "dateline find"),
    (["why", "rep_nothing", "--desk", "DESK"], "dateline find"),
])
def test_what_cannot_be_done_is_one_line_and_1(ask: Ask, desk: Path, arguments: list[str], hint: str) -> None:
    answer = ask(*(str(desk) if a == "DESK" else a for a in arguments))
    assert answer.status == 1
    assert hint in one_line(answer)


def test_an_unknown_part_of_an_article_is_named(ask: Ask, desk: Path, record: Record) -> None:
    answer = ask("why", f"{record.article.id}/q99", "--desk", desk)
    assert answer.status == 2
    assert "q99" in one_line(answer)


def test_a_closed_pipe_is_no_error() -> None:
    command = f'"{sys.executable}" -m dateline schema | head -c 20'
    done = subprocess.run(command, shell=True, capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr
    assert done.stdout.startswith("{")


# -- time ------------------------------------------------------------------------------------------


def best(command: list[str], rounds: int) -> tuple[float, float]:
    """Shortest wall time and shortest processor time, in seconds, of a command that must succeed."""
    wall, used = [], []
    for _ in range(rounds):
        started, before = time.perf_counter(), os.times()
        subprocess.run(command, check=True, capture_output=True)
        wall.append(time.perf_counter() - started)
        after = os.times()
        used.append(sum(after[2:4]) - sum(before[2:4]))
    return min(wall), min(used)


def test_help_starts_fast() -> None:
    wall, _ = best([sys.executable, "-m", "dateline", "--help"], 5)
    print(f"dateline --help: {wall * 1000:.0f} ms")
    assert wall * 1000 < HELP_MS * SLACK


def test_one_article_end_to_end(tmp_path: Path) -> None:
    story = tmp_path / "visit.jsonl"
    story.write_text(visit_line() + "\n", encoding="utf-8")
    wall, used = best([sys.executable, "-m", "dateline", "code", str(story), "--jsonl"], 3)
    print(f"one article end to end: {wall:.2f} s ({used:.2f} s of processor)")
    assert min(wall, used) < ARTICLE_S * SLACK, f"{wall:.1f} s, {used:.1f} s of processor"
