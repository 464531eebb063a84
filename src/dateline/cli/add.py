"""`dateline add`: code copy and file it."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from dateline.cli.options import DEFAULT_DESK, DeskPath, Json, Workers
from dateline.cli.progress import watched
from dateline.read import Limits, read
from dateline.records import Failure
from dateline.store import Desk


def add(
    *paths: str,
    desk: DeskPath = DEFAULT_DESK,
    workers: Workers = None,
    json: Json = False,
    limit_mb: Annotated[float, Parameter(help="Largest single item that is read, in megabytes.")] = 20.0,
) -> int:
    """Code copy and file it in a desk; the desk is made when it is not there.

    The same copy again changes nothing. What cannot be read is named, the rest is filed, and the exit status is 1.

    Examples:

    - `dateline add story.txt --desk news`
    - `dateline add 'pages/**/*.html' archive.jsonl --desk news --workers 2`
    """
    from dateline.run import code as run

    if not paths:
        print("dateline add: give at least one path, or - for standard input (dateline add --help)", file=sys.stderr)
        return 2
    outcomes: Counter[str] = Counter()
    warnings: Counter[str] = Counter()
    with Desk.open(Path(desk), create=True) as open_desk:
        pages = read(paths, stdin=sys.stdin.buffer, limits=Limits(item_bytes=int(limit_mb * 1_000_000)))
        for item in watched(run(pages, workers), "filing"):
            if isinstance(item, Failure):
                outcomes["failed"] += 1
                print(f"dateline: {item.message}", file=sys.stderr)
            else:
                outcomes[open_desk.add(item)] += 1
                warnings.update(w.code for w in item.warnings)
        counts = open_desk.counts()
    if json:
        import msgspec

        print(msgspec.json.encode({"outcomes": outcomes, "warnings": warnings, "desk": counts}).decode())
    else:
        said = ", ".join(f"{outcomes[k]} {k}" for k in ("added", "recoded", "known", "failed") if outcomes[k]) or "nothing to file"
        print(f"{said}; the desk {desk} holds {counts['articles']} articles, {counts['events']} events, {counts['quotes']} quotes")
        for code, n in warnings.most_common():
            print(f"  warning {code}: {n}")
    return 1 if outcomes["failed"] else 0
