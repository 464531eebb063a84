"""RSS 0.9 to 2.0 and Atom: one article an item."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO
from urllib.parse import urljoin

from lxml import etree

from dateline.reading import markup
from dateline.reading.origin import Origin
from dateline.reading.parts import names
from dateline.reading.wire import ABSTRACT, SUMMARY, item_page, web
from dateline.reading.xml import BASE, child, children, language_of, local, namespace, parse, root_name, text_of
from dateline.records import Failure, Page, Part, Warning

MEDIA = "http://search.yahoo.com/mrss/"
ATOM = ("http://www.w3.org/2005/Atom", "http://purl.org/atom/ns#")
FULL = (
    "encoded",
    "full-text",
    "fulltext",
    "fullText",
    "body",
)  # elements that hold the story itself, of several extensions
MAILBOX = re.compile(r"^\S+@\S+\s*\((.+)\)$")
RSS_TYPE, ATOM_TYPE = "application/rss+xml", "application/atom+xml"


class FeedReader:
    """Reads RSS and Atom."""

    form = "feed"

    def score(self, head: bytes, name: str) -> float:
        root = root_name(head)
        return 1.0 if root in ("rss", "feed", "channel") or (root == "RDF" and b"purl.org/rss" in head) else 0.0

    def read(self, stream: BinaryIO, origin: Origin) -> Iterator[Page | Failure]:
        document = parse(stream, origin)
        if isinstance(document, Failure):
            yield document
            return
        root, count = document.root, 0
        atom = local(root) == "feed"
        for item in root.iter():
            if local(item) == ("entry" if atom else "item") and namespace(item) != MEDIA:
                count += 1
                place = f"{origin.id}#{count}"
                yield (_entry if atom else _item)(item, root, origin, place, document.warnings)
        if not count:
            yield origin.failure("empty", f"{origin.id} is a feed without items; there is nothing to read.")


def _item(
    item: etree._Element, root: etree._Element, origin: Origin, place: str, notes: tuple[Warning, ...]
) -> Page | Failure:
    channel = child(root, "channel")
    base = item.get(BASE) or root.get(BASE) or _core(channel, "link") or web(origin.id)
    guid = child(item, "guid")
    link = _core(item, "link") or _href(item)
    if not link and guid is not None and guid.get("isPermaLink", "true").lower() != "false":
        link = text_of(guid) if web(text_of(guid)) else ""
    url = web(urljoin(base or "", link)) if link else None
    story, warnings = _story(item)
    parts = [Part("headline", markup.plain(_core(item, "title"))), *story, *_pictures(item)]
    creators = [text_of(e) for e in children(item, "creator")] or [_mailed(_core(item, "author"))]
    return item_page(
        origin,
        text_of(guid) or url or place,
        RSS_TYPE,
        parts,
        days=[
            (local(e), text_of(e))
            for e in (
                *children(item, "pubDate"),
                *children(item, "date", "issued", "created"),
                *children(item, "modified", "updated"),
            )
        ],
        authors=[n for c in creators for n in names(c)],
        metadata=[
            *_subjects(item),
            ("provider", _core(channel, "title")),
            ("source", _core(item, "source")),
            ("rights", _core(item, "rights")),
        ],
        language=text_of(child(item, "language")) or _core(channel, "language") or language_of(item),
        url=url,
        warnings=(*notes, *warnings),
    )


def _story(item: etree._Element) -> tuple[list[Part], tuple[Warning, ...]]:
    """The story, else the description; with what to say of it."""
    for element in children(item, *FULL):
        if namespace(element) != MEDIA and (found := _lines(element)):
            return found, ()
    found = [part for e in children(item, "description") if namespace(e) != MEDIA for part in _lines(e)]
    short = sum(len(p.text) for p in found) < SUMMARY
    return found, (ABSTRACT,) if found and short else ()


def _lines(element: etree._Element) -> list[Part]:
    """The lines of an element that holds HTML, as text that is HTML or as elements."""
    if len(element) and any(isinstance(c.tag, str) for c in element):
        return markup.element_lines(element)
    return markup.lines("".join(element.itertext()))


def _pictures(item: etree._Element) -> list[Part]:
    out = []
    for element in item.iter(f"{{{MEDIA}}}description", f"{{{MEDIA}}}credit"):
        kind = "credit" if local(element) == "credit" else "caption"
        out.append(Part("credit" if kind == "credit" else "caption", markup.plain(text_of(element))))
    return list(dict.fromkeys(out))


def _core(element: etree._Element | None, name: str) -> str:
    """The text of a child of RSS itself, not of an extension with the same name."""
    found = [e for e in children(element, name) if namespace(e) != MEDIA and namespace(e) not in ATOM]
    return text_of(found[0]) if found else ""


def _href(item: etree._Element) -> str:
    """The address in the attribute of a link, the page's own before others."""
    links = [e for e in children(item, "link") if e.get("href")]
    own = [e for e in links if e.get("rel", "alternate") == "alternate"]
    return str((own or links)[0].get("href")) if links else ""


def _mailed(author: str) -> str:
    """`ann@example.org (Ann Lee)` is Ann Lee; a bare address is nobody's name."""
    found = MAILBOX.match(author)
    return found.group(1) if found else "" if "@" in author else author


def _subjects(item: etree._Element) -> list[tuple[str, str | None]]:
    return [("subject", e.get("term") or e.get("label") or text_of(e)) for e in children(item, "category", "subject")]


def _entry(
    entry: etree._Element, root: etree._Element, origin: Origin, place: str, notes: tuple[Warning, ...]
) -> Page | Failure:
    base = entry.get(BASE) or root.get(BASE) or _href(root) or web(origin.id)
    link = _href(entry)
    url = web(urljoin(base or "", link)) if link else None
    story = _content(child(entry, "content"))
    warnings: tuple[Warning, ...] = ()
    if not story:
        story = _content(child(entry, "summary"))
        warnings = (ABSTRACT,) if story and sum(len(p.text) for p in story) < SUMMARY else ()
    title = child(entry, "title")
    written = [text_of(child(a, "name")) for a in children(entry, "author") or children(root, "author")]
    source = child(child(entry, "source"), "title")
    return item_page(
        origin,
        text_of(child(entry, "id")) or url or place,
        ATOM_TYPE,
        [Part("headline", markup.plain(_marked(title))), *story, *_pictures(entry)],
        days=[
            (name, text_of(child(entry, name))) for name in ("published", "issued", "created", "updated", "modified")
        ],
        authors=[n for w in written for n in names(w)],
        metadata=[
            *_subjects(entry),
            ("provider", markup.plain(_marked(child(root, "title")))),
            ("source", text_of(source)),
            ("rights", text_of(child(entry, "rights"))),
        ],
        language=language_of(entry),
        url=url or web(text_of(child(entry, "id"))),
        warnings=(*notes, *warnings),
    )


def _content(element: etree._Element | None) -> list[Part]:
    if element is None or element.get("src"):
        return []
    if element.get("type") in (None, "text", "text/plain"):
        text = "".join(element.itertext())
        return (
            markup.lines(text)
            if markup.MARKED.search(text)
            else [Part("body", line) for line in text.split("\n") if line.strip()]
        )
    return _lines(element)


def _marked(title: etree._Element | None) -> str:
    """A title as text that may hold HTML."""
    return "" if title is None else "".join(title.itertext())
