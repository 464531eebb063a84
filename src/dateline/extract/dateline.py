"""The dateline: where, when and by which agency the copy was filed, at the head of the first paragraph."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dateline.extract.dates import DateMention, find_dates
from dateline.lexicon.outlets import load_outlets

REACH = 130  # characters of a paragraph in which a dateline must end
TOKEN = r"[^\W\d_a-z][\w.'’-]*"
LINK = r"(?:of|de|la|le|al|el|the|du|del|do|da|on|upon|and|di|ash|es|as|bin|y|in)"
PLACE = rf"{TOKEN}(?:(?:\s+|,\s+|\s?/\s?|-){LINK}(?=[\s-]))?(?:(?:\s+|,\s+|\s?/\s?)(?:{LINK}\s+)?{TOKEN}){{0,6}}"
FILED = re.compile(r",?\s+(?P<form>[^\W\d_][\w/.-]{1,20}?)(?:\s*[-–—]+\s*|\.\s+|\s+[-–—]+\s+)")
LEADING_DASH = re.compile(r"\s*,?\s*(?:[-–—―_]{1,3})(?:\s+|(?=[\"“]))")
BRACKETED = re.compile(r"[(/\[]\s*([^()/\[\]\d]{2,40}?)\s*[)/\]]")
PIPED = re.compile(rf"^(?P<first>{PLACE}|[\w .]+?)\s*\|\s*(?P<second>[^|\n]{{2,60}}?)\s*(?:\||$)\s*")
END = re.compile(r"\s*(?:\.\s?[-–—]+|[-–—―_]{1,3}|:|\.(?=\s)|,\s[-–—])\s*")
# An agency that the table has not, in brackets before the dash: initials, or a name that says what it is.
UNLISTED = re.compile(
    r"\s*,?\s*\((?P<form>[^\W\d_a-z]{2,8}|[^\W\d_a-z][^()\d]{2,30}(?:News|Press|Agency|Wire|Service|Times|Post|Media))\)"
    r"\s*[-–—―]{1,3}\s+"
)
HEAD = re.compile(rf"^(?P<place>{PLACE})")
CAPITALS = re.compile(r"^[^a-z]{3,}$")


@dataclass(frozen=True, slots=True)
class FoundDateline:
    """Offsets from the start of the paragraph: the dateline ends (with its dash) at `end`."""

    end: int
    place: tuple[int, int] | None = None
    agency: tuple[str, int, int] | None = None  # name, start, end
    date: DateMention | None = None


def find_dateline(paragraph: str) -> FoundDateline | None:
    """The dateline that opens a paragraph, or None.

    Known shapes: `BEIJING (AP) —`, `LONDON, March 3 (Reuters) -`, `MOSCOW. March 3 (Interfax)`, `KYIV, Ukraine —`,
    `Paris, France | AFP |`, `Xinhua | BEIJING, March 3 (Xinhua) --`, `March 3 (UPI) --`, `(CNN) —`.
    """
    text = paragraph[:REACH]
    return _bracketed(text, 0) or _piped(text) or _dashed(text)


def _bracketed(text: str, offset: int) -> FoundDateline | None:
    """A place and/or a date, then the agency in brackets or slashes."""
    for found in BRACKETED.finditer(text, offset):
        form = re.split(r"[,/;]|\s[-–—]\s", found.group(1))[0]
        outlet = load_outlets().agency(form)
        if outlet is None:
            continue
        before = text[offset : found.start()]
        date, place = _place_and_date(before, offset)
        if before.strip(" ,.-–—") and place is None and date is None:
            return None
        end = found.end()
        if closing := END.match(text, end):
            end = closing.end()
        elif date is None and not CAPITALS.match(before.split(",")[0].strip() or "A"):
            return None  # "the White House (AP) said" is running text
        tail_place = None
        if not before.strip():  # `(ANSA) - ROME, MAR 3 -`
            inner = _dashed(text[end:])
            if inner is not None and inner.place is not None:
                tail_place = (inner.place[0] + end, inner.place[1] + end)
                date = _shift(inner.date, end) if inner.date else date
                end += inner.end
            elif end == found.end():
                return None
        agency = (outlet.name, found.start(1), found.start(1) + len(form))
        return FoundDateline(end, place or tail_place, agency, date)
    return None


def _piped(text: str) -> FoundDateline | None:
    found = PIPED.match(text)
    if not found:
        return None
    outlets = load_outlets()
    first, second = found.group("first"), found.group("second")
    if outlet := outlets.agency(second):
        date, place = _place_and_date(first, 0)
        at = found.start("second")
        return FoundDateline(found.end(), place, (outlet.name, at, at + len(second)), date)
    if outlet := outlets.agency(first):
        inner = _bracketed(text, found.start("second")) or _dashed_at(text, found.start("second"))
        agency = (outlet.name, 0, len(first))
        return FoundDateline(inner.end, inner.place, agency, inner.date) if inner else None
    return None


def _dashed(text: str) -> FoundDateline | None:
    """`KYIV, Ukraine —`, `LAGOS, March 3 —`: capitals or a date must vouch for it, a dash must end it."""
    found = HEAD.match(text)
    if not found:
        return None
    end = found.end()
    date = next((d for d in find_dates(text[:90]) if d.start <= end + 3), None)
    if date is not None and date.start > 0:
        place_end = min(end, len(text[: date.start].rstrip(" ,.")))
        end = max(date.end, place_end)
    else:
        place_end = end
    if place_end < 2:
        return None
    filed = FILED.match(text, end) if date is not None else None
    if filed is not None and (outlet := load_outlets().agency(filed.group("form"))):
        agency = (outlet.name, filed.start("form"), filed.end("form"))
        return FoundDateline(filed.end(), (0, place_end), agency, date)
    unlisted = UNLISTED.match(text, end)
    closing = unlisted or LEADING_DASH.match(text, end)
    if closing is None or (unlisted and text[unlisted.end() : unlisted.end() + 1].islower()):
        return None  # "NATO (OTAN) – the alliance – said" is running text
    place = text[:place_end]
    city = place.split(",")[0]
    if not CAPITALS.match(city) and (date is None or len(city.split()) > 4):
        return None
    if load_outlets().agency(city) and "," not in place and not date:
        return None
    named = (unlisted.group("form"), unlisted.start("form"), unlisted.end("form")) if unlisted else None
    return FoundDateline(closing.end(), (0, place_end), named, date)


def _dashed_at(text: str, offset: int) -> FoundDateline | None:
    inner = _dashed(text[offset:])
    if inner is None or inner.place is None:
        return None
    return FoundDateline(
        inner.end + offset,
        (inner.place[0] + offset, inner.place[1] + offset),
        None,
        _shift(inner.date, offset) if inner.date else None,
    )


def _place_and_date(before: str, offset: int) -> tuple[DateMention | None, tuple[int, int] | None]:
    """The date and the place's span in what stands before the agency; the place None when it has no such shape."""
    date = next(find_dates(before), None)
    rest = before if date is None else before[: date.start]
    rest = rest.rstrip(" ,.;/|-–—[")
    found = HEAD.match(rest)
    whole = found is not None and not re.search(r"\w", rest[found.end() :].replace("[India]", ""))
    shifted = _shift(date, offset) if date else None
    if not whole or len(rest.split()) > 8:
        return (shifted, None) if date is not None and not rest.strip() else (None, None)
    return shifted, (offset, offset + len(rest))


def _shift(date: DateMention, by: int) -> DateMention:
    return DateMention(date.start + by, date.end + by, date.month, date.day, date.year, date.weekday, date.swapped)
