"""`dateline look`: an article or an event, with its evidence marked."""

from __future__ import annotations

from pathlib import Path

from rich.console import Console

from dateline.cli.explain import explain_event
from dateline.cli.options import DEFAULT_DESK, DeskPath, Json
from dateline.cli.show import article_page
from dateline.store import Desk


def look(*ids: str, desk: DeskPath = DEFAULT_DESK, json: Json = False) -> int:
    """Show articles (`art_…`) or events (`rep_…`) of a desk; the beginning of an id will do.

    Examples:

    - `dateline look art_3f2a`
    - `dateline look rep_90c1 --json`
    """
    with Desk.open(Path(desk)) as open_desk:
        for i in ids:
            if i.startswith("rep_"):
                record, event = open_desk.event(i)
                if json:
                    import msgspec

                    print(msgspec.json.encode(event).decode())
                else:
                    explain_event(Console(highlight=False), record, event)
            else:
                record = open_desk.record(i)
                if json:
                    print(record.to_json().decode())
                else:
                    article_page(record)
    return 0
