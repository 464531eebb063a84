"""Packs of a user's own: laid over ours, named in records, checked by file and line."""

from __future__ import annotations

import json
import runpy
from collections.abc import Callable
from pathlib import Path

import pytest

import dateline
from dateline.cli import main
from dateline.errors import DataError, UsageError
from dateline.lexicon import packs as packs_module
from dateline.lexicon.agents import load_agents
from dateline.lexicon.cache import cache_folder
from dateline.lexicon.checks import Finding, check
from dateline.lexicon.classes import load_classes
from dateline.lexicon.codebook import load_codebook
from dateline.lexicon.known import known_of
from dateline.lexicon.names import load_names
from dateline.lexicon.offices import Offices
from dateline.lexicon.packs import Pack, find_packs, laid_packs, laying
from dateline.lexicon.rules import rule_text
from dateline.lexicon.states import load_states
from dateline.records import Page, Record
from dateline.run import code
from dateline.store import Desk

ROOT = Path(__file__).parents[1]
TEXT = "Tide Wardens cut the nets of Norwegian fishermen on Monday."
FILES = {
    "pack.toml": 'name = "coast"\nversion = "1.2"\n',
    "codebook/ASSAULT.yaml": """\
event: ASSAULT
patterns:
  - id: nets.01
    verb: [cut, slit]
    object: ["@catch-gear"]
    recipient: [possessor, of, object]
    mode: destroy
    weight: 0.9
examples:
  - text: Tide Wardens cut the nets of Norwegian fishermen on Monday.
    expect: {actor: Tide Wardens, recipient: fishermen, mode: destroy}
counterexamples:
  - text: The bank cut its forecast.
    expect: none
""",
    "classes/catch-gear.txt": "net\nlobster pot\n",
    "actors/organizations/bands.tsv": "id\tname\taliases\tkind\tcountry\tsectors\n"
    "tide-wardens\tTide Wardens\tWardens\tgroup\tNOR\tREB\n",
}
Make = Callable[..., Path]
Ask = Callable[..., tuple[int, str, str]]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """Write a pack: FILES, or those given."""

    def write(files: dict[str, str] | None = None, name: str = "coast", **more: str) -> Path:
        folder = tmp_path / name
        for place, text in {**(FILES if files is None else files), **more}.items():
            path = folder / place
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return folder

    return write


@pytest.fixture
def ask(capfd: pytest.CaptureFixture[str]) -> Ask:
    def run(*arguments: object) -> tuple[int, str, str]:
        capfd.readouterr()
        status = 0
        try:
            main([str(a) for a in arguments])
        except SystemExit as e:
            status = int(e.code or 0)
        out, err = capfd.readouterr()
        return status, out, err

    return run


def found(folder: Path) -> tuple[Finding, ...]:
    return check(find_packs(folder))


# -- laid over ours ----------------------------------------------------------------------------------


def test_a_pack_decides_and_is_named(make: Make) -> None:
    folder = make()
    with_pack, without = dateline.read(TEXT, lexicon=folder), dateline.read(TEXT)
    (event,) = [e for e in with_pack.events if e.event == "ASSAULT"]
    assert event.why.rule == "coast/ASSAULT#nets.01"
    (pack,) = find_packs(folder)
    assert event.why.version == f"{dateline.__version__} + coast 1.2 {pack.digest}"
    assert with_pack.packs == (f"coast 1.2 {pack.digest}",)
    actor = next(a for a in with_pack.actors if a.id == event.actors[0].actor)
    assert (actor.name, actor.country, actor.sectors) == ("Tide Wardens", "NOR", ("REB",))
    assert b'"packs"' not in without.to_json()
    assert not [e for e in without.events if e.why.rule.startswith("coast")]
    assert laid_packs() == ()


def test_worker_processes_get_it(make: Make) -> None:
    pages = [Page(id=f"p{n}", media_type="text/plain", sha256="0", text=TEXT) for n in range(10)]
    records = list(code(pages, 2, find_packs(make())))
    assert all(isinstance(r, Record) and "coast/ASSAULT#nets.01" in {e.why.rule for e in r.events} for r in records)


