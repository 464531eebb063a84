"""`dateline code`: copy in, records out."""

from __future__ import annotations

import sys
from typing import Annotated

from cyclopts import Parameter

from dateline.cli.options import Workers
from dateline.cli.progress import watched
from dateline.cli.show import article_page
from dateline.read import Limits, read
from dateline.records import Failure, Record


def code(
    *paths: str,
    jsonl: Annotated[bool, Parameter(name="--jsonl", negative="", help="One JSON object an article, to standard output.")] = False,
    rejected: Annotated[bool, Parameter(name="--rejected", negative="", help="Also what was considered and dropped.")] = False,
    workers: Workers = None,
    limit_mb: Annotated[float, Parameter(help="Largest single item that is read, in megabytes.")] = 20.0,
) -> int:
    """Print the record of copy.

    PATHS are files (text, HTML, JSONL), folders, globs, or `-` for standard input. Without `--jsonl` the record is shown to read.

    Examples:

    - `dateline code story.txt`
    - `dateline code pages/ --jsonl > records.jsonl`
    - `curl -s https://example.org/story | dateline code - --jsonl`
    """
    from dateline.run import code as run

    if not paths:
        print("dateline code: give at least one path, or - for standard input (dateline code --help)", file=sys.stderr)
        return 2
    failures = 0
    pages = read(paths, stdin=sys.stdin.buffer, limits=Limits(item_bytes=int(limit_mb * 1_000_000)))
    for item in watched(run(pages, workers), "coding"):
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
