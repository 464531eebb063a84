"""A gate on quality: figures on parts of the development gold may not fall below their floors. Floors only rise."""

from __future__ import annotations

import runpy
import tomllib
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
FLOORS: dict[str, dict[str, Any]] = tomllib.loads((ROOT / "tests" / "floors.toml").read_text(encoding="utf-8"))
MEASURE = runpy.run_path(str(ROOT / "scripts" / "measure.py"), run_name="measure")
pytestmark = pytest.mark.skipif(not (MEASURE["SHARED"] / "score").is_dir(),
                                reason="the development gold (../shared) is not at hand")


@pytest.mark.parametrize("name", FLOORS)
def test_figures_hold(name: str) -> None:
    limits = FLOORS[name]
    result = MEASURE["run_task"](MEASURE["TASKS"][name], every=limits["every"])
    assert not result.faults, f"{name}: {result.faults}"
    low = {k: (result.figures[k], v) for k, v in limits.get("floor", {}).items() if result.figures[k] < v}
    high = {k: (result.figures[k], v) for k, v in limits.get("ceiling", {}).items() if result.figures[k] > v}
    assert not low, f"{name}: below the floor (figure, floor): {low}"
    assert not high, f"{name}: above the ceiling (figure, ceiling): {high}"
