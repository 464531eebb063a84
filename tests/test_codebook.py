"""Every example and counter-example of the codebook runs; the share that comes out as expected may only rise."""

from __future__ import annotations

from collections import defaultdict

import pytest

from dateline.coding.examples import Outcome, run_examples
from dateline.lexicon.cameo import load_cameo
from dateline.lexicon.codebook import CATEGORIES, load_codebook


@pytest.fixture(scope="module")
def outcomes() -> dict[str, list[Outcome]]:
    by_category: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in run_examples():
        by_category[outcome.category].append(outcome)
    return by_category


def test_all_sixteen_categories_are_there() -> None:
    assert set(load_codebook().categories) == set(CATEGORIES)


@pytest.mark.parametrize("name", CATEGORIES)
def test_category_is_whole(name: str) -> None:
    category = load_codebook().categories[name]
    assert category.definition and category.includes and category.excludes and category.rules
    assert sum(not e.counter for e in category.examples) >= 20
    assert sum(e.counter for e in category.examples) >= 8
    assert len(category.patterns) >= 40
    codes = load_cameo()
    for pattern in category.patterns:
        assert pattern.cameo is None or pattern.cameo in codes, pattern.rule
    for mode in category.modes.values():
        assert mode.cameo is None or mode.cameo in codes, mode.name


# Share of a category's examples that come out as expected, measured; a fall is a fault.
FLOORS = dict.fromkeys(CATEGORIES, 1.0) | {"REQUEST": 0.97, "SANCTION": 0.97, "THREATEN": 0.96}


@pytest.mark.parametrize("name", CATEGORIES)
def test_examples_come_out_as_expected(name: str, outcomes: dict[str, list[Outcome]]) -> None:
    mine = outcomes[name]
    faults = [o for o in mine if o.faults]
    share = 1 - len(faults) / len(mine)
    report = "\n".join(f"{o.example.text}\n    {'; '.join(o.faults)}\n    got: {' || '.join(o.found)}" for o in faults)
    assert share >= FLOORS[name], f"{name}: {share:.3f} under the floor {FLOORS[name]}\n{report}"
