"""The pages: one page, one file. Nothing is fetched from the network; article text is shown inert."""

from __future__ import annotations

from dateline.web.app import build_app

__all__ = ["build_app"]