def test_a_desk_codes_anew_when_packs_change(make: Make, tmp_path: Path) -> None:
    folder = make()
    with Desk.open(tmp_path / "desk", create=True) as desk:
        assert desk.add(dateline.read(TEXT)) == "added"
        assert desk.add(dateline.read(TEXT, lexicon=folder)) == "recoded"
        assert desk.add(dateline.read(TEXT, lexicon=str(folder))) == "known"
        (folder / "classes" / "catch-gear.txt").write_text("net\n", encoding="utf-8")
        assert desk.add(dateline.read(TEXT, lexicon=[folder])) == "recoded"


def test_patterns_are_changed_and_switched_off(make: Make) -> None:
    folder = make({"codebook/COERCE.yaml": "event: COERCE\ndrop: [restrict.ban]\npatterns:\n"
                   "  - {id: restrict.crackdown, verb: [crack down on], weight: 0.4}\n"}, "mine")
    with laying(find_packs(folder)):
        coerce = load_codebook().categories["COERCE"]
        rules = [p.rule for p in coerce.patterns]
        assert "mine/COERCE#restrict.crackdown" in rules
        assert rule_text("mine/COERCE#restrict.crackdown") == {"id": "restrict.crackdown", "verb": ["crack down on"],
                                                               "weight": 0.4}
        assert not {"plover/COERCE#restrict.crackdown", "plover/COERCE#restrict.ban"} & set(rules)
        assert (coerce.dropped, coerce.changed) == ({"restrict.ban": "mine"}, {"restrict.crackdown": "mine"})
    assert "plover/COERCE#restrict.ban" in {p.rule for p in load_codebook().categories["COERCE"].patterns}
    assert rule_text("mine/COERCE#restrict.crackdown") is None


def test_classes_are_extended_and_replaced(make: Make) -> None:
    ours = load_classes()
    folder = make({"classes/calm.txt": "stillness\n", "classes/blade.txt": "@replace\noyster knife\n",
                   "classes/drone.txt": "-drone\n"})
    with laying(find_packs(folder)):
        laid = load_classes()
    assert laid["calm"] == ours["calm"] | {"stillness"}
    assert laid["blade"] == {"oysterknife"}
    assert laid["drone"] == ours["drone"] - {"drone"}
    assert load_classes() == ours


def test_tables_are_changed_row_by_row(make: Make) -> None:
    folder = make({
        "actors/states.tsv": "name\tshort\tseats\nNorway\tNorge\tFlag Street\nFrance\t-French Republic\n",
        "actors/organizations/x.tsv": "id\tname\taliases\tkind\tcountry\tsectors\nhamas\t\tTide\t\t\tREB;PTY\n",
        "agents/a.tsv": "noun\tkind\tsectors\nbeachcomber\tperson\tSOC\n-protester\npolice\t\tMIL\n",
        "offices/o.tsv": "country\toffice\tsectors\tperson\tfrom\nNOR\tHarbour Minister\tGOV\tSigne Vikholm\t2031\n",
        "offices/kept-until.txt": "2032-12-31\n",
    })
    ours = {s.name: s for s in load_states()}
    nouns = {a.noun: a for a in load_agents()}
    with laying(find_packs(folder)):
        laid = {s.name: s for s in load_states()}
        assert laid["Norway"].short == (*ours["Norway"].short, "Norge")
        assert laid["Norway"].lat == ours["Norway"].lat
        assert set(laid["France"].short) == set(ours["France"].short) - {"French Republic"}
        (tide,) = load_names().names("Tide")
        assert (tide.label, tide.country, tide.sectors) == ("Hamas", "PSE", ("REB", "PTY"))
        changed = {a.noun: a for a in load_agents()}
        assert "protester" not in changed
        assert changed["beachcomber"].plural == "beachcombers"
        assert (changed["police"].sectors, changed["police"].kind) == (("MIL",), nouns["police"].kind)
        from datetime import date
        (term,) = Offices().holders("NOR", "Harbour Minister", date(2032, 5, 1))
        assert term.rule == "coast/offices/o.tsv:2"
    assert "protester" in {a.noun for a in load_agents()}


