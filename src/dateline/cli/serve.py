"""`dateline serve`: a desk in the browser."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from dateline.cli.options import DEFAULT_DESK, DeskPath, Lexicon, packs_of
from dateline.errors import UsageError
from dateline.lexicon.packs import laying
from dateline.store import Desk

LOOPBACK = {"127.0.0.1", "::1", "localhost"}


def serve(
    *,
    desk: DeskPath = DEFAULT_DESK,
    host: str = "127.0.0.1",
    port: int = 8765,
    lexicon: Lexicon = None,
    public: Annotated[bool, Parameter(negative="", help="Allow other machines in; there is no log-in.")] = False,
) -> int:
    """Open a desk in the browser: search, articles with their evidence, events, codebook, and a box to paste copy.

    For example: `dateline serve --desk news --port 8080`
    """
    import uvicorn

    from dateline.web import build_app

    if host not in LOOPBACK and not public:
        raise UsageError(f"other machines reach {host} and there is no log-in; add --public if that is meant")
    packs = packs_of(lexicon)
    Desk.open(Path(desk), create=True).close()
    print(f"dateline: http://{host}:{port}/ (Ctrl-C stops it)", file=sys.stderr)
    with laying(packs):
        uvicorn.run(build_app(Path(desk), public=public), host=host, port=port, log_level="warning")
    return 0
