"""What a single line is when it is no part of the story, told by its wording and shape alone."""

from __future__ import annotations

import re

from dateline.extract.dates import find_dates
from dateline.extract.lines import WORD, Line
from dateline.lexicon.furniture import bare, load_furniture
from dateline.lexicon.outlets import load_outlets
from dateline.records import SegmentKind

WEATHER = re.compile(
    r"^\W*(?:[^\W\d_][\w .'-]{0,25}[,:]?\s+)?[-−+]?\d{1,3}(?:\.\d)?\s?"
    r"(?:°\s?[CFcf]?|º\s?[CF]?|℃|℉|[CF])(?![\w’'])[\w\s°º/|.,:%-]{0,40}$"
)
ZONES = r"GMT|UTC|E[SD]?T|P[SD]?T|C[SD]?T|BST|CES?T|IST|MSK|EAT|KST|JST|SGT|HKT|WIB|AEST|AEDT|Uhr"
CLOCK = re.compile(
    rf"\b[0-2]?\d[:.h][0-5]\d(?::[0-5]\d)?\s*(?:[ap]\.?m\.?)?\s*(?:\(?(?:{ZONES})\)?)?(?:\s*[+-]\d+)?", re.I
)
COPYRIGHT = re.compile(r"^\W*(?:©|\(c\)\s*(?:19|20)\d\d|copyright\b)|©\s*(?:copyright\s*)?(?:19|20)\d\d", re.I)
SIGN = re.compile(r"©\s*[^.!?]{2,70}$")
URL = re.compile(r"^(?:https?://|www\.)\S+$|^@\w+$|^(?:#\w+[\s,]*)+$|^[\w.+-]+@[\w-]+\.[\w.]+$")
INITIALS = re.compile(r"^[a-z]{2,4}(?:[-/][a-z]{2,4}){1,4}$")  # desk marks under agency copy
NAME = re.compile(r"^[^\W\d_a-z][\w.'’-]*$")
RULE = re.compile(r"^\W*(?:-{0,2}30-{0,2}|#{2,4}|\*{3,}|_{3,}|-{3,}|={3,})\W*$")
SLASHED = re.compile(r"\s?/\s?")
# Furniture of more words than these is rare.
STAMP_SHORT, START_SHORT, START_LONG, CAPTION_LONG, PROSE_LONG, NAMES_LONG = 14, 12, 40, 60, 70, 22
LONG_START: frozenset[SegmentKind] = frozenset({"promotion", "legal", "note", "correction", "caption", "related"})


def furniture(line: Line) -> SegmentKind | None:
    """The kind of a line that is furniture wherever it stands; None when only its place can tell."""
    return _shape(line) or _wording(line)


def opens_other(line: Line, kind: SegmentKind | None) -> bool:
    """A heading after which other stories or the readers' comments follow."""
    words = load_furniture()
    if line.words > 8:
        return False
    return words.replies.find(line.folded) is not None or (
        kind == "related" and words.line.find(bare(line.folded)) is not None
    )


def _shape(line: Line) -> SegmentKind | None:
    text = line.text
    if not any(c.isalnum() for c in text):
        return "note" if RULE.match(text) and len(text) > 1 else "other"
    if WEATHER.match(text):
        return "weather"
    if line.words <= 45 and COPYRIGHT.search(text):
        return "legal"
    if URL.match(text):
        return "other"
    if INITIALS.match(text):
        return "note"
    if RULE.match(text):
        return "note"
    if line.words <= STAMP_SHORT + 4 and (kind := dated(line)):
        return kind
    if line.words <= CAPTION_LONG and (kind := _picture(line)):
        return kind
    if byline_names(line):
        return "byline"
    if line.words == 0 or text.replace(" ", "").replace(",", "").replace(".", "").isdigit():
        return "other"
    return None


