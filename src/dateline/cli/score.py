"""`dateline score`: records beside what a person coded."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter

from dateline.cli.options import Json, Lexicon, Workers, packs_of
from dateline.cli.score_coded import coded_by
from dateline.cli.score_details import check_details, write_details
from dateline.cli.score_show import show
from dateline.errors import UsageError
from dateline.lexicon.packs import laying
from dateline.review import Joined, Level, join, judge, read_gold
from dateline.review import score as sum_up

Form = Literal["auto", "records", "plover", "csv", "rows"]
PROBLEMS = 20  # lines of a message about the gold
AUXILIARIES = frozenset({"historical", "future", "hypothetical", "negation"})


def score(
    gold: Path,
    /,
    *paths: str,
    desk: Annotated[Path | None, Parameter(name=["--desk", "-d"], help="Judge the records of this desk.")] = None,
    form: Annotated[Form, Parameter(help="How GOLD is written; auto looks at it.")] = "auto",
    by: Annotated[Level, Parameter(help="What is counted and matched; see docs/scoring.md.")] = "event",
    column: Annotated[list[str] | None, Parameter(
        negative="", help="COLUMN=HEADER of a table: doc, event, source, target, text.")] = None,
    without: Annotated[list[str] | None, Parameter(
        negative="", help="Pass over events that are historical, future, hypothetical or negation.")] = None,
    details: Annotated[str | None, Parameter(
        help="A number: show so many documents with mistakes. A path: write every item there as CSV.")] = None,
    lexicon: Lexicon = None,
    json: Json = False,
    workers: Workers = None,
) -> int:
    """Compare records with a file you coded yourself, and print precision, recall, F1, and correct, uncoded, extra.

    GOLD is a table with columns doc, event, source, target (CSV or TSV; PLOVER names or CAMEO codes), PLOVER's own JSON,
    records of `dateline code --jsonl`, or small JSON rows. PATHS are records (`-` for standard input) or copy to be
    coded. Without PATHS and --desk the texts of GOLD are coded. What counts as found is told in docs/scoring.md.

    For example:

    - `dateline score coded.csv pages/`
    - `dateline code pages/ --jsonl > records.jsonl; dateline score coded.csv records.jsonl --details 20`
    - `dateline score coded.tsv --desk news --column doc=file --column event=cameo --by triple`
    - `dateline score gold.jsonl --json`
    """
    check_details(details, json=json)
    left_out = _auxiliaries(without or [])
    read = read_gold(gold, form, _columns(column or []))
    _tell_problems(gold, read.problems)
    with laying(packs_of(lexicon)):
        coded = coded_by(read, paths, desk, workers)
    joined = join(read.documents, coded.documents, coded.where)
    _tell(joined)
    judged = judge(joined.pairs, by, left_out)
    show(read, coded, joined, sum_up(judged, by), gold, json=json)
    if details is not None:
        write_details(judged, details)
    return 1 if read.problems or coded.failures else 0


def _tell_problems(gold: Path, problems: tuple[str, ...]) -> None:
    for problem in problems[:PROBLEMS]:
        print(f"dateline: {gold}: {problem}; left out", file=sys.stderr)
    if len(problems) > PROBLEMS:
        print(f"dateline: {gold}: {len(problems) - PROBLEMS} more problems; --json lists all", file=sys.stderr)


def _tell(joined: Joined) -> None:
    for id in joined.twice:
        print(f"dateline: more than one record has the id {id}; the first counts", file=sys.stderr)


def _columns(given: list[str]) -> dict[str, str]:
    out = {}
    for pair in given:
        column, equals, header = pair.partition("=")
        if not equals or not header:
            raise UsageError(f"--column takes COLUMN=HEADER, such as doc=file, not {pair!r}")
        out[column.strip()] = header.strip()
    return out


def _auxiliaries(given: list[str]) -> frozenset[str]:
    names = frozenset(n.strip() for g in given for n in g.split(","))
    if names - AUXILIARIES:
        unknown = ", ".join(sorted(names - AUXILIARIES))
        raise UsageError(f"--without takes {', '.join(sorted(AUXILIARIES))}, not {unknown}")
    return names
