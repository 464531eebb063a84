"""`dateline look`: an article or an event, with its evidence marked."""

from __future__ import annotations

from pathlib import Path

from dateline.cli.explain import explain_event
from dateline.cli.options import DEFAULT_DESK, DeskPath, Json, Lexicon
from dateline.cli.show import article_page, console
from dateline.errors import UsageError
from dateline.lexicon.packs import find_packs, laying
from dateline.store import Desk


def look(*ids: str, desk: DeskPath = DEFAULT_DESK, lexicon: Lexicon = None, json: Json = False) -> int:
    """Show articles (`art_…`) or events (`rep_…`) of a desk; the beginning of an id will do.

    For example:

    - `dateline look art_3f2a --desk news`
    - `dateline look rep_90c1 --json`
    """
    if not ids:
        raise UsageError("give the id of an article or event; `dateline find` lists them")
    with Desk.open(Path(desk)) as open_desk, laying(find_packs(lexicon)):
        for i in ids:
            if i.startswith("rep_"):
                record, event = open_desk.event(i)
                if json:
                    import msgspec

                    print(msgspec.json.encode(event).decode())
                else:
                    explain_event(console(), record, event)
            elif json:
                print(open_desk.record(i).to_json().decode())
            else:
                article_page(open_desk.record(i))
    return 0
