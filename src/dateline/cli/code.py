"""`dateline code`: copy in, records out."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import Annotated

from cyclopts import Parameter

from dateline.cli.options import Column, From, Lexicon, LimitMb, Sample, Workers, packs_of, pages_of
from dateline.cli.progress import watched
from dateline.cli.show import article_page
from dateline.records import Failure, Record


def code(
    *paths: str,
    jsonl: Annotated[bool, Parameter(negative="", help="One JSON object an article.")] = False,
    stories: Annotated[bool, Parameter(negative="", help="Join printings of one story; written after the last is read.")] = False,
    clean: Annotated[bool, Parameter(negative="", help="The cleaned article alone, without parse and coding.")] = False,
    rejected: Annotated[bool, Parameter(negative="", help="Also what was dropped, and why.")] = False,
    sample: Sample = False,
    lexicon: Lexicon = None,
    workers: Workers = None,
    limit_mb: LimitMb = 20.0,
    form: From = None,
    column: Column = None,
) -> int:
    """Print the record of copy: text, HTML, JSONL, feeds, wires, tables, archives; files, folders, globs, or `-` for standard
    input.

    Without `--jsonl` the record is shown to read. What cannot be read is named, the rest is coded, and the exit status
    is 1.

    For example:

    - `dateline code --sample`
    - `dateline code story.txt`
    - `dateline code pages/ --jsonl > records.jsonl`
    - `dateline code - --jsonl < story.html`
    - `dateline code crawl.warc.gz feed.xml wire.json --jsonl`
    - `dateline code table.csv --column text=Body --column date=Printed`
    - `dateline code export.dat --from text`
    - `dateline code story.txt --lexicon mypack`
    - `dateline code archive.jsonl --stories --clean --jsonl > articles.jsonl`
    """
    from dateline.run import code as run

    failures = 0
    pages = pages_of("code", paths, sample, limit_mb, workers, form, column)
    coded = watched(run(pages, workers, packs_of(lexicon), clean), "cleaning" if clean else "coding")
    for item in _joined(coded) if stories else coded:
        if isinstance(item, Failure):
            failures += 1
            print(f"dateline: {item.message}", file=sys.stderr)
        elif jsonl:
            sys.stdout.buffer.write(_line(item, rejected) + b"\n")
        else:
            article_page(item, rejected=rejected)
    sys.stdout.flush()
    return 1 if failures else 0


def _joined(items: Iterable[Record | Failure]) -> Iterator[Record | Failure]:
    """All of them, in their order, each record with its story. Records wait in a file of their own, not in memory."""
    from tempfile import TemporaryFile

    import msgspec

    from dateline.resolve import join_stories, print_of

    prints, ends = [], []
    with TemporaryFile() as waiting:
        for item in items:
            if isinstance(item, Failure):
                yield item
                continue
            prints.append(print_of(item.article))
            ends.append(waiting.write(item.to_json()))
        told = join_stories(prints)
        waiting.seek(0)
        for size in ends:
            record = Record.from_json(waiting.read(size))
            article = msgspec.structs.replace(record.article, story=told.get(record.article.id))
            yield msgspec.structs.replace(record, article=article)


def _line(record: Record, rejected: bool) -> bytes:
    if not rejected and record.rejected:
        import msgspec

        record = msgspec.structs.replace(record, rejected=())
    return record.to_json()