def _picture(line: Line) -> SegmentKind | None:
    """Captions and credits: `… (Reuters Photo)`, `Foto: dpa`, `Jane Roe/Pool/AFP`."""
    words = load_furniture()
    parts = SLASHED.split(line.text.strip("()[] ."))
    if 2 <= len(parts) <= 4 and line.words <= 10 and any(load_outlets().agency(part) for part in parts):
        return "credit"
    if words.label.find(line.folded) or words.bracket.find(line.folded) or SIGN.search(line.text):
        return "caption" if line.words > 6 else "credit"
    return None


def dated(line: Line) -> SegmentKind | None:
    """`page-date` for a line that is a date alone, `stamp` for one that says when something was put out."""
    text = line.text
    opening = load_furniture().start.find(line.folded)
    stamped = opening is not None and opening[0] == "stamp"
    if line.terminal and line.words > 8 and not stamped:
        return None
    dates = list(find_dates(text))
    rest = text
    for found in reversed(dates):
        rest = rest[: found.start] + " " + rest[found.end :]
    clock = CLOCK.search(rest)
    left = [w for w in WORD.findall(CLOCK.sub(" ", rest)) if not w.isdigit()]
    if not dates or not (dates[0].year or dates[0].weekday or clock):
        return "stamp" if clock and len(left) <= 2 else None
    if len(left) <= 1:
        return "stamp" if clock or len(dates) > 1 else "page-date"
    short = len(left) <= 6 and (clock is not None or any(c in text for c in "|•·"))
    return "stamp" if stamped or short or (len(left) <= 3 and line.words <= 7) else None


def _wording(line: Line) -> SegmentKind | None:
    words = load_furniture()
    if found := words.line.find(bare(line.folded)):
        return found[0]
    if line.words <= 8 and words.replies.find(line.folded):
        return "navigation"
    if line.words <= STAMP_SHORT and (found := words.any.find(line.folded)):
        return found[0]
    if (found := words.start.find(line.folded)) and _start_holds(line, *found):
        return found[0]
    if line.words <= PROSE_LONG and (found := words.prose.find(line.folded)):
        return found[0]
    return None


def _start_holds(line: Line, kind: SegmentKind, phrase: str) -> bool:
    """First words mislead in long lines: `By Friday, the army had …`, `Join the army or leave, he said.`"""
    if kind == "byline":
        return False  # names decide, see byline_names
    if kind == "navigation":
        return line.words <= 7
    if kind == "stamp":
        dated_short = line.words <= STAMP_SHORT and not (line.terminal and line.words > 9)
        return dated_short and any(c.isdigit() for c in line.text)
    if line.words <= START_SHORT:
        return not line.terminal or " " in phrase or not phrase[-1].isalnum()
    firm = phrase.count(" ") >= 1 or not phrase[-1].isalnum()
    return kind in LONG_START and firm and line.words <= START_LONG


def byline_names(line: Line) -> str | None:
    """The names of `By JOHN SMITH, Associated Press`, `Von Erika Roth`: a cue, then capitalised words and joiners."""
    found = load_furniture().start.find(line.folded)
    if found is None or found[0] != "byline" or line.words > NAMES_LONG:
        return None
    if line.text.endswith((".", "!", "?")) and line.words > 8:
        return None
    at = line.text.lower().find(found[1])
    rest = line.text[at + len(found[1]) :].strip(" :\t\u00a0")
    if ": " in rest:
        return None  # a headline that begins as a byline does: "By sea and by air: how …"
    tokens = [t for t in re.split(r"[\s,|;&/•·]+", rest) if t and not t[0].isdigit()]
    if not tokens or not NAME.match(tokens[0]):
        return None
    good = sum(bool(NAME.match(t)) or len(t) <= 4 or not t[0].isalpha() for t in tokens)
    named = good >= len(tokens) - (1 if len(tokens) > 4 else 0)
    return rest if named and (len(tokens) > 1 or rest.isupper()) else None
