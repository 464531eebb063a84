"""Runs the scorers over the development gold with the dateline of this Python and writes the figures.

    python scripts/measure.py                      all tasks, as a table and build/measures.json
    python scripts/measure.py relations quotes     some of them
    python scripts/measure.py --write              also puts the figures into the table of docs/quality.md
    python scripts/measure.py --every 4            every fourth item: quicker, not for the table

The gold is not part of the project; `--shared` says where it is (default: `shared` beside the clone).
"""

# ruff: noqa: T201
from __future__ import annotations

import argparse
import gzip
import json
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
COMMAND = f"{sys.executable} -m dateline code --jsonl"
COUNTS = {"none", "hard failures"}  # figures that are no shares
BEGIN, END = "<!-- measures -->\n", "<!-- end of measures -->"


@dataclass(frozen=True)
class Task:
    """A scorer on a pack of gold, and the figures to keep: label → path in the scorer's JSON (`*` is any key)."""

    name: str
    pack: str
    figures: dict[str, tuple[str, ...]]
    scorer: str = ""
    options: tuple[str, ...] = ()

    @property
    def script(self) -> str:
        return self.scorer or self.name

    def files(self, shared: Path) -> tuple[Path, Path]:
        """Input and gold."""
        folder, _, stem = self.pack.partition("/")
        return tuple(shared / "gold" / folder / f"{stem}.{kind}.jsonl.gz" for kind in ("input", "gold"))  # type: ignore[return-value]

    def shown(self) -> str:
        """The scorer's command, as a reader would type it in the clone."""
        given = " ".join(f"--{k} ../shared/gold/{self.pack}.{k}.jsonl.gz" for k in ("input", "gold"))
        return " ".join(["python3", f"../shared/score/{self.script}.py", *self.options, given])


def _page(form: str, pack: str) -> Task:
    figures: dict[str, tuple[str, ...]] = {"body F1": ("all", "body_f1"), "hard failures": ("all", "sequence_failures")}
    if pack == "fundus_dev":
        keys = ("body_f1", "headline_exact", "date_exact", "date_wrong")
        figures |= {"English " + k.replace("_f1", " F1").replace("_", " "): ("english", k) for k in keys}
    return Task(f"pages-{pack}-{form}", f"pages/{pack}", figures, "pages", ("--form", form))


TASKS = {t.name: t for t in (
    Task("relations", "relations/relations", {
        "root F1": ("all", "root_macro_f1"), "quad F1": ("all", "quad_macro_f1"),
        "binary F1": ("all", "binary_macro_f1"), "none": ("all", "none")}),
    Task("extraction", "extraction/extraction", {
        "joint F1": ("all", "joint_macro_f1"), "pair found": ("all", "pair_found"),
        "first event F1": ("all", "first_event_macro_f1"), "any event F1": ("all", "any_event_macro_f1"),
        "no event": ("all", "no_event"), "extra events": ("all", "extra_events")}),
    Task("triples", "triples/triples", {
        "root F1": ("root", "f1"), "dyad F1": ("dyad", "f1"), "triple F1": ("triple", "f1")}),
    Task("negatives", "negatives/negatives", {
        "false alarms": ("false_alarm_rate",), "without REQUEST": ("false_alarm_rate_without_request",),
        "recall": ("recall",), "balanced accuracy": ("balanced_accuracy",)}),
    Task("quotes", "quotes/quotes", {
        "F1 at .3": ("@0.3", "f1"), "F1 at .5": ("@0.5", "f1"), "F1 at .8": ("@0.8", "f1"),
        "F1 at .5 with speaker": ("@0.5", "f1 with speaker"), "marked F1 at .5": ("@0.5", "marks f1")}),
    Task("times", "times/times", {
        "relaxed F1": ("all", "relaxed f1"), "strict F1": ("all", "strict f1"), "value F1": ("all", "value f1"),
        "day dates right": ("all", "days right")}),
    Task("dct", "dct/dct", {
        f"{variant.removesuffix('-date')} {k}": (variant, k)
        for variant in ("bare", "true-page-date", "false-page-date") for k in ("net", "wrong")}),
    Task("places", "places/places", {
        "tagging F1": ("*", "f1"), "country": ("*", "country"), "within 161 km": ("*", "acc@161"),
        "tag+resolve F1": ("*", "joint f1")}),
    _page("html", "aeb"), _page("text", "aeb"), _page("html", "fundus_dev"), _page("text", "fundus_dev"),
)}


