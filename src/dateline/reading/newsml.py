"""NewsML-G2 items and messages, and the items of NewsML 1."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from lxml import etree

from dateline.reading import markup
from dateline.reading.nitf import nitf_authors, nitf_days, nitf_lines, nitf_metadata
from dateline.reading.origin import Origin
from dateline.reading.parts import names
from dateline.reading.wire import item_page, web
from dateline.reading.xml import below, child, children, language_of, local, parse, root_name, text_of
from dateline.records import Failure, Page, Part, Warning

TYPE = "application/vnd.iptc.g2.newsitem+xml"
TYPE_1 = "application/vnd.iptc.newsml+xml"
OTHERS = {
    "packageItem": "a package, which only refers to stories",
    "planningItem": "a planning item, which holds no story",
    "conceptItem": "a concept item, which holds no story",
    "knowledgeItem": "a list of concepts, which holds no story",
    "catalogItem": "a catalogue, which holds no story",
}
REMOTE = Warning(code="remote-content", message="The story, or a part of it, stands elsewhere; nothing was fetched.")


class NewsmlReader:
    """Reads the news items of a file or message."""

    form = "newsml-g2"

    def score(self, head: bytes, name: str) -> float:
        return 1.0 if root_name(head) in ("newsItem", "newsMessage", "NewsML", *OTHERS) else 0.0

    def read(self, stream: BinaryIO, origin: Origin) -> Iterator[Page | Failure]:
        document = parse(stream, origin)
        if isinstance(document, Failure):
            yield document
            return
        root = document.root
        if local(root) == "NewsML":
            found = [e for e in root.iter() if local(e) == "NewsItem"]
            items = [_item_1(e, origin, f"{origin.id}#{n}", document.warnings) for n, e in enumerate(found, 1)]
        else:
            found = (
                [root]
                if local(root) != "newsMessage"
                else [c for s in children(root, "itemSet") for c in s if isinstance(c.tag, str)]
            )
            items = [_item(e, origin, f"{origin.id}#{n}", document.warnings) for n, e in enumerate(found, 1)]
        if not items:
            yield origin.failure("empty", f"{origin.id} holds no item; there is nothing to read.")
        yield from items


def _item(item: etree._Element, origin: Origin, place: str, notes: tuple[Warning, ...]) -> Page | Failure:
    id = item.get("guid") or place
    if local(item) != "newsItem":
        what = OTHERS.get(local(item), f"<{local(item)}>, which is no news item")
        return origin.failure("no-story", f"{id}: the item is {what}; give the news items.", id=id)
    about, content = child(item, "itemMeta"), child(item, "contentMeta")
    kind = next((e.get("qcode") or "" for e in children(about, "itemClass")), "")
    story, nitf, warnings = _story(child(item, "contentSet"))
    if kind.rpartition(":")[2] in ("picture", "video", "audio", "graphic", "animation") and not any(
        p.kind == "body" for p in story
    ):
        return origin.failure("no-story", f"{id}: the item is of class {kind} and holds no story.", id=id)
    headline = _headline(content) or next((p.text for p in story if p.kind == "headline"), "")
    by = text_of(child(content, "by"))
    story = [p for p in story if p.kind != "headline"]
    front = [Part("headline", headline)]
    if by and not any(p.kind == "byline" for p in story):
        front.append(Part("byline", by))
    line = text_of(child(content, "dateline"))
    if line and not any(p.text.startswith(line[:12]) or p.kind == "dateline" for p in story):
        front.append(Part("dateline", line))
    writers = (nitf_authors(nitf) if nitf is not None else ()) or names(by)
    writers = writers or tuple(n for c in children(content, "creator") if (n := text_of(child(c, "name"))))
    language = child(content, "language")
    days: list[tuple[str, str | None]] = [
        ("contentCreated", text_of(child(content, "contentCreated"))),
        ("firstCreated", text_of(child(about, "firstCreated"))),
        *(nitf_days(nitf) if nitf is not None else []),
        ("versionCreated", text_of(child(about, "versionCreated"))),
        ("contentModified", text_of(child(content, "contentModified"))),
    ]
    link = next((e.get("href") for e in children(about, "link") if web(e.get("href"))), None)
    return item_page(
        origin,
        id,
        TYPE,
        [*front, *story],
        days=days,
        authors=writers,
        metadata=[*_metadata(item, about, content), *(nitf_metadata(nitf) if nitf is not None else [])],
        language=(language.get("tag") if language is not None else None) or language_of(item),
        url=web(link),
        warnings=(*notes, *warnings),
    )


def _headline(content: etree._Element | None) -> str:
    """The main headline: without a role or of role `main`, else the first."""
    found = [h for h in children(content, "headline") if text_of(h)]
    plain = [h for h in found if (h.get("role") or "main").rpartition(":")[2].lower() == "main"]
    return text_of((plain or found)[0]) if found else ""


def _story(contents: etree._Element | None) -> tuple[list[Part], etree._Element | None, tuple[Warning, ...]]:
    """The lines of the first rendition that holds any, its `nitf` element if it is one, and what to say of it."""
    away = bool(children(contents, "remoteContent"))
    for element in children(contents, "inlineXML", "inlineData"):
        nitf = next((e for e in element.iter() if local(e) == "nitf"), None)
        if nitf is not None:
            lines = nitf_lines(nitf)
        elif local(element) == "inlineXML":
            lines = markup.element_lines(element)
        elif element.get("encoding"):
            continue  # a picture or other data in base 64
        else:
            text = "".join(element.itertext())
            lines = (
                markup.lines(text)
                if markup.MARKED.search(text)
                else [Part("body", t) for t in text.split("\n") if t.strip()]
            )
        if any(p.kind == "body" for p in lines):
            return lines, nitf, ()
    return [], None, (REMOTE,) if away else ()


def _metadata(
    item: etree._Element, about: etree._Element | None, content: etree._Element | None
) -> list[tuple[str, str | None]]:
    rights = child(item, "rightsInfo")
    out: list[tuple[str, str | None]] = [("version", item.get("version"))]
    out += [("provider", _named(e)) for e in children(about, "provider")]
    out += [("embargo", text_of(e)) for e in children(about, "embargoed")]
    out += [("status", _named(e)) for e in children(about, "pubStatus")]
    out += [("note", text_of(e)) for e in children(about, "edNote")]
    out += [("signal", _named(e)) for e in children(about, "signal")]
    out += [("rights", text_of(e)) for e in (*children(rights, "copyrightNotice"), *children(rights, "usageTerms"))]
    for name in ("urgency", "slugline", "keyword"):
        out += [("slug" if name == "slugline" else name, text_of(e)) for e in children(content, name)]
    for name, tag in (("located", "located"), ("source", "infoSource"), ("subject", "subject"), ("genre", "genre")):
        out += [(name, _named(e)) for e in children(content, tag)]
    return out + [("abstract", text_of(e)) for e in children(content, "description")]


def _named(element: etree._Element) -> str:
    """What a controlled value is called: its name, else its code."""
    return text_of(child(element, "name")) or element.get("literal") or element.get("qcode") or element.get("uri") or ""


def _item_1(item: etree._Element, origin: Origin, place: str, notes: tuple[Warning, ...]) -> Page | Failure:
    """An item of NewsML 1.0 to 1.2."""

    def first(name: str) -> etree._Element | None:
        return next((e for e in item.iter() if local(e) == name), None)

    id = text_of(first("PublicIdentifier")) or text_of(first("NewsItemId")) or place
    nitf = first("nitf")
    data = first("DataContent")
    if nitf is not None:
        story = [p for p in nitf_lines(nitf) if p.kind != "headline"]
    else:
        story = markup.element_lines(data) if data is not None else []
    by, line = text_of(first("ByLine")), text_of(first("DateLine"))
    front = [Part("headline", text_of(first("HeadLine"))), Part("byline", by)]
    if line and not any(p.text.startswith(line[:12]) for p in story):
        front.append(Part("dateline", line))
    language = first("Language")
    return item_page(
        origin,
        id,
        TYPE_1,
        [p for p in (*front, *story) if p.text],
        days=[
            ("FirstCreated", text_of(first("FirstCreated"))),
            ("ThisRevisionCreated", text_of(first("ThisRevisionCreated"))),
            ("DateId", text_of(first("DateId"))),
        ],
        authors=names(by),
        metadata=[
            ("slug", text_of(first("SlugLine"))),
            ("urgency", _code(first("Urgency"))),
            ("provider", _code(below(first("Provider"), "Party"))),
            ("rights", text_of(first("CopyrightLine"))),
            *(("keyword", text_of(e)) for e in item.iter() if local(e) == "KeywordLine"),
        ],
        language=language.get("FormalName") if language is not None else language_of(item),
        warnings=notes,
    )


def _code(element: etree._Element | None) -> str:
    return "" if element is None else element.get("FormalName") or text_of(element)
