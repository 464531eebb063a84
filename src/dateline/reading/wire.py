"""What feeds and wires have in common: a page of the item, its days in order, warnings where there is no story in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dateline.reading import parts as made
from dateline.reading.origin import Origin
from dateline.reading.when import iso
from dateline.records import Failure, Page, Part, Warning

NO_BODY = Warning(code="no-body", message="The item has a headline and no story; only the headline is read.")
ABSTRACT = Warning(code="abstract-only", message="The item has no story of its own, only a summary; that is read.")
SUMMARY = 600  # characters under which a description is taken for a summary


def item_page(
    origin: Origin,
    id: str,
    media_type: str,
    parts: Sequence[Part],
    *,
    days: Iterable[tuple[str, str | None]] = (),
    authors: Sequence[str] = (),
    metadata: Iterable[tuple[str, str | None]] = (),
    language: str | None = None,
    url: str | None = None,
    warnings: Sequence[Warning] = (),
) -> Page | Failure:
    """The page of one item, or a Failure when it holds neither a headline nor a story. `days` are (what the form calls it, as
    written), the story's own first."""
    lines = [Part(p.kind, line) for p in parts if (line := " ".join(p.text.split())) and any(c.isalnum() for c in line)]
    if not any(p.kind in ("headline", "body") for p in lines):
        return origin.failure("no-story", f"{id}: the item holds neither a headline nor a story.", id=id)
    notes = list(warnings)
    if not any(p.kind == "body" for p in lines):
        notes.append(NO_BODY)
    found = [(name, day) for name, value in days if (day := iso(value))]
    return made.page(
        id,
        origin.path,
        lines,
        date=found[0][1] if found else None,
        dates=found[1:],
        authors=authors,
        metadata=metadata,
        language=language,
        url=url,
        warnings=tuple(dict.fromkeys(notes)),
        media_type=media_type,
    )


def web(address: str | None) -> str | None:
    """The address when it is one of the web."""
    text = (address or "").strip()
    return text if text.lower().startswith(("http://", "https://")) else None
