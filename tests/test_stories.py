"""Printings joined to stories: own invented copy, in memory, in a desk and by the command."""

# ruff: noqa: E501, SIM905

from __future__ import annotations

import json
import random
import subprocess
import sys
from itertools import permutations
from pathlib import Path

import pytest

from dateline.extract import extract
from dateline.reading import page_from_text
from dateline.records import Article, Record
from dateline.resolve import join_stories, print_of
from dateline.store import Desk

PORTS = ("Aldmar", "Benwick", "Corvale", "Dunmore", "Eastholm", "Farrow", "Glenrath", "Hallow", "Ivern", "Jasper")
TRADES = ("dockers", "pilots", "nurses", "teachers", "miners", "bakers", "drivers", "weavers", "printers", "fishers")
BACKGROUND = (
    "The island republic has been split between two rival administrations since a failed vote on a new charter, and efforts by "
    "its neighbours to bring both to one table have come to nothing so far."
)
FOOTER = "Sign up to our morning letter to have the most important stories of the day brought to your door before breakfast."


def story(n: int, paragraphs: int = 7) -> list[str]:
    """The headline and paragraphs of an invented strike; every `n` has names, causes and figures of its own."""
    r = random.Random(n)
    port, trade, other = PORTS[n % 10], TRADES[n // 10 % 10], TRADES[(n + 3) % 10]
    words = "tariff harbour council levy furnace orchard ledger canal quarry lantern mill ferry tannery granary".split()
    out = [f"{trade.title()} of {port} down tools over {r.choice(words)} {r.choice(words)}"]
    for k in range(paragraphs):
        a, b, c, d = r.sample(words, 4)
        out.append(
            f"{trade.title()} in {port} told the {a} board on day {r.randint(2, 90)} that the {b} plan would cost each of them "
            f"{r.randint(100, 999)} crowns, while {other} near the {c} {'gate' if k % 2 else 'bridge'} said number {r.randint(2, 60)} "
            f"of the {d} rules had been kept by nobody since {r.randint(1950, 2010)}."
        )
    return out


def article(*lines: str) -> Article:
    return extract(page_from_text("\n\n".join(lines)))[0]


def joined(*articles: Article) -> list[str | None]:
    told = join_stories([print_of(a) for a in articles])
    return [told.get(a.id) for a in articles]


def edited(lines: list[str]) -> list[str]:
    """The same story in other words here and there, as an editor leaves it."""
    return [line.replace("told the", "have told the").replace(" since ", ", not since ") for line in lines]


VARIANTS = {
    "full": lambda s: [*s, FOOTER],
    "cut": lambda s: s[:4],
    "edited": edited,
    "brief": lambda s: [s[0], s[1]],
    "other headline": lambda s: ["Work stops at the port", *s[1:]],
}


@pytest.mark.parametrize("kind", VARIANTS)
def test_reprints_are_one_story(kind: str) -> None:
    original, strangers = story(3), [article(*story(n)) for n in (14, 25)]
    stories = joined(article(*original), *strangers, article(*VARIANTS[kind](original)))
    assert stories[0] is not None and stories[0] == stories[3]
    assert len(set(stories)) == 3


def test_order_does_not_matter() -> None:
    copies = [article(*f(story(7))) for f in VARIANTS.values() if f is not VARIANTS["brief"]]
    for order in permutations(copies, len(copies)):
        assert len(set(joined(*order))) == 1


def test_shared_background_and_furniture_join_nothing() -> None:
    stories = joined(*(article(*story(n), BACKGROUND, FOOTER) for n in range(20, 30)))
    assert len(set(stories)) == 10 and None not in stories


def test_a_digest_stays_alone() -> None:
    whole = [story(n) for n in (31, 42, 53, 64)]
    digest = ["The day in brief", *(line for s in whole for line in s[1:3])]
    stories = joined(*(article(*s) for s in whole), article(*digest))
    assert len(set(stories[:4])) == 4 and stories[4] not in stories[:4]


def test_a_notice_with_other_figures_is_another_story() -> None:
    def notice(year: int, count: int, share: int, month: str) -> Article:
        return article(
            "Harbour office gives yearly count of ships",
            f"The harbour office of Aldmar counted {count} ships in {year}, which is {share} percent more than in {year - 1}, it said in its "
            f"yearly count in {month}.",
            f"Of these {count // 3} came with grain, {count // 4} with timber and {count // 7} with ore, as the office has counted them "
            f"since {1950 + share} on {share + 2} piers.",
        )

    first, second = joined(notice(2021, 4120, 7, "March"), notice(2023, 5313, 12, "June"))
    assert first != second


def test_one_article_twice_and_none() -> None:
    a = article(*story(3))
    assert len(set(joined(a, a))) == 1
    assert join_stories([]) == {}
    assert joined(article("Ferry late."))[0] is None or isinstance(joined(article("Ferry late."))[0], str)


def test_desk_keeps_stories_one_article_after_another(tmp_path: Path) -> None:
    original = story(3)
    copies = [article(*f(original)) for f in VARIANTS.values()]
    strangers = [article(*story(n)) for n in (14, 25, 36)]
    with Desk.open(tmp_path / "desk", create=True) as desk:
        for a in (*copies[:2], *strangers, *copies[2:]):
            desk.add(Record(article=a))
    with Desk.open(tmp_path / "desk") as desk:  # what was joined is there when the desk is opened again
        total, rows = desk.stories(2, None, 0)
        assert total == 1 and rows[0].printings == len(copies)
        assert {p.article for p in desk.printings(rows[0].id)} == {a.id for a in copies}
        assert desk.stories(1, None, 0)[0] == 4


def test_the_command_joins_a_run(tmp_path: Path) -> None:
    original = story(3)
    rows = [("a", original), ("b", story(14)), ("c", VARIANTS["cut"](original)), ("d", VARIANTS["edited"](original))]
    path = tmp_path / "in.jsonl"
    path.write_text("\n".join(json.dumps({"id": i, "text": "\n\n".join(s)}) for i, s in rows))
    done = subprocess.run(
        [sys.executable, "-m", "dateline", "code", str(path), "--stories", "--clean", "--jsonl"], capture_output=True, text=True, check=True
    )
    out = {r["article"]["source"]["id"]: r["article"]["story"] for r in map(json.loads, done.stdout.splitlines())}
    assert list(out) == ["a", "b", "c", "d"]
    assert out["a"] == out["c"] == out["d"] != out["b"] and out["a"].startswith("sto_")
