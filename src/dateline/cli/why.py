"""`dateline why`: how one item of a record came about."""

from __future__ import annotations

from pathlib import Path

from dateline.cli.explain import explain_event, explain_item, explain_published
from dateline.cli.options import DEFAULT_DESK, DeskPath, Lexicon
from dateline.cli.show import console
from dateline.errors import UsageError
from dateline.lexicon.packs import find_packs, laying
from dateline.store import Desk


def why(item: str, /, *, desk: DeskPath = DEFAULT_DESK, lexicon: Lexicon = None) -> int:
    """Explain one item: an event (`rep_…`), an article's day (`art_…`), or a part (`art_…/q1`, `/a2`, `/t1`, `/pl_3`).

    For example:

    - `dateline why rep_90c1`
    - `dateline why art_3f2a/q2`
    """
    out = console()
    with Desk.open(Path(desk)) as open_desk, laying(find_packs(lexicon)):
        if item.startswith("rep_"):
            explain_event(out, *open_desk.event(item))
            return 0
        if not item.startswith("art_"):
            raise UsageError(f"{item!r} is no id: events are rep_…, articles art_…, parts of an article art_…/q1")
        article, _, part = item.partition("/")
        record = open_desk.record(article)
    if part:
        explain_item(out, record, part)
    else:
        explain_published(out, record)
    return 0
