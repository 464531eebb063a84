"""A page made into an article: text, segments, headline, agency, byline, dateline, language, day of writing."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import htmldate

from dateline.errors import ReadError
from dateline.extract.body import story_text
from dateline.extract.credits import find_agency, find_byline
from dateline.extract.dateline import FoundDateline, find_dateline
from dateline.extract.dates import DateMention
from dateline.extract.language import find_language, language_warnings
from dateline.extract.ledger import Outside, date_story
from dateline.extract.metadata import Metadata, read_metadata
from dateline.extract.segments import Layout, lay_out, lay_out_parts
from dateline.extract.vote import vote_headline
from dateline.records import Agency, Article, Byline, Dateline, Headline, Page, Segment, Source, Warning

SECOND = 3  # paragraphs in which the dateline may stand: a standfirst may come before it


@dataclass(frozen=True, slots=True)
class Filed:
    """The dateline found in the text, with offsets into it."""

    dateline: Dateline
    agency: Agency | None
    date: DateMention | None


def extract(page: Page) -> tuple[Article, tuple[Warning, ...]]:
    """The article of a page, and what its reader should know. Raises ReadError when there is nothing to read.

    Plain text is kept to the character; of HTML the story's text is taken out, headline first. Every non-blank line
    stands in one segment (a dateline and the paragraph it opens in two).
    """
    text, layout, meta = _from_html(page) if page.html is not None else _from_parts(page) if page.parts else _from_text(page)
    if not layout.lines:
        raise ReadError(f"{page.id}: the text is blank; there is nothing to read.")
    filed = _filed(text, layout)
    segments = _segments(layout, filed)
    body = "\n".join(text[s.start : s.end] for s in segments if s.kind == "body")
    language = find_language(body, page.language or meta.language)
    outside = Outside(_dates(page, meta), page.url or meta.url, page.fetched)
    dateline, printed = (filed.dateline, filed.date) if filed else (None, None)
    published, doubts = date_story(text, layout, dateline, printed, outside)
    labelled = list(zip(layout.lines, layout.kinds, strict=True))
    authors = tuple(page.authors) or tuple(meta.authors)
    printed_by = find_byline(iter(labelled))
    article = Article(
        id=article_id(text),
        source=Source(
            id=page.id, path=page.path, url=page.url or meta.url, media_type=page.media_type, sha256=page.sha256
        ),
        text=text,
        language=language,
        segments=segments,
        headline=_headline(text, layout),
        agency=(filed.agency if filed else None) or find_agency(iter(labelled)),
        byline=_byline(page, printed_by, authors),
        dateline=dateline,
        published=published,
        metadata=page.metadata,
    )
    return article, (*page.warnings, *language_warnings(language), *doubts)


def article_id(text: str) -> str:
    """`art_` and 16 hex digits of the text's SHA-256: the same copy has the same id wherever it lies."""
    return "art_" + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _from_text(page: Page) -> tuple[str, Layout, Metadata]:
    text = page.text or ""
    return text, lay_out(text, page.headline), Metadata()


def _from_parts(page: Page) -> tuple[str, Layout, Metadata]:
    """Copy whose form says what each line is. A line called body that has furniture's wording is still furniture."""
    text = "\n\n".join(p.text for p in page.parts)
    return text, lay_out_parts(text, page.parts), Metadata()


def _from_html(page: Page) -> tuple[str, Layout, Metadata]:
    source = page.html or ""
    if not source.strip():
        raise ReadError(f"{page.id}: the page is empty; there is nothing to read.")
    meta = read_metadata(source)
    headline = page.headline or vote_headline(meta)
    try:
        text = story_text(source, headline, page.url or meta.url)
    except ReadError as error:
        raise ReadError(f"{page.id}: {error}") from error
    if not meta.dates and (guess := _guessed_date(source, page.url)):
        meta.dates.append(("htmldate", guess))
    return text, lay_out(text, headline, extracted=True), meta


def _guessed_date(source: str, url: str | None) -> str | None:
    try:
        found = htmldate.find_date(source, original_date=True, url=url, outputformat="%Y-%m-%d")
    except (ValueError, TypeError, AttributeError, RecursionError):
        return None
    return str(found) if found else None


def _dates(page: Page, meta: Metadata) -> tuple[tuple[str, str], ...]:
    """Days that came with the page; what the user gave comes first, repeated days are left out."""
    given = [("given", page.date)] if page.date else []
    out: list[tuple[str, str]] = []
    for source, value in [*given, *page.dates, *meta.dates]:
        if value not in {v for _, v in out}:
            out.append((source, value))
    return tuple(out)


def _filed(text: str, layout: Layout) -> Filed | None:
    body = [line for line, kind in zip(layout.lines, layout.kinds, strict=True) if kind == "body"]
    for line in body[:SECOND]:
        found = find_dateline(line.text)
        if found is not None:
            return _placed(found, line.start)
    return None


def _placed(found: FoundDateline, start: int) -> Filed:
    date = found.date.date.isoformat() if found.date and found.date.date else None
    agency = Agency(found.agency[0], start + found.agency[1], start + found.agency[2]) if found.agency else None
    return Filed(Dateline(start=start, end=start + found.end, date=date), agency, found.date)


def _segments(layout: Layout, filed: Filed | None) -> tuple[Segment, ...]:
    """The layout's segments, the paragraph that a dateline opens cut in two."""
    out: list[Segment] = []
    for segment in layout.segments():
        if filed is None or segment.start != filed.dateline.start:
            out.append(segment)
            continue
        line = next(x for x in layout.lines if x.start == segment.start)
        cut = filed.dateline.end
        out.append(Segment(segment.start, segment.start + len(line.text[: cut - segment.start].rstrip()), "dateline"))
        rest = line.text[cut - segment.start :]
        if rest.strip():
            out.append(Segment(cut + len(rest) - len(rest.lstrip()), segment.end, segment.kind))
    return tuple(out)


def _byline(page: Page, printed: Byline | None, authors: tuple[str, ...]) -> Byline | None:
    """The byline as printed, else the authors that came with the copy. A wire's own list of names beats our reading of its line."""
    if printed is not None and page.parts and authors:
        return Byline(authors, printed.start, printed.end)
    return printed or (Byline(authors, 0, 0) if authors else None)


def _headline(text: str, layout: Layout) -> Headline | None:
    if layout.headline is None:
        return None
    first = layout.headline
    last = first
    while last + 1 < len(layout.kinds) and layout.kinds[last + 1] == "headline":
        last += 1
    start, end = layout.lines[first].start, layout.lines[last].end
    return Headline(start, end, " ".join(text[start:end].split()))