@dataclass
class Result:
    """What one task gave."""

    figures: dict[str, float]
    items: int
    seconds: float
    faults: dict[str, int] = field(default_factory=dict)


def run_task(task: Task, shared: Path = SHARED, *, every: int = 1, command: str = COMMAND) -> Result:
    """Score one task, on every n-th item. Raises RuntimeError when the scorer fails."""
    with tempfile.TemporaryDirectory() as folder:
        paths, items = list(task.files(shared)), 0
        for n, path in enumerate(paths):
            with gzip.open(path, "rt", encoding="utf-8") as rows:
                kept = [row for k, row in enumerate(rows) if k % every == 0]
            items = len(kept)
            paths[n] = Path(folder) / path.name.removesuffix(".gz")
            paths[n].write_text("".join(kept), encoding="utf-8")
        started = time.perf_counter()
        done = subprocess.run(
            [sys.executable, str(shared / "score" / f"{task.script}.py"), *task.options, "--input", str(paths[0]),
             "--gold", str(paths[1]), "--command", command, "--json"], capture_output=True, text=True, check=False)
        seconds = time.perf_counter() - started
    if done.returncode:
        raise RuntimeError(f"{task.name}: {done.stderr.strip()[-500:]}")
    found = json.loads(done.stdout.strip().splitlines()[-1])
    faults = {k: found[k] for k in ("missing", "malformed", "text differs") if found.get(k)}
    return Result({label: _at(found, path) for label, path in task.figures.items()}, items, seconds, faults)


def _at(found: Any, path: tuple[str, ...]) -> float:
    for key in path:
        found = next(v for v in found.values() if isinstance(v, dict)) if key == "*" else found[key]
    return float(found)


def table(results: dict[str, Result], day: str, before: str = "") -> str:
    """The figures as a Markdown table, with the commands below it. Tasks that were not run keep their row of `before`."""
    rows = {line.split("|")[1].strip(): line for line in before.splitlines() if line.startswith("| ")}
    for name, r in results.items():
        said = ", ".join(f"{label} {_shown(label, v)}" for label, v in r.figures.items())
        said += "".join(f", **{k} {n}**" for k, n in r.faults.items())
        rows[name] = f"| {name} | {r.items} | {said} | {day} |"
    names = [name for name in TASKS if name in rows]
    lines = ["| task | items | figures | taken |", "|---|---|---|---|", *(rows[name] for name in names)]
    commands = "\n".join(f"    {TASKS[name].shown()}" for name in names)
    return "\n".join(lines) + f"\n\nThe commands, in the order of the table:\n\n{commands}\n"


def _shown(label: str, v: float) -> str:
    return str(int(v)) if label in COUNTS else f"{v:.3f}".replace("0.", ".", 1) if abs(v) < 1 else f"{v:.3f}"


def main() -> None:
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("tasks", nargs="*", choices=[*TASKS, []], help="default: all")
    p.add_argument("--shared", type=Path, default=SHARED)
    p.add_argument("--every", type=int, default=1)
    p.add_argument("--write", action="store_true")
    p.add_argument("--out", type=Path, default=ROOT / "build" / "measures.json")
    a = p.parse_args()
    day, results = datetime.now(UTC).date().isoformat(), {}
    for name in a.tasks or TASKS:
        results[name] = run_task(TASKS[name], a.shared, every=a.every)
        print(name, results[name], file=sys.stderr, flush=True)
    a.out.parent.mkdir(exist_ok=True)
    a.out.write_text(json.dumps({n: vars(r) for n, r in results.items()}, indent=1) + "\n", encoding="utf-8")
    print(table(results, day))
    if a.write:
        page = ROOT / "docs" / "quality.md"
        head, _, rest = page.read_text(encoding="utf-8").partition(BEGIN)
        before, _, after = rest.partition(END)
        page.write_text(head + BEGIN + table(results, day, before) + END + after, encoding="utf-8")


if __name__ == "__main__":
    main()
