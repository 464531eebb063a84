"""What a web page says of itself in machine-readable form: JSON-LD, OpenGraph, meta tags, headings, `time` elements."""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import html as lxml_html
from lxml.etree import LxmlError

ARTICLE_TYPES = frozenset(
    {
        "article",
        "newsarticle",
        "reportagenewsarticle",
        "analysisnewsarticle",
        "backgroundnewsarticle",
        "opinionnewsarticle",
        "reviewnewsarticle",
        "askpublicnewsarticle",
        "blogposting",
        "liveblogposting",
        "socialmediaposting",
        "report",
        "advertisercontentarticle",
        "techarticle",
        "satiricalarticle",
        "scholarlyarticle",
        "newsreport",
        "webpage",
    }
)
# meta name/property that hold the day of publication, the surest first.
DATE_KEYS = (
    "article:published_time",
    "og:article:published_time",
    "article:published",
    "og:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date.created",
    "dcterms.created",
    "publish-date",
    "publish_date",
    "publication_date",
    "publicationdate",
    "pubdate",
    "article.published",
    "cxenseparse:recs:publishtime",
    "originalpublicationdate",
    "article_date_original",
    "citation_publication_date",
    "displaydate",
    "rnews:datepublished",
    "prism.publicationdate",
    "created",
    "dc.date",
    "dcterms.date",
    "date",
)
TITLE_KEYS = ("og:title", "twitter:title", "parsely-title", "sailthru.title", "dc.title", "title")
AUTHOR_KEYS = ("article:author", "author", "parsely-author", "sailthru.author", "dc.creator", "byl")
ISO_DAY = re.compile(r"((?:19|20)\d\d)-?(0[1-9]|1[0-2])-?(0[1-9]|[12]\d|3[01])")
SPACE = re.compile(r"\s+")
CONTROL = re.compile(r"[\x00-\x1f]+")


@dataclass(slots=True)
class Metadata:
    """Everything found, best first within a list; dates are ISO days with where they stood."""

    dates: list[tuple[str, str]] = field(default_factory=list)  # (source, YYYY-MM-DD)
    headlines: list[tuple[str, str]] = field(default_factory=list)  # (source, text)
    authors: list[str] = field(default_factory=list)
    site: str | None = None
    url: str | None = None
    language: str | None = None
    description: str | None = None


def read_metadata(source: str) -> Metadata:
    """Metadata of an HTML page; empty when the page cannot be parsed at all."""
    found = Metadata()
    tree = parse(source)
    if tree is None:
        return found
    found.language = (tree.get("lang") or tree.get("xml:lang") or "").split("-")[0].lower() or None
    _json_ld(tree, found)
    _meta(tree, found)
    _visible(tree, found)
    return found


def parse(source: str) -> Any | None:
    """The page as an lxml tree; None when there is no element in it."""
    try:
        return lxml_html.document_fromstring(
            source.encode("utf-8", "replace"), parser=lxml_html.HTMLParser(encoding="utf-8", huge_tree=True)
        )
    except (LxmlError, ValueError):
        return None


def clean(text: object) -> str:
    """One line of text out of whatever stood in a tag or a JSON value."""
    if not isinstance(text, str):
        return ""
    if "&" in text or "<" in text:
        with contextlib.suppress(LxmlError, ValueError):
            text = str(lxml_html.fromstring(f"<p>{text}</p>").text_content())
    return SPACE.sub(" ", str(text)).strip()


def iso_day(value: object) -> str | None:
    """The day of an ISO 8601 stamp as it is printed (local to the publisher), or None."""
    found = ISO_DAY.match(value.strip()) if isinstance(value, str) else None
    return "-".join(found.groups()) if found else None


def _json_ld(tree: Any, found: Metadata) -> None:
    articles = []
    for script in tree.xpath("//script[contains(translate(@type,'LDJSON','ldjson'),'ld+json')]"):
        for node in _nodes(_load(script.text or "")):
            types = node.get("@type") or ()
            names = {str(t).lower() for t in (types if isinstance(types, list) else [types])}
            if names & ARTICLE_TYPES:
                articles.append((names == {"webpage"}, node))
    for weak, node in sorted(articles, key=lambda a: a[0]):
        if (day := iso_day(node.get("datePublished"))) is not None:
            found.dates.append(("json-ld", day))
        title = clean(node.get("headline") or (None if weak else node.get("name")))
        if title and not weak:
            found.headlines.append(("json-ld", title))
        found.authors.extend(a for a in _authors(node.get("author")) if a not in found.authors)


def _load(raw: str) -> object:
    raw = raw.strip().removeprefix("<!--").removesuffix("-->").removeprefix("//<![CDATA[").removesuffix("//]]>").strip()
    for attempt in (raw, CONTROL.sub(" ", raw)):
        try:
            return json.loads(attempt, strict=False)
        except ValueError:
            continue
    return None


def _nodes(value: object, depth: int = 0) -> Iterator[dict[str, Any]]:
    """Every object in a JSON-LD block, outermost first; graphs and lists are walked, deep nests are not."""
    if isinstance(value, list):
        for item in value:
            yield from _nodes(item, depth)
    elif isinstance(value, dict):
        yield value
        if depth < 3:
            for key in ("@graph", "mainEntity", "mainEntityOfPage", "hasPart"):
                if isinstance(value.get(key), (dict, list)):
                    yield from _nodes(value[key], depth + 1)


def _authors(value: object) -> Iterator[str]:
    if isinstance(value, list):
        for item in value:
            yield from _authors(item)
    elif isinstance(value, dict):
        yield from _authors(value.get("name"))
    elif (name := clean(value)) and "://" not in name:
        yield name


def _meta(tree: Any, found: Metadata) -> None:
    values: dict[str, str] = {}
    for tag in tree.xpath("//meta[@content]"):
        key = (tag.get("property") or tag.get("name") or tag.get("itemprop") or "").lower().strip()
        values.setdefault(key, tag.get("content"))
    for key in DATE_KEYS:
        if (day := iso_day(values.get(key, ""))) is not None:
            found.dates.append(("meta", day))
    for key in TITLE_KEYS:
        if title := clean(values.get(key, "")):
            found.headlines.append((key, title))
    for key in AUTHOR_KEYS:
        name = clean(values.get(key, ""))
        if name and "://" not in name and name not in found.authors:
            found.authors.append(name)
    found.site = clean(values.get("og:site_name", "")) or None
    found.url = values.get("og:url") or None
    found.description = clean(values.get("og:description") or values.get("description", "")) or None


def _visible(tree: Any, found: Metadata) -> None:
    for heading in tree.xpath("//h1")[:6]:
        if title := clean_node(heading):
            found.headlines.append(("h1", title))
    for tag in tree.xpath("//*[@itemprop='headline']")[:2]:
        if title := clean_node(tag):
            found.headlines.append(("itemprop", title))
    for title_tag in tree.xpath("//head/title")[:1]:
        if title := clean_node(title_tag):
            found.headlines.append(("title", title))
    for tag in tree.xpath("//*[@itemprop='datePublished']")[:2]:
        if (day := iso_day(tag.get("datetime") or tag.get("content") or "")) is not None:
            found.dates.append(("itemprop", day))
    for tag in tree.xpath("//article//time[@datetime]")[:1]:
        if (day := iso_day(tag.get("datetime"))) is not None:
            found.dates.append(("time", day))


def clean_node(node: Any) -> str:
    """The visible text of an element, in one line."""
    return SPACE.sub(" ", str(node.text_content())).strip()