def test_a_name_of_ours_goes_to_the_packs_party(make: Make) -> None:
    folder = make({"actors/organizations/x.tsv": "id\tname\taliases\tkind\tcountry\tsectors\n"
                   "hand\tHamas Ferry Company\tHamas\torganization\tNOR\tBUS\n"})
    with laying(find_packs(folder)):
        assert [n.label for n in load_names().names("Hamas")] == ["Hamas Ferry Company"]
    assert [n.label for n in load_names().names("Hamas")] == ["Hamas"]


def test_the_last_pack_lies_on_top(make: Make) -> None:
    first = make({"agents/a.tsv": "noun\tkind\tsectors\nbeachcomber\tperson\tSOC\n"}, "first")
    second = make({"agents/a.tsv": "noun\tsectors\nbeachcomber\tREB\n"}, "second")
    with laying(find_packs([first, second])):
        assert {a.noun: a.sectors for a in load_agents()}["beachcomber"] == ("REB",)


def test_the_cache_tells_packs_apart(make: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_CACHE", str(tmp_path / "cache"))
    for text in "net\n", "net\ncreel\n":
        folder = make(**{"classes/catch-gear.txt": text})
        with laying(find_packs(folder)):
            pattern = next(p for p in load_codebook().categories["ASSAULT"].patterns if p.rule.startswith("coast"))
            assert pattern.object is not None and len(pattern.object.words) == len(text.split())
    assert [p.name.rpartition("-")[0] for p in cache_folder().iterdir()] == ["codebook+coast"]


# -- finding packs -----------------------------------------------------------------------------------


def test_installed_packs_are_found_by_name(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = make()

    class Entry:
        name, value = "coast", "coast_pack"

        def load(self) -> str:
            return str(folder)

    monkeypatch.setattr(packs_module, "entry_points", lambda group: [Entry()])
    (pack,) = find_packs("coast")
    assert pack.folder == str(folder)
    with pytest.raises(UsageError, match="installed: coast"):
        find_packs("cost")


def test_a_pack_without_manifest_takes_its_folders_name(make: Make) -> None:
    (pack,) = find_packs(make({"classes/calm.txt": "hush\n"}, "My Pack 2"))
    assert (pack.name, pack.version) == ("my-pack-2", "")


def test_two_packs_of_one_name_are_refused(make: Make) -> None:
    with pytest.raises(UsageError, match="two packs are named coast"):
        find_packs([make(), make(name="other")])


def test_a_name_that_our_rules_begin_with_is_refused(make: Make) -> None:
    with pytest.raises(DataError, match="'plover' is no name for a pack"):
        find_packs(make({"pack.toml": 'name = "plover"\n'}))


def test_the_digest_follows_names_and_contents(make: Make) -> None:
    (a,), (b,) = find_packs(make(name="a")), find_packs(make(name="b"))
    assert a.digest == b.digest
    (c,) = find_packs(make(name="a", **{"classes/calm.txt": "hush\n"}))
    assert c.digest != a.digest
    assert isinstance(c, Pack)


# -- checked -----------------------------------------------------------------------------------------


def test_a_sound_pack_passes(make: Make, ask: Ask) -> None:
    status, out, err = ask("lexicon", "check", make())
    assert (status, err) == (0, "")
    assert "no mistakes, no remarks, 2 examples run" in out


PATTERN = "event: ASSAULT\npatterns:\n  - id: a.1\n"
HEAD = "id\tname\taliases\tkind\tcountry\tsectors\tfrom\tto\n"


@pytest.mark.parametrize(("place", "text", "line", "said"), [
    ("agents/a.tsv", "noun\tkin\nx\tperson\n", 1, "unknown column 'kin'"),
    ("agents/a.tsv", "kind\nperson\n", 1, "the column 'noun' is missing"),
    ("agents/a.tsv", "noun\tkind\nx\tperson\tGOV\n", 2, "3 cells, but the header has 2 columns"),
    ("agents/a.tsv", "noun\tkind\nbeachcomber  person\n", 2, "there is no tab in this line"),
    ("agents/a.tsv", "noun\tkind\tsectors\nx\tperson\tGOW\n", 2, "'GOW' is not one of PLOVER's sectors"),
    ("agents/a.tsv", "noun\tkind\nx\tperson\nx\tgroup\n", 3, "'x' stands already at coast/agents/a.tsv:2"),
    ("agents/a.tsv", "noun\n-unheard-of\n", 2, "there is no 'unheard-of' to take away"),
    ("actors/organizations/o.tsv", HEAD + "a\tA\t\tgroup\tNOW\tREB\n", 2, "'NOW' is no state's code"),
    ("actors/organizations/o.tsv", HEAD + "a\tA\t\tgroup\tNOR\tREB\t2010\t2003\n", 2, "it ends (2003) before it begins (2010)"),
    ("actors/organizations/o.tsv", HEAD + "a\tA\t\tgroup\tNOR\tREB\t2010-13\n", 2, "is no day of the calendar"),
    ("actors/organizations/o.tsv", HEAD + "a\tA\t\tgang\tNOR\tREB\n", 2, "'gang' is no kind of organisation"),
    ("actors/states.tsv", "code\tname\tshort\nGBR\tBritain\tBrits\n", 2, "GBR is named 'United Kingdom' with us"),
    ("offices/o.tsv", "country\toffice\tperson\tfrom\nNOR\tMayor\tX Y\t2010\n", 2, "column 'sectors' is empty"),
    ("offices/kept-until.txt", "soon\n", 1, "'soon' is not a date"),
    ("classes/calm.txt", "hush\n@replace\n", 2, "@replace must be the first line"),
    ("classes/calm.txt", "-uproar\n", 1, "there is no 'uproar' in our class"),
    ("classes/person.txt", "folk\n", 0, "@person is a class that dateline makes itself"),
    ("codebook/ASSAULT.yaml", "event: ASSAULT\npatterns:\n  - id: [a\n", 4, "no valid YAML"),
    ("codebook/ASSAULT.yaml", "event: COERCE\n", 1, "`event` must be ASSAULT"),
    ("codebook/ASSULT.yaml", "event: ASSULT\n", 0, "there is no category ASSULT; did you mean 'ASSAULT'?"),
    ("codebook/ASSAULT.yaml", "event: ASSAULT\npattern: []\n", 2, "unknown key 'pattern'"),
    ("codebook/ASSAULT.yaml", "event: ASSAULT\ndrop: [nothing.99]\n", 2, "there is no pattern 'nothing.99' to drop"),
    ("codebook/ASSAULT.yaml", PATTERN + "    verb: [maul]\n    mode: beet\n", 5, "no mode 'beet'"),
    ("codebook/ASSAULT.yaml", PATTERN + "    verb: [maul]\n    contexts: [war]\n", 5, "PLOVER has no context 'war'"),
    ("codebook/ASSAULT.yaml", PATTERN + "    verb: [maul]\n    cameo: \"999\"\n", 5, "there is no CAMEO code '999'"),
    ("codebook/ASSAULT.yaml", PATTERN + "    verb: [maul]\n    object: [\"@building\", \"@bilding\"]\n", 5,
     "there is no class @bilding; did you mean 'building'?"),
    ("codebook/ASSAULT.yaml", PATTERN + "    verb: [maul]\n    objects: [boat]\n", 5, "did you mean 'object'?"),
    ("codebook/ASSAULT.yaml", PATTERN + "    verb: [maul]\n    noun: [mauling]\n", 3, "exactly one of verb, noun, adjective"),
    ("codebook/ASSAULT.yaml", PATTERN + "    verb: [attacked]\n", 4, "attacked is a form of attack; write the lemma"),
    ("codebook/ASSAULT.yaml", PATTERN + "    verb: [be mauled by]\n", 4, "in the active voice"),
    ("codebook/ASSAULT.yaml", PATTERN + "    verb: [maul]\n    with: [claw]\n    without: [claw, tooth]\n", 6,
     "it can never match"),
    ("codebook/ASSAULT.yaml", PATTERN + "    verb: [maul]\n    subject: [\"@clause\"]\n", 5, "only stand in `complement`"),
    ("codebook/ASSAULT.yaml", PATTERN + "    verb: [maul]\n    recipient: [objekt]\n", 5, "did you mean 'object'?"),
    ("codebook/ASSAULT.yaml", PATTERN + "    verb: [maul]\n    weight: 3\n", 5, "a weight is a number from 0 to 1"),
    ("codebook/ASSAULT.yaml", PATTERN + "    verb: [maul]\n    verb: [bite]\n", 5, "the key 'verb' stands twice"),
    ("codebook/ASSAULT.yaml", PATTERN + "    verb: [maul]\n  - id: a.1\n    verb: [bite]\n", 5, "stands already in line 3"),
    ("codebook/ASSAULT.yaml", PATTERN + "    verb: [unstitch]\n    weight: 0.9\n  - id: a.2\n    verb: [unstitch]\n", 6,
     "a.2 is never used: coast/ASSAULT#a.1"),
    ("codebook/ASSAULT.yaml", "event: ASSAULT\nexamples:\n  - text: X.\n    expect: {actr: Y}\n", 4, "did you mean 'actor'?"),
    ("pack.toml", 'name = "coast"\nversoin = "1"\n', 2, "did you mean 'version'?"),
    ("operators.tsv", "word\tpos\n", 0, "nothing reads this file"),
])
def test_a_mistake_is_told_by_file_and_line(make: Make, place: str, text: str, line: int, said: str) -> None:
    findings = [f for f in found(make({"pack.toml": 'name = "coast"\n', place: text})) if f.level == "mistake"]
    assert [(f.file, f.line) for f in findings if said in f.message] == [(f"coast/{place}", line)], findings


def test_a_class_that_nothing_refers_to_is_remarked(make: Make) -> None:
    (finding,) = found(make({"pack.toml": 'name = "coast"\n', "classes/weapons.txt": "harpoon\n"}))
    assert finding.level == "remark" and finding.message.endswith("did you mean 'weapon'?")


def test_bytes_that_are_no_text(make: Make) -> None:
    folder = make({"pack.toml": 'name = "coast"\n'})
    for place in "agents/a.tsv", "classes/calm.txt", "codebook/ASSAULT.yaml":
        (folder / place).parent.mkdir(exist_ok=True)
        (folder / place).write_bytes("noun\ncafé\n".encode("latin-1"))
        assert any(f.file == f"coast/{place}" and f.line == 2 and "not UTF-8" in f.message for f in found(folder))


def test_a_file_that_is_no_toml(make: Make, ask: Ask) -> None:
    status, out, _ = ask("lexicon", "check", make({"pack.toml": "name = coast\n"}))
    assert status == 1
    assert "pack.toml: no valid TOML" in out


def test_several_mistakes_at_once(make: Make, ask: Ask) -> None:
    folder = make(**{"agents/a.tsv": "noun\tkind\tsectors\nx\tpersn\tGOW\ny\tgroup\tXXX\n",
                     "codebook/ASSAULT.yaml": PATTERN + "    verb: [maul]\n    mode: beet\n    cameo: \"9\"\n"})
    status, out, _ = ask("lexicon", "check", folder, "--json")
    told = json.loads(out)
    assert status == 1
    assert told["mistakes"] == 5
    assert {(f["file"], f["line"]) for f in told["findings"] if f["level"] == "mistake"} == {
        ("coast/agents/a.tsv", 2), ("coast/agents/a.tsv", 3), ("coast/codebook/ASSAULT.yaml", 5),
        ("coast/codebook/ASSAULT.yaml", 6)}


def test_an_example_that_fails_is_told(make: Make, ask: Ask) -> None:
    text = FILES["codebook/ASSAULT.yaml"].replace("mode: destroy}", "mode: beat}")
    status, out, _ = ask("lexicon", "check", make(**{"codebook/ASSAULT.yaml": text}))
    assert status == 1
    assert "coast/codebook/ASSAULT.yaml:10: example fails: mode should be beat, is ['destroy']" in out


def test_our_own_data_has_no_mistakes() -> None:
    assert not [f for f in check(()) if f.level == "mistake"]


def test_prepositions_stay_words() -> None:
    """YAML 1.1 takes a bare `on` for true."""
    patterns = [p for c in load_codebook().categories.values() for p in c.patterns]
    assert not [p.rule for p in patterns if "True" in (*p.recipient, p.actor, *(k for k, _ in p.prep))]
    assert any("on" in p.recipient for p in patterns)


# -- the verbs ---------------------------------------------------------------------------------------


def test_a_new_pack_passes_its_own_check(ask: Ask, tmp_path: Path) -> None:
    folder = tmp_path / "tides"
    assert ask("lexicon", "new", folder)[0] == 0
    status, out, _ = ask("lexicon", "check", folder)
    assert status == 0 and out.startswith("tides 0.1 ") and "no mistakes, no remarks, 2 examples run" in out
    status, _, err = ask("lexicon", "new", folder)
    assert status == 2 and "is not empty" in err


def test_code_takes_a_pack(make: Make, ask: Ask, tmp_path: Path) -> None:
    story = tmp_path / "story.txt"
    story.write_text(TEXT, encoding="utf-8")
    status, out, _ = ask("code", story, "--jsonl", "--lexicon", make())
    assert status == 0 and "coast/ASSAULT#nets.01" in out
    ask("add", story, "--desk", tmp_path / "desk", "--lexicon", make())
    with Desk.open(tmp_path / "desk") as desk:
        (record,) = desk.records()
    event = next(e.id for e in record.events if e.event == "ASSAULT")
    assert "@catch-gear" in ask("why", event, "--desk", tmp_path / "desk", "-l", make())[1]
    assert "--lexicon coast shows it" in ask("why", event, "--desk", tmp_path / "desk")[1]


def test_a_wrong_pack_is_one_line_before_any_copy_is_read(make: Make, ask: Ask, tmp_path: Path) -> None:
    story = tmp_path / "story.txt"
    story.write_text(TEXT, encoding="utf-8")
    status, out, err = ask("code", story, "--lexicon", make(**{"agents/a.tsv": "noun\tkind\nx\tbeast\n"}))
    assert (status, out) == (1, "")
    assert err.startswith("dateline: coast/agents/a.tsv:2: kind must be") and len(err.splitlines()) == 1
    assert "dateline lexicon check" in err


def test_the_codebook_shows_what_is_in_force(make: Make, ask: Ask) -> None:
    folder = make()
    _, page, _ = ask("codebook", "ASSAULT", "--lexicon", folder, "--patterns")
    for part in ("Packs in force", "adds nets.01", "coast/nets.01", "Rules of precedence", "Counter-examples", "CAMEO codes"):
        assert part in page
    shown = json.loads(ask("codebook", "ASSAULT", "--lexicon", folder, "--json")[1])
    assert shown["patterns"][0]["rule"] == "coast/ASSAULT#nets.01"
    assert {c["code"] for c in shown["cameo_codes"]} >= {"190", "195"}
    assert "coast/" not in ask("codebook", "ASSAULT", "--patterns")[1]


def test_show_says_what_is_known(make: Make, ask: Ask) -> None:
    folder = make()
    assert "Tide Wardens, group, NOR REB" in ask("lexicon", "show", "Wardens", "--lexicon", folder)[1]
    assert "coast/ASSAULT#nets.01" in ask("lexicon", "show", "cut", "--lexicon", folder)[1]
    assert "@catch-gear" in ask("lexicon", "show", "lobster", "pots", "--lexicon", folder)[1] \
        or "@catch-gear" in ask("lexicon", "show", "lobster", "pot", "--lexicon", folder)[1]
    assert json.loads(ask("lexicon", "show", "police", "--json")[1])["agents"][0]["sectors"] == ["COP"]
    status, out, err = ask("lexicon", "show", "Wardens of the Tide")
    assert (status, out) == (1, "") and "knows nothing of" in err
    assert ask("lexicon", "show")[0] == 2


def test_a_known_verb_is_found_in_any_form() -> None:
    assert {w.rule for w in known_of("arrested").wordings} == {w.rule for w in known_of("arrest").wordings if w.part == "verb"}


def test_codebook_pages_are_not_stale() -> None:
    script = runpy.run_path(str(ROOT / "scripts" / "codebook_pages.py"))
    kept = {p.name: p.read_text(encoding="utf-8") for p in (ROOT / "docs" / "codebook").glob("*.md")}
    stale = sorted(n for n in {*kept, *script["pages"]()} if kept.get(n) != script["pages"]().get(n))
    assert not stale, f"{', '.join(stale)}: run python scripts/codebook_pages.py"
