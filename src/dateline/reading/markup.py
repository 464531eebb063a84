"""A piece of HTML out of a feed or wire item, line by line."""

from __future__ import annotations

import html
import re

from lxml import etree
from lxml import html as lxml_html

from dateline.records import Part, SegmentKind

BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "div", "dl", "dt", "fieldset",
    "figcaption", "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "li", "main",
    "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "tfoot", "thead", "tr", "ul",
})  # fmt: skip
DROPPED = frozenset({
    "audio", "button", "canvas", "datalist", "embed", "form", "head", "iframe", "input", "noscript", "object",
    "script", "select", "style", "svg", "template", "textarea", "video",
})  # fmt: skip
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
CELLS = frozenset({"td", "th"})
MARKED = re.compile(r"<[a-z/!][^>]*>", re.I)
ENTITY = re.compile(r"&(?:#\d+|#x[0-9a-f]+|[a-z]+\d*);", re.I)
_HIDDEN = re.compile(r"<(?:script|style|svg|iframe|form|select|template)\b", re.I)
BREAKS = re.compile(r"\n\s*\n")


def lines(source: str) -> list[Part]:
    """The lines of a piece of HTML: headings as subheads, captions as captions, the rest as body. Plain text comes out by its
    paragraphs."""
    if not MARKED.search(source):
        text = html.unescape(source) if ENTITY.search(source) else source
        return [Part("body", line) for block in BREAKS.split(text) if (line := " ".join(block.split()))]
    try:
        root = lxml_html.fragment_fromstring(source, create_parent="div")
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return lines(plain(source))
    found = element_lines(root)
    if not found and (text := " ".join(html.unescape(MARKED.sub(" ", source)).split())) and not _HIDDEN.search(source):
        return [Part("body", text)]  # nested deeper than the parser goes
    return found


def element_lines(root: etree._Element) -> list[Part]:
    """The lines under an element of HTML or XHTML; namespaces do not matter."""
    writer = _Writer(any(_name(e) == "p" for e in root.iter()))
    writer.walk(root)
    writer.flush()
    return writer.parts


def plain(source: str) -> str:
    """The text of a piece of HTML in one line, entities read; read twice where they were written twice."""
    text = source
    for _ in range(2):
        if MARKED.search(text):
            try:
                text = str(lxml_html.fragment_fromstring(text, create_parent="div").text_content())
            except (etree.ParserError, etree.XMLSyntaxError, ValueError):
                text = MARKED.sub(" ", text)
        elif ENTITY.search(text):
            text = html.unescape(text)
    return " ".join(text.split())


class _Writer:
    """Gathers the text of blocks. `paragraphs`: the piece has paragraphs of its own, so that one line break is no end."""

    def __init__(self, paragraphs: bool) -> None:
        self.paragraphs, self.parts = paragraphs, list[Part]()
        self._text: list[str] = []
        self._kind: SegmentKind = "body"
        self._broken = False

    def walk(self, root: etree._Element) -> None:
        """All text below an element, without recursion: hostile copy may be nested thousands deep."""
        stack: list[tuple[etree._Element, bool, SegmentKind]] = [(root, False, "body")]
        while stack:
            element, leaving, kind = stack.pop()
            name = _name(element)
            if leaving:
                if name in BLOCKS:
                    self.flush()
                    self._kind = kind
                self._say(element.tail if element is not root else None)
                continue
            before = self._kind
            if name in DROPPED or not isinstance(element.tag, str):
                self._say(element.tail)
                continue
            if name in BLOCKS:
                self.flush()
                self._kind = _kind(name, before)
            elif name == "br":
                self._break()
            elif name in CELLS:
                self._say(" ")
            self._say(element.text)
            stack.append((element, True, before))
            stack.extend((child, False, "body") for child in reversed(element))

    def flush(self) -> None:
        """End the line."""
        line = " ".join("".join(self._text).split())
        if line:
            self.parts.append(Part(self._kind, line))
        self._text, self._broken = [], False

    def _say(self, text: str | None) -> None:
        if text:
            if text.strip():
                self._broken = False
            self._text.append(text)

    def _break(self) -> None:
        if self._broken or not self.paragraphs:
            self.flush()
        else:
            self._text.append("\n")
            self._broken = True


def _name(element: etree._Element) -> str:
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""


def _kind(name: str, above: SegmentKind) -> SegmentKind:
    if name in HEADINGS:
        return "subhead"
    return "caption" if name == "figcaption" or above == "caption" else "body"
