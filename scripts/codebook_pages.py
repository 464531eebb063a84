"""Writes docs/codebook/ from the codebook's own files: `python scripts/codebook_pages.py`."""

from __future__ import annotations

from pathlib import Path

from dateline.cli.codebook_page import expected
from dateline.lexicon.cameo import codes_of
from dateline.lexicon.codebook import Category, Example, load_codebook

FOLDER = Path(__file__).parents[1] / "docs" / "codebook"
SOURCE = "../../src/dateline/data/codebook"
QUADS = {1: "verbal cooperation", 2: "material cooperation", 3: "verbal conflict", 4: "material conflict"}


def pages() -> dict[str, str]:
    """File name → text of every page."""
    categories = sorted(load_codebook().categories.values(), key=lambda c: (c.quad, c.event))
    return {"README.md": _index(categories)} | {f"{c.event}.md": _page(c) for c in categories}


def _index(categories: list[Category]) -> str:
    rows = [("quad", "category", "score", "CAMEO", "modes")]
    for c in categories:
        rows.append((f"{c.quad} {QUADS[c.quad]}", f"[{c.event}]({c.event}.md)", f"{c.score:+g}", c.cameo or "–",
                     ", ".join(c.modes) or "–"))
    head = [
        "# The codebook", "",
        "What each category means, the rules between categories, and the sentences that test it. The patterns are in",
        f"[the files these pages are written from]({SOURCE}); `dateline codebook CATEGORY --patterns` shows them.",
        "[How a pattern is written](../data-format.md) · [How to lay your own over ours](../packs.md)", ""]
    return "\n".join([*head, *_table(rows), "", "Written by `scripts/codebook_pages.py`; a test compares.", ""])


def _page(c: Category) -> str:
    recipient = "required" if c.recipient_required else "optional"
    lines = [f"# {c.event}", "", f"Quad {c.quad} ({QUADS[c.quad]}), score {c.score:+g}, recipient {recipient}, "
             f"CAMEO {c.cameo or '–'}. [Source]({SOURCE}/{c.event}.yaml)", "", _plain(c.definition), ""]
    for label, items in (("Includes", c.includes), ("Excludes", c.excludes), ("Rules of precedence", c.rules)):
        if items:
            lines += [f"## {label}", "", *(f"- {_plain(i)}" for i in items), ""]
    if c.modes:
        rows = [("mode", "score", "CAMEO", "meaning", "contexts")]
        for m in c.modes.values():
            score = f"{m.score:+g}" if m.score is not None else "–"
            rows.append((f"`{m.name}`", score, m.cameo or "–", m.definition, ", ".join(m.contexts)))
        lines += ["## Modes", "", *_table(rows), ""]
    rows = [("code", "Goldstein", "name", "gives")]
    for x in codes_of(c.event):
        value = f"{x.goldstein:+g}" if x.goldstein is not None else "–"
        rows.append((x.code, value, x.name, ", ".join(v for v in (x.mode, x.context) if v)))
    lines += ["## CAMEO codes that convert to it", "", *_table(rows), ""]
    lines += ["## Examples", "", *_examples(c.examples, False), "", "## Counter-examples", "", *_examples(c.examples, True)]
    return "\n".join([*lines, ""])


def _examples(examples: tuple[Example, ...], counter: bool) -> list[str]:
    return [f"- {_plain(e.text)} *{_plain(expected(e))}*" for e in examples if e.counter == counter]


def _table(rows: list[tuple[str, ...]]) -> list[str]:
    lines = ["| " + " | ".join(_plain(cell).replace("|", "\\|") for cell in row) + " |" for row in rows]
    return [lines[0], "|" + "---|" * len(rows[0]), *lines[1:]]


def _plain(text: str) -> str:
    """Text that Markdown leaves as it is."""
    return " ".join(text.split()).replace("*", "\\*").replace("<", "&lt;")


def write() -> None:
    """Write all pages, and remove those of categories that are no more."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    made = pages()
    for old in FOLDER.glob("*.md"):
        if old.name not in made:
            old.unlink()
    for name, text in made.items():
        (FOLDER / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write()
