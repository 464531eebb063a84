"""`dateline lexicon check`: what is wrong with a pack, by file and line."""

from __future__ import annotations

from typing import Annotated

import msgspec
from cyclopts import Parameter

from dateline.cli.options import Json
from dateline.errors import DataError
from dateline.lexicon.checks import Finding
from dateline.lexicon.packs import Pack, find_packs, laying

NoExamples = Annotated[bool, Parameter(name="--no-examples", negative="", help="Do not run the examples of patterns.")]


def check(*packs: str, no_examples: NoExamples = False, json: Json = False) -> int:
    """Explain the mistakes in packs: folders, or names of installed ones, in the order they would be laid.

    Without a pack our own data is checked. Examples of patterns are run when nothing else is wrong. A remark is odd, but
    works; the exit status is 1 when there is a mistake.

    For example:

    - `dateline lexicon check mypack`
    - `dateline lexicon check mypack --json`
    """
    from dateline.lexicon.checks import check as proof_read

    try:
        found = find_packs(packs)
    except DataError as e:
        return _told((), (Finding(e.file, e.line, "mistake", e.said),), json)
    findings = proof_read(found)
    examples = 0
    if not no_examples and all(f.level == "remark" for f in findings):
        examples, failed = _run(found)
        findings = tuple(sorted((*findings, *failed)))
    return _told(found, findings, json, examples)


def _run(packs: tuple[Pack, ...]) -> tuple[int, tuple[Finding, ...]]:
    """How many examples were run, and those that fail; our own are watched by floors of tests, so theirs are remarks."""
    from dateline.coding.proof import failed_examples

    count = 0
    out = []
    with laying(packs):
        for pack in packs or (None,):
            n, failed = failed_examples(pack)
            count += n
            for f in failed:
                said = f"example fails: {'; '.join(f.faults)}: “{f.text}” (found: {' | '.join(f.found) or 'nothing'})"
                out.append(Finding(f.file, f.line, "mistake" if pack is not None else "remark", said))
    return count, tuple(out)


def _told(packs: tuple[Pack, ...], findings: tuple[Finding, ...], json: bool, examples: int = 0) -> int:
    mistakes = sum(f.level == "mistake" for f in findings)
    if json:
        told = {"packs": packs, "mistakes": mistakes, "examples": examples, "findings": findings}
        print(msgspec.json.encode(told).decode())
        return 1 if mistakes else 0
    for f in findings:
        where = ":".join(x for x in (f.file, str(f.line) if f.line else "") if x)
        print(f"{where}: {'' if f.level == 'mistake' else 'remark: '}{f.message}" if where else f.message)
    said = [_counted(mistakes, "mistake"), _counted(len(findings) - mistakes, "remark")]
    if examples:
        said.append(f"{_counted(examples, 'example')} run")
    print(f"{' and '.join(p.label for p in packs) or 'our own data'}: {', '.join(said)}")
    return 1 if mistakes else 0


def _counted(n: int, what: str) -> str:
    return f"{n or 'no'} {what}{'' if n == 1 else 's'}"
