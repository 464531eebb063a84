"""What a single line is when it is no part of the story, told by its wording and shape alone."""

from __future__ import annotations

import re

from dateline.extract.dates import find_dates
from dateline.extract.lines import WORD, Line
from dateline.lexicon.furniture import bare, load_furniture
from dateline.records import SegmentKind

WEATHER = re.compile(r"^\W*(?:[^\W\d_][\w .'-]{0,25}[,:]?\s+)?[-−+]?\d{1,3}(?:\.\d)?\s?(?:°\s?[CFcf]?|º\s?[CF]?|℃|℉|(?:deg(?:rees)?\s?)?[CF])"
                     r"(?![\w’'])[\w\s°º/|.,:%-]{0,40}$")
WEATHER_TAIL = re.compile(r"^(?:[A-Za-z ]{3,25})\s[-−]?\d{1,3}\s?°[CF]?$")
AGO = re.compile(r"\b\d{1,2}\s?(?:min(?:ute)?s?|h(?:ou)?rs?|h|d(?:ays?)?|weeks?|months?)\.?\s+ago\b|\b(?:vor|hace|há|il y a)\s+\d+\s+\w+")
CLOCK = re.compile(r"\b[0-2]?\d[:.h][0-5]\d(?::[0-5]\d)?\s*(?:[ap]\.?m\.?)?\s*(?:\(?(?:GMT|UTC|E[SD]?T|P[SD]?T|C[SD]?T|BST|CES?T|IST|"
                   r"MSK|EAT|KST|JST|SGT|HKT|WIB|AEST|AEDT|Uhr)\)?)?(?:\s*[+-]\d+)?", re.I)
READING = re.compile(r"\b\d{1,3}\s?[-–]?\s?(?:min(?:ute)?s?\.?|mins)\s+(?:read|listen|watch|de lecture|lesezeit|lesedauer)\b", re.I)
COPYRIGHT = re.compile(r"^\W*(?:©|\(c\)\s*(?:19|20)\d\d|copyright\b)|©\s*(?:copyright\s*)?(?:19|20)\d\d", re.I)
PHOTO_CREDIT = re.compile(r"[\[(](?:file\s+)?(?:photo|image|picture|pic|ap photo|screenshot|screengrab|courtesy|handout|getty|reuters|afp|"
                          r"ap|epa|xinhua|anadolu)\b[^)\]]{0,80}[\])]\s*\.?$", re.I)
CREDIT_LINE = re.compile(r"^(?:\W*[\w .'’&-]{2,40}\s?/\s?)+\s?(?:AP|AFP|Reuters|Getty Images|EPA(?:-EFE)?|Xinhua|Anadolu|TASS|Pool|dpa|"
                         r"Shutterstock|NurPhoto|Bloomberg|NPR|UPI|PA|SIPA|Sputnik)\b[\w /.,&-]{0,40}$", re.I)
URL = re.compile(r"^(?:https?://|www\.)\S+$|^@\w+$|^(?:#\w+[\s,]*)+$|^[\w.+-]+@[\w-]+\.[\w.]+$")
CAPTIONED = re.compile(r"(?:\b(?:foto|fotos|photo|photos|bild|bilder|bildrechte|image|picture|credit|crédit|quelle|kuva|zdjęcie|fot|fotograf|"
                       r"fotografía|grafik|imago|pic)\s?[:.]\s*|©\s*)[^.!?]{2,70}\.?[)\]]?$|[（(][^（()）]{0,20}(?:撮影|提供|写真)[)）]$", re.I)
REPLIES = re.compile(r"^\W*\d+\s+(?:comments?|responses?|replies|thoughts on|kommentare?|commentaires?|comentarios?|reacties|comentários|"
                     r"komentarzy|kommentarer)\b|^\W*(?:leave a (?:reply|comment)|comments?|post a comment|add a comment|join the conversation|"
                     r"kommentare|commentaires|comentarios|コメント)\W*(?:\(?\d+\)?)?\W*$", re.I)
BYLINE = re.compile(r"^(?:(?P<cue>by|von|par|por|di|door|av|af)\s*:?\s+)(?P<names>.+)$", re.I)
NAME = re.compile(r"^[^\W\d_a-z][\w.'’-]*$")
JOINERS = frozenset({"and", "und", "et", "y", "e", "en", "og", "och", "with", "in", "for", "of", "the", "at", "de", "van", "von", "der",
                     "bin", "al", "el", "da", "di", "du", "la", "le", "del", "dos", "den", "ter", "abu", "i"})
