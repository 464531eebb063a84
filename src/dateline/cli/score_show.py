"""A score to read, or as JSON."""

from __future__ import annotations

from pathlib import Path

import msgspec
from rich.console import Console
from rich.table import Table
from rich.text import Text

from dateline.cli.score_coded import Coded
from dateline.cli.show import console
from dateline.review import Gold, Joined, Score
from dateline.review.intervals import Rate
from dateline.review.items import ANY, mirrored
from dateline.review.mistakes import Mistake

MISTAKES, IDS = 12, 5  # lines and ids that a list shows
RULES = {
    "event": "an event is found when its category is coded and, on each side the gold names, one of its parties",
    "category": "an event is found when its category is coded; parties are not looked at",
    "triple": "source, category and target, lists multiplied out, each once a document",
    "dyad": "source and target, lists multiplied out, each once a document; categories are not looked at",
}


def show(gold: Gold, coded: Coded, joined: Joined, score: Score, path: Path, *, json: bool) -> None:
    """Print a score with everything that was left out of it."""
    if json:
        print(msgspec.json.encode(_facts(gold, coded, joined, score, path)).decode())
        return
    out = console()
    _head(out, gold, coded, joined, score, path)
    if not score.rows:
        out.print("There is no event on either side.")
        return
    out.print(_table(score))
    out.print()
    s = score.shares
    for n, name, share, of in ((s.correct, "correct", s.correct_rate, "of the gold, found"),
                               (s.uncoded, "uncoded", s.uncoded_rate, "of the gold, missed"),
                               (s.extra, "extra", s.extra_rate, "of what was coded, beyond the gold")):
        out.print(Text(f"{name:<8}{n:>6}  {_percent(share)} {of}"))
    if score.mistakes:
        shown, total = score.mistakes[:MISTAKES], sum(m.n for m in score.mistakes)
        out.print(Text(f"\nMost frequent mistakes ({sum(m.n for m in shown)} of {total})", style="bold"))
        for m in shown:
            out.print(Text(f"{m.n:>6}  {_said(m)}"))
    out.print(Text("\nIn brackets 95 % intervals: documents drawn again, 2,000 times.", style="dim"))


def _facts(gold: Gold, coded: Coded, joined: Joined, score: Score, path: Path) -> dict[str, object]:
    return {
        "gold": {"path": str(path), "form": gold.form, "rows": gold.rows, "documents": len(gold.documents),
                 "events": len(gold.events), "columns": gold.columns, "problems": gold.problems, "notes": gold.notes},
        "coded": {"from": coded.where, "documents": len(coded.documents), "failures": coded.failures},
        "joined": len(joined.pairs), "only_gold": joined.only_gold, "only_coded": joined.only_coded,
        "twice": joined.twice, "rule": RULES[score.by], "score": score}


def _head(out: Console, gold: Gold, coded: Coded, joined: Joined, score: Score, path: Path) -> None:
    columns = "; ".join(f"{k} in {v!r}" for k, v in gold.columns.items())
    lines = [f"gold   {path} (form {gold.form}): {len(gold.documents)} documents, {len(gold.events)} events"]
    lines += [f"       {columns}"] if columns else []
    lines += [f"       {note}" for note in gold.notes]
    if gold.problems:
        lines.append(f"       {len(gold.problems)} problems; rows that could not be used are left out, so that what is "
                     "coded for them counts as extra")
    parties = [p for e in gold.events for p in (*e.sources, *e.targets)]
    if parties and score.by != "category":
        spans, named = sum(bool(p.spans) for p in parties), sum(not p.country and not p.spans for p in parties)
        lines.append(f"       {len(parties)} parties: {len(parties) - spans - named} compared by country, {named} by "
                     f"name, {spans} by span")
    lines.append(f"coded  {coded.where}: {len(coded.documents)} documents"
                 + (f", {coded.failures} failed" if coded.failures else ""))
    lines.append(f"both   {len(joined.pairs)} documents")
    for what, ids in (("of the gold have no record", joined.only_gold), ("are not in the gold", joined.only_coded)):
        if ids:
            some = ", ".join(ids[:IDS]) + (" …" if len(ids) > IDS else "")
            lines.append(f"       {len(ids)} {what}, and are left out: {some}")
    back = mirrored(gold) if score.by == "event" else 0
    if back:
        lines.append(f"       {back} gold events stand in the other direction as well; --by triple counts such a pair once")
    yes_no = any(e.category == ANY for e in gold.events)
    lines.append("by     " + ("document: is there any event?" if yes_no else f"{score.by}: {RULES[score.by]}"))
    for line in lines:
        out.print(Text(line), soft_wrap=True)
    out.print()


def _table(score: Score) -> Table:
    table = Table(box=None, header_style="bold", pad_edge=False)
    table.add_column("")
    for column in ("gold", "coded", "correct", "precision", "recall", "F1"):
        table.add_column(column, justify="right", no_wrap=True)
    for row in (*(score.rows if len(score.rows) > 1 else ()), score.micro, *((score.macro,) if len(score.rows) > 1 else ())):
        all_of_it = row.name in {"micro", "macro"}
        counts = ("", "", "") if row.name == "macro" else (str(row.gold), str(row.coded), str(row.correct))
        table.add_row(row.name, *counts, *map(_share, (row.precision, row.recall, row.f1)), style="bold" if all_of_it else "")
    return table


def _share(r: Rate) -> str:
    if r.value is None:
        return "–"
    ends = "" if r.low is None or r.high is None else f" [{_digits(r.low, 2)}–{_digits(r.high, 2)}]"
    return _digits(r.value, 3) + ends


def _digits(x: float, n: int) -> str:
    return f"{x:.{n}f}".removeprefix("0") if x < 1 else f"{x:.{n}f}"


def _percent(r: Rate) -> str:
    if r.value is None:
        return "–"
    ends = "" if r.low is None or r.high is None else f" [{r.low:.0%}–{r.high:.0%}]".replace("%–", "–")
    return f"{r.value:.0%}{ends}"


def _said(m: Mistake) -> str:
    if m.coded is None:
        return f"{m.gold} not coded"
    if m.gold is None:
        return f"{m.coded} coded beyond the gold"
    return f"{m.gold} with other parties" if m.gold == m.coded else f"{m.gold} coded as {m.coded}"
