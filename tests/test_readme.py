"""What README shows is what dateline does."""

from __future__ import annotations

import re
import runpy
from pathlib import Path

import pytest

from dateline.cli import VERBS

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_sample_output_is_real(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)
    script = runpy.run_path(str(ROOT / "scripts" / "readme_sample.py"))
    assert script["rewritten"](README) == README, "run: python scripts/readme_sample.py"


def test_links_lead_somewhere() -> None:
    for page in [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").glob("*.md")]:
        for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


@pytest.mark.parametrize("page", ["README.md", "docs/cli.md"])
def test_verbs_that_pages_name_exist(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    named = set(re.findall(r"^ +(?:\S+/)?dateline ([a-z]+)", text, re.M))
    named |= set(re.findall(r"`dateline ([a-z]+)[ `]", text))
    assert named <= {*VERBS}
    assert named


def test_ci_runs_the_test_command_of_readme() -> None:
    assert ".venv/bin/pip install -e '.[dev]' && .venv/bin/pytest" in README
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert "install --quiet --disable-pip-version-check -e '.[dev]'" in script
    assert '"$venv/bin/pytest"' in script