SIGNED_NOTE = re.compile(r"^[(\[](?:additional |further )?(?:reporting|writing|editing|compiled|written|edited|with|translated)\b.{0,300}[)\]]\.?$", re.I)
END_MARK = re.compile(r"^\W*(?:-{0,2}30-{0,2}|#{2,4}|\*{3,}|_{3,}|-{3,}|={3,}|ends?|enditem|ians|tass)\W*$", re.I)
STAMP_SHORT, START_SHORT, START_LONG, PROSE_LONG = 14, 12, 40, 70  # words; furniture of more than these is rare
LONG_START: frozenset[SegmentKind] = frozenset({"promotion", "legal", "note", "correction", "caption", "related"})


def furniture(line: Line) -> SegmentKind | None:
    """The kind of a line that is furniture wherever it stands; None when only its place can tell."""
    return _shape(line) or _wording(line)


def _shape(line: Line) -> SegmentKind | None:
    text = line.text
    if not any(c.isalnum() for c in text):
        return "note" if END_MARK.match(text) and len(text) > 1 else "other"
    if WEATHER.match(text) or WEATHER_TAIL.match(text):
        return "weather"
    if line.words <= 45 and COPYRIGHT.search(text):
        return "legal"
    if URL.match(text):
        return "other"
    if SIGNED_NOTE.match(text) or END_MARK.match(text):
        return "note"
    if line.words <= STAMP_SHORT + 4 and (kind := dated(line)):
        return kind
    if CREDIT_LINE.match(text):
        return "credit"
    if line.words <= 60 and CAPTIONED.search(text):
        return "caption" if line.words > 5 else "credit"
    if REPLIES.search(text) and line.words <= 10:
        return "navigation"
    if line.words <= 60 and PHOTO_CREDIT.search(text):
        return "caption" if line.words > 7 else "credit"
    if byline_names(line):
        return "byline"
    if line.words == 0 or text.replace(" ", "").replace(",", "").replace(".", "").isdigit():
        return "other"
    return None


def dated(line: Line) -> SegmentKind | None:
    """`page-date` for a line that is a date alone, `stamp` for one that says when something was put out."""
    text = line.text
    if line.terminal and line.words > 8 and not text.lower().startswith(("publ", "updat", "last")):
        return None
    dates = list(find_dates(text))
    rest = text
    for found in reversed(dates):
        rest = rest[:found.start] + " " + rest[found.end:]
    clock = CLOCK.search(rest)
    ago = AGO.search(line.folded) or READING.search(text)
    if dates and (dates[0].year or dates[0].weekday or clock):
        left = [w for w in WORD.findall(CLOCK.sub(" ", rest)) if not w.isdigit()]
        if len(left) <= 1:
            return "stamp" if clock or len(dates) > 1 else "page-date"
        if load_furniture().start.find(line.folded) and load_furniture().start.find(line.folded)[0] == "stamp":  # type: ignore[index]
            return "stamp"
        if len(left) <= 6 and (clock or "|" in text or "•" in text or "·" in text):
            return "stamp"
        return "stamp" if len(left) <= 3 and line.words <= 7 else None
    if ago and line.words <= STAMP_SHORT:
        return "stamp"
    if clock and len(WORD.findall(CLOCK.sub(" ", rest))) <= 2:
        return "stamp"
    return None


def _wording(line: Line) -> SegmentKind | None:
    words = load_furniture()
    core = bare(line.folded)
    if found := words.line.find(core):
        return found[0]
    if line.words <= STAMP_SHORT and (found := words.any.find(line.folded)):
        return found[0]
    if found := words.start.find(line.folded):
        kind, phrase = found
        if _start_holds(line, kind, phrase):
            return kind
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
        return line.words <= STAMP_SHORT and not (line.terminal and line.words > 9) and any(c.isdigit() for c in line.text)
    if line.words <= START_SHORT:
        return not line.terminal or " " in phrase or not phrase[-1].isalnum()
    firm = phrase.count(" ") >= 1 or not phrase[-1].isalnum()
    return kind in LONG_START and firm and line.words <= START_LONG


def byline_names(line: Line) -> bool:
    """`By JOHN SMITH, Associated Press`, `Von Erika Roth`: a cue, then capitalised words and small joiners."""
    found = BYLINE.match(line.text)
    if not found or line.words > 22 or (line.text.endswith((".", "!", "?")) and line.words > 8):
        return False
    tokens = re.split(r"[\s,|;&/•·]+", found.group("names").strip())
    names = [t for t in tokens if t and not t[0].isdigit()]
    if not names or not NAME.match(names[0]):
        return False
    good = sum(bool(NAME.match(t)) or t.lower() in JOINERS or not t[0].isalpha() for t in names)
    if next(find_dates(found.group("names")), None) and len(names) < 4 and not found.group("cue")[0].isupper():
        return False
    return good >= len(names) - (1 if len(names) > 4 else 0)


def opens_other(line: Line, kind: SegmentKind | None) -> bool:
    """A heading after which other stories or the readers' comments follow."""
    if line.words > 8:
        return False
    return bool(REPLIES.search(line.text)) or (kind == "related" and load_furniture().line.find(bare(line.folded)) is not None)
