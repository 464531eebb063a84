"""`dateline add`: code copy and file it."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from dateline.cli.options import (
    DEFAULT_DESK,
    Column,
    DeskPath,
    From,
    Json,
    Lexicon,
    LimitMb,
    Sample,
    Workers,
    packs_of,
    pages_of,
)
from dateline.cli.progress import watched
from dateline.records import Failure
from dateline.store import Desk

OUTCOMES = ("added", "recoded", "known", "failed")


def add(
    *paths: str,
    desk: DeskPath = DEFAULT_DESK,
    sample: Sample = False,
    lexicon: Lexicon = None,
    workers: Workers = None,
    json: Json = False,
    limit_mb: LimitMb = 20.0,
    form: From = None,
    column: Column = None,
) -> int:
    """Code copy and file it in a desk; the desk is made when it is not there.

    The same copy again changes nothing. What cannot be read is named, the rest is filed, and the exit status is 1.

    For example:

    - `dateline add story.txt --desk news`
    - `dateline add crawl.warc.gz year.zip wires/ --desk news`
    - `dateline add table.parquet --column text=Body --desk news`
    - `dateline add 'pages/**/*.html' archive.jsonl --desk news --workers 2`
    - `dateline add --sample --desk news`
    """
    from dateline.run import code as run

    pages = pages_of("add", paths, sample, limit_mb, workers, form, column)
    outcomes: Counter[str] = Counter()
    warnings: Counter[str] = Counter()
    packs = packs_of(lexicon)
    with Desk.open(Path(desk), create=True) as open_desk:
        for item in watched(run(pages, workers, packs), "filing"):
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
        said = ", ".join(f"{outcomes[k]} {k}" for k in OUTCOMES if outcomes[k]) or "nothing to file"
        held = ", ".join(f"{counts[k]} {k}" for k in ("articles", "events", "quotes"))
        print(f"{said}; the desk {desk} holds {held}")
        for code, n in warnings.most_common():
            print(f"  warning {code}: {n}")
    return 1 if outcomes["failed"] else 0
