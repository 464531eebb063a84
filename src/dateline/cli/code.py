"""`dateline code`: copy in, records out."""

from __future__ import annotations

import sys
from typing import Annotated

from cyclopts import Parameter

from dateline.cli.options import Lexicon, LimitMb, Sample, Workers, packs_of, pages_of
from dateline.cli.progress import watched
from dateline.cli.show import article_page
from dateline.records import Failure, Record


def code(
    *paths: str,
    jsonl: Annotated[bool, Parameter(negative="", help="One JSON object an article.")] = False,
    rejected: Annotated[bool, Parameter(negative="", help="Also what was dropped, and why.")] = False,
    sample: Sample = False,
    lexicon: Lexicon = None,
    workers: Workers = None,
    limit_mb: LimitMb = 20.0,
) -> int:
    """Print the record of copy: text, HTML or JSONL files, folders, globs, or `-` for standard input.

    Without `--jsonl` the record is shown to read. What cannot be read is named, the rest is coded, and the exit status
    is 1.

    For example:

    - `dateline code --sample`
    - `dateline code story.txt`
    - `dateline code pages/ --jsonl > records.jsonl`
    - `dateline code - --jsonl < story.html`
    - `dateline code story.txt --lexicon mypack`
    """
    from dateline.run import code as run

    failures = 0
    pages = pages_of("code", paths, sample, limit_mb, workers)
    for item in watched(run(pages, workers, packs_of(lexicon)), "coding"):
        if isinstance(item, Failure):
            failures += 1
            print(f"dateline: {item.message}", file=sys.stderr)
        elif jsonl:
            sys.stdout.buffer.write(_line(item, rejected) + b"\n")
        else:
            article_page(item, rejected=rejected)
    sys.stdout.flush()
    return 1 if failures else 0


def _line(record: Record, rejected: bool) -> bytes:
    if not rejected and record.rejected:
        import msgspec

        record = msgspec.structs.replace(record, rejected=())
    return record.to_json()
