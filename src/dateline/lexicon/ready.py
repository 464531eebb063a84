"""Packs that are about to be used: wrong ones are told before any copy is read."""

from __future__ import annotations

from dateline.errors import DataError
from dateline.lexicon.agents import load_agents, load_titles
from dateline.lexicon.codebook import load_codebook
from dateline.lexicon.names import load_names
from dateline.lexicon.packs import Pack, laying


def ready(packs: tuple[Pack, ...]) -> tuple[Pack, ...]:
    """The packs, once all that they change has been read. Raises DataError with the first mistake."""
    if not packs:
        return packs
    with laying(packs):
        try:
            load_agents()
            load_titles()
            load_codebook()
            load_names()
        except DataError as e:
            folders = " ".join(p.folder for p in packs)
            raise DataError(f"{e} (`dateline lexicon check {folders}` tells all mistakes)", e.file, e.line) from None
        except (TypeError, ValueError, KeyError, AttributeError) as e:
            folders = " ".join(p.folder for p in packs)
            raise DataError(f"a pack cannot be read ({e}); see `dateline lexicon check {folders}`") from None
    return packs
