"""XML without its dangers: no network, no external files, no entities of its own; broken XML is read as far as it goes."""

from __future__ import annotations

import html.entities
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from lxml import etree

from dateline.reading.decode import declared_charset, decode
from dateline.reading.origin import Origin, read_whole
from dateline.records import Failure, Page, Warning

ROOT = re.compile(r"<(?![?!])(?:[\w.-]+:)?([\w.-]+)[\s>/]")
PROLOG = re.compile(r"<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>", re.S | re.I)
DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
DOCTYPE = re.compile(r"<!DOCTYPE[^\[>]*(\[.*?\]\s*)?>", re.S | re.I)
OWN_ENTITY = re.compile(r"<!ENTITY\b", re.I)
NAMED = re.compile(r"&([A-Za-z][A-Za-z0-9]*);")
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
KEPT = frozenset({"amp", "lt", "gt", "quot", "apos"})
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
BASE = "{http://www.w3.org/XML/1998/namespace}base"


@dataclass(frozen=True, slots=True)
class Document:
    """Parsed XML, and what its reader should know of it."""

    root: etree._Element
    warnings: tuple[Warning, ...]


def root_name(head: bytes) -> str:
    """The local name of the root element of XML that starts with `head`; empty for what is no XML."""
    text, _ = decode(head)
    text = text.lstrip("\ufeff \t\r\n")
    if not text.startswith("<"):
        return ""
    found = ROOT.match(PROLOG.sub("", text[:20_000]).lstrip())
    return found.group(1) if found else ""


def parse(stream: BinaryIO, origin: Origin) -> Document | Failure:
    """The XML of a stream that is one item. Raises nothing: what cannot be parsed is a Failure."""
    data = read_whole(stream, origin)
    if isinstance(data, Failure):
        return data
    text, warnings = decode(data, origin.charset or declared_charset(data[:4096]))
    text = DECLARATION.sub("", FORBIDDEN.sub("", text).lstrip("\ufeff \t\r\n"), count=1)
    prolog = text[: found.end()] if (found := DOCTYPE.search(text[:200_000])) else text[:1000]
    if OWN_ENTITY.search(prolog):
        return origin.failure(
            "hostile-xml",
            f"{origin.id} declares entities of its own, which no feed or wire needs and which can be used to read files or to fill "
            "the memory; it was not read. Remove its DOCTYPE if you trust it.",
        )
    body = NAMED.sub(_character, text)
    try:
        return Document(_parsed(body, recover=False), warnings)
    except etree.XMLSyntaxError as error:
        broken = str(error)
    try:
        root = _parsed(body, recover=True)
    except etree.XMLSyntaxError:
        root = None
    if root is None or not isinstance(root.tag, str):
        return origin.failure("broken-xml", f"{origin.id} is no XML that can be read ({broken}).")
    note = Warning(code="broken-xml", message=f"The XML is broken ({broken}); what could be read of it is here.")
    return Document(root, (*warnings, note))


def _parsed(text: str, *, recover: bool) -> etree._Element:
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        recover=recover,
        remove_comments=True,
        remove_pis=True,
        encoding="utf-8",
    )
    return etree.fromstring(text.encode("utf-8", "replace"), parser)


def _character(found: re.Match[str]) -> str:
    """HTML's named characters, which feeds use without declaring them."""
    name = found.group(1)
    code = None if name in KEPT else html.entities.name2codepoint.get(name)
    return found.group() if code is None else chr(code)


def local(element: etree._Element) -> str:
    """The element's name without its namespace."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def namespace(element: etree._Element) -> str:
    """The element's namespace; empty where it has none."""
    return element.tag[1:].partition("}")[0] if isinstance(element.tag, str) and element.tag.startswith("{") else ""


def children(element: etree._Element | None, *names: str) -> list[etree._Element]:
    """Children with one of these local names, in their order."""
    return [] if element is None else [c for c in element if local(c) in names]


def child(element: etree._Element | None, name: str) -> etree._Element | None:
    """The first child with this local name."""
    return next(iter(children(element, name)), None)


def below(element: etree._Element | None, *path: str) -> etree._Element | None:
    """The element at the end of a path of local names."""
    for name in path:
        element = child(element, name)
    return element


def text_of(element: etree._Element | None) -> str:
    """All text of an element in one line; empty for None."""
    return "" if element is None else " ".join("".join(element.itertext()).split())


def language_of(element: etree._Element) -> str | None:
    """The language that xml:lang gives the element, its own or inherited."""
    while element is not None:
        if found := element.get(LANG):
            return str(found)
        element = element.getparent()
    return None


class XmlReader:
    """XML that no other reader knows: named, and refused."""

    form = "xml"

    def score(self, head: bytes, name: str) -> float:
        root = root_name(head)
        return (
            0.25
            if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<?xml") or (root and name.lower().endswith(".xml"))
            else 0.0
        )

    def read(self, stream: BinaryIO, origin: Origin) -> Iterator[Page | Failure]:
        root = root_name(stream.read(20_000))
        yield origin.failure(
            "unknown-form",
            f"{origin.id} is XML with <{root or '?'}> at its root; RSS, Atom, news sitemaps, NewsML, NewsML-G2 and NITF are read. "
            "Give one of these, or the text.",
        )
