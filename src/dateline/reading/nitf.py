"""NITF: the News Industry Text Format, alone or inside another wire format."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from lxml import etree

from dateline.reading.origin import Origin
from dateline.reading.parts import names
from dateline.reading.wire import ABSTRACT, item_page
from dateline.reading.xml import below, child, children, language_of, local, parse, root_name, text_of
from dateline.records import Failure, Page, Part, SegmentKind, Warning

TYPE = "application/nitf+xml"
KINDS: dict[str, SegmentKind] = {
    "p": "body",
    "li": "body",
    "pre": "body",
    "dt": "body",
    "dd": "body",
    "tr": "body",
    "credit": "credit",
    "hl1": "subhead",
    "hl2": "subhead",
    "fn": "note",
    "note": "note",
    "media-caption": "caption",
    "media-producer": "credit",
    "media.caption": "caption",
    "media.producer": "credit",
}
DROPPED = frozenset({"media-reference", "media-metadata", "media-object", "table-metadata", "datasource", "virtloc"})


class NitfReader:
    """Reads one story."""

    form = "nitf"

    def score(self, head: bytes, name: str) -> float:
        return 1.0 if root_name(head) == "nitf" else 0.0

    def read(self, stream: BinaryIO, origin: Origin) -> Iterator[Page | Failure]:
        document = parse(stream, origin)
        yield document if isinstance(document, Failure) else _page(document.root, origin, document.warnings)


def _page(root: etree._Element, origin: Origin, notes: tuple[Warning, ...]) -> Page | Failure:
    head, data = child(root, "head"), below(root, "head", "docdata")
    story = nitf_lines(root)
    warnings = notes
    if not any(p.kind == "body" for p in story) and (told := _abstract(root)):
        story, warnings = [*story, *told], (*notes, ABSTRACT)
    if not any(p.kind == "headline" for p in story):
        story.insert(0, Part("headline", text_of(child(head, "title"))))
    ids = [e.get("id-string") for e in children(data, "doc-id")]
    return item_page(
        origin,
        next((i for i in ids if i), None) or origin.id,
        TYPE,
        story,
        days=nitf_days(root),
        authors=nitf_authors(root),
        metadata=nitf_metadata(root),
        language=language_of(below(root, "body") if child(root, "body") is not None else root),
        warnings=warnings,
    )


def nitf_lines(root: etree._Element) -> list[Part]:
    """Headline, byline, dateline, story and tagline of an `nitf` element."""
    head, content, end = (
        below(root, "body", "body.head"),
        below(root, "body", "body.content"),
        below(root, "body", "body.end"),
    )
    lines = _lines(content) if content is not None else []
    out = [Part("headline", text_of(h)) for h in children(child(head, "hedline"), "hl1")][:1]
    out += [Part("subhead", text_of(h)) for h in children(child(head, "hedline"), "hl2")]
    out += [Part("note", text_of(n)) for n in children(head, "note")]
    out += [Part("byline", text_of(b)) for b in children(head, "byline")]
    place = text_of(below(head, "dateline", "location")) or text_of(child(head, "dateline"))
    first = next((p.text for p in lines if p.kind == "body"), "")
    if place and not first.casefold().startswith(place.split(",")[0].strip().casefold()):
        pieces = (t.strip() for e in children(head, "dateline") for t in e.itertext())
        out.append(Part("dateline", " ".join(filter(None, pieces))))
    out += lines
    out += [Part("credit", text_of(t)) for t in children(end, "tagline")]
    return [p for p in out if p.text]


def _lines(content: etree._Element) -> list[Part]:
    """The blocks of a story, innermost first come; what no block holds is a line of its own."""
    out: list[Part] = []
    stack = [content]
    while stack:
        element = stack.pop()
        name = local(element)
        if name in DROPPED or not isinstance(element.tag, str):
            continue
        inner = [
            c
            for c in element
            if local(c) in KINDS or any(local(d) in KINDS for d in c.iter() if isinstance(d.tag, str))
        ]
        if name in KINDS and not (inner and name in ("li", "dd", "note", "tr")):
            out.append(Part(KINDS[name], text_of(element)))
        elif inner:
            stack.extend(reversed([c for c in element if isinstance(c.tag, str)]))
        elif text_of(element):
            out.append(Part("body", text_of(element)))
    return out


def _abstract(root: etree._Element) -> list[Part]:
    found = below(root, "body", "body.head", "abstract")
    return _lines(found) if found is not None else []


def nitf_days(root: etree._Element) -> list[tuple[str, str | None]]:
    """Days of an `nitf` element, the story's own first."""
    data, head = below(root, "head", "docdata"), below(root, "body", "body.head")
    places = ((below(head, "dateline"), "story.date"), (data, "date.issue"), (data, "date.release"))
    return [(name, e.get("norm") or text_of(e)) for parent, name in places for e in children(parent, name)]


def nitf_authors(root: etree._Element) -> tuple[str, ...]:
    """Names in the byline, without the writers' titles."""
    out: list[str] = []
    for byline in children(below(root, "body", "body.head"), "byline"):
        people = [text_of(e) for e in byline.iter() if local(e) == "person"]
        titles = [text_of(e) for e in byline.iter() if local(e) == "byttl"]
        text = text_of(byline)
        for title in titles:
            text = text.replace(title, "").strip(" ,")
        out += people or names(text)
    return tuple(dict.fromkeys(out))


def nitf_metadata(root: etree._Element) -> list[tuple[str, str | None]]:
    """What docdata and the head say beside the story."""
    data, head = below(root, "head", "docdata"), below(root, "body", "body.head")
    out: list[tuple[str, str | None]] = [("urgency", e.get("ed-urg")) for e in children(data, "urgency")]
    out += [("slug", e.get("key")) for e in children(data, "du-key")]
    out += [("note", e.get("info")) for e in children(data, "ed-msg")]
    out += [("correction", e.get("info")) for e in children(data, "correction")]
    out += [("expires", e.get("norm")) for e in children(data, "date.expire")]
    out += [("embargo", e.get("norm")) for e in children(data, "date.release")]
    out += [("rights", e.get("holder")) for e in children(data, "doc.copyright")]
    out += [("keyword", e.get("key")) for e in children(child(data, "key-list"), "keyword")]
    out += [("provider", text_of(e)) for e in children(head, "distributor")]
    out += [("located", text_of(e)) for e in children(child(head, "dateline"), "location")]
    return out
