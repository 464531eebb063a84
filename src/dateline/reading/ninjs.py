"""ninjs 1, 2 and 3: the IPTC's news in JSON."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from dateline.reading import markup
from dateline.reading.json_items import Object, field, load, objects
from dateline.reading.origin import Origin
from dateline.reading.parts import names
from dateline.reading.wire import ABSTRACT, item_page, web
from dateline.records import Failure, Page, Part, SegmentKind, Warning

TYPE = "application/ninjs+json"
NAMED = re.compile(rb'"name"\s*:\s*"ninjs"|ninjs-schema')
URI = re.compile(rb'"uri"\s*:')
OURS = re.compile(rb'"(?:text|html)"\s*:')  # fields of our own input contract, which ninjs has not
MARKS = re.compile(
    rb'"(?:headline|version_?created|content_?created|first_?created|headlines|bod(?:y_(?:text|x?html)|ies)|pub_?status|representation_?type|'
    rb'ed_?note|slugline|usage_?terms|digital_?source_?type|alt_?ids)"\s*:',
    re.I,
)
NO_TEXT = frozenset({"picture", "video", "audio", "graphic", "event", "planning", "component"})
DAYS = ("contentcreated", "firstcreated", "versioncreated", "contentmodified")
BODIES = ("body_xhtml", "body_html", "body_text", "body")


class NinjsReader:
    """Reads one item, a list of items, or items a line; text items that an item carries with it are read too."""

    form = "ninjs"

    def score(self, head: bytes, name: str) -> float:
        if not re.match(rb"(?:\xef\xbb\xbf)?\s*[\[{]", head):
            return 0.0
        if NAMED.search(head):
            return 1.0
        return 0.95 if URI.search(head) and MARKS.search(head) and not OURS.search(head) else 0.0

    def read(self, stream: BinaryIO, origin: Origin) -> Iterator[Page | Failure]:
        loaded = load(stream, origin)
        if isinstance(loaded, Failure):
            yield loaded
            return
        value, warnings = loaded
        if isinstance(value, dict) and "items" in value and "uri" not in value:
            value = value["items"]
        items = objects(value)
        if not items:
            yield origin.failure("empty", f"{origin.id} holds no item; there is nothing to read.")
        for number, item in enumerate(items, 1):
            yield from _pages(
                _lowered(item), origin, f"{origin.id}#{number}" if len(items) > 1 else origin.id, warnings
            )


def _lowered(item: Object) -> Object:
    """The item with its field names in lower case: 2.x writes `contentcreated`, 3.x `contentCreated`."""
    return {key.lower(): value for key, value in item.items()}


def _pages(item: Object, origin: Origin, place: str, notes: tuple[Warning, ...]) -> Iterator[Page | Failure]:
    yield _page(item, origin, place, notes)
    carried = item.get("associations")
    for number, (name, part) in enumerate(_carried(carried), 1):
        inner = _lowered(part)
        if field(inner, "type") in ("text", "") and _body(inner):
            yield _page(inner, origin, f"{place}#{name or number}", notes)


def _carried(value: Any) -> list[tuple[str, Object]]:
    if isinstance(value, dict):
        return [(str(k), v) for k, v in value.items() if isinstance(v, dict)]
    return [(field(v, "name"), v) for v in objects(value)]


def _page(item: Object, origin: Origin, place: str, notes: tuple[Warning, ...]) -> Page | Failure:
    id, kind = field(item, "uri", "id", "guid") or place, field(item, "type").lower()
    story, warnings = _body(item), notes
    headline = _headline(item)
    if kind in NO_TEXT and not story:
        return origin.failure("no-story", f"{id}: the item is of type {kind} and holds no story.", id=id)
    if not story and (told := _described(item)):
        story, warnings = told, (*notes, ABSTRACT)
    if not story and not headline:
        return origin.failure("no-story", f"{id}: the item holds neither a headline nor a story.", id=id)
    by = markup.plain(field(item, "by", "byline"))
    front: list[tuple[SegmentKind, str]] = [("headline", headline), ("byline", by), ("correction", _correction(item))]
    return item_page(
        origin,
        id,
        TYPE,
        [*(Part(k, t) for k, t in front if t), *story],
        days=[(name, field(item, name)) for name in DAYS],
        authors=names(by),
        metadata=_metadata(item),
        language=field(item, "language"),
        url=web(field(item, "canonicalurl", "url", "link")) or web(id),
        warnings=warnings,
    )


def _headline(item: Object) -> str:
    """The headline of role `main`, else one without a role, else the first that is not short, in whatever version."""
    if plain := field(item, "headline"):
        return markup.plain(plain)
    found = [h for h in objects(item.get("headlines")) if field(h, "value")]
    order = {"main": 0, "": 1, "short": 3}
    found.sort(key=lambda h: order.get(field(h, "role").lower(), 2))
    chosen = field(found[0], "value") if found else field(item, "headline_text", "headline_main", "title", "name")
    return markup.plain(chosen)


def _body(item: Object) -> list[Part]:
    for name in BODIES:
        if found := markup.lines(field(item, name)):
            return found
    bodies = [b for b in objects(item.get("bodies")) if field(b, "value")]
    bodies.sort(
        key=lambda b: (field(b, "role").lower() not in ("main", ""), "html" not in field(b, "contenttype").lower())
    )
    if bodies:
        return markup.lines(field(bodies[0], "value"))
    others = [str(v) for k, v in item.items() if k.startswith("body_") and isinstance(v, str)]
    return markup.lines(others[0]) if others else []


def _described(item: Object) -> list[Part]:
    texts = [field(item, "description_text", "description_html", "description")]
    texts += [field(d, "value") for d in objects(item.get("descriptions"))]
    return markup.lines(next((t for t in texts if t), ""))


def _correction(item: Object) -> str:
    """An editor's note that tells of a correction stands in the copy; other notes are metadata."""
    note = markup.plain(field(item, "ednote"))
    return note if note.lower().startswith(("correct", "clarif")) else ""


def _metadata(item: Object) -> list[tuple[str, str | None]]:
    out: list[tuple[str, str | None]] = [
        ("urgency", field(item, "urgency")),
        ("embargo", field(item, "embargoed", "embargoeduntil")),
        ("note", field(item, "ednote")),
        ("slug", field(item, "slugline")),
        ("rights", field(item, "usageterms", "copyrightnotice", "copyrightholder")),
        ("expires", field(item, "expires")),
        ("version", field(item, "version")),
        ("status", field(item, "pubstatus")),
        ("located", field(item, "located")),
        ("profile", field(item, "profile")),
    ]
    lists = (
        ("subject", "subject", "subjects"),
        ("genre", "genre", "genres"),
        ("place", "place", "places"),
        ("source", "source", "infosources"),
        ("provider", "provider"),
        ("organisation", "organisation", "organisations"),
        ("person", "person", "people"),
    )
    for name, *keys in lists:
        for key in keys:
            value = item.get(key)
            out += [(name, field(v, "name", "literal", "code", "uri")) for v in objects(value)] if value else []
            out += [(name, value)] if isinstance(value, str) else []
    keywords = item.get("keywords")
    return out + [("keyword", str(k)) for k in keywords if isinstance(k, str)] if isinstance(keywords, list) else out
