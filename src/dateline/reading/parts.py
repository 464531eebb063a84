"""Pages out of named fields: what tables and database exports have in common."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from dateline.reading.origin import digest
from dateline.records import Page, Part, SegmentKind, Warning

WIDEST = 110  # characters of a line that was wrapped by hand or by a database
BY = re.compile(r"^\W*(?:by|von|par|por)[:\s]\s*", re.I)
JOINTS = re.compile(r"\s*(?:;|\||\n|\s+and\s+|\s+&\s+)\s*", re.I)
QUOTED = re.compile(r"'((?:[^'\\]|\\.)*)'|\"((?:[^\"\\]|\\.)*)\"")
TAG = re.compile(r"</?(?:p|div|span|a|br|h[1-6]|article|section|img|ul|li|strong|em)\b[^>]*>", re.I)
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*$")


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a text, one line each: blank lines part them, and so do line breaks that no wrapping made."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n").replace("\u2028", "\n").replace("\u2029", "\n\n")
    lines = text.split("\n")
    width = max((len(line.rstrip()) for line in lines), default=0)
    out: list[str] = []
    for block in re.split(r"\n[ \t\xa0]*\n", text):
        rows = [" ".join(line.split()) for line in block.split("\n")]
        rows = [row for row in rows if row]
        if len(rows) > 1 and width <= WIDEST and all(len(row) >= 0.55 * width for row in rows[:-1]):
            rows = [" ".join(rows)]
        out += rows
    return out


def body(text: str) -> list[Part]:
    """The paragraphs as parts of the body."""
    return [Part("body", p) for p in paragraphs(text)]


def part(kind: SegmentKind, text: str | None) -> list[Part]:
    """One part in one line; none when it is blank."""
    line = " ".join((text or "").split())
    return [Part(kind, line)] if line else []


def page(
    id: str,
    path: str | None,
    parts: Sequence[Part],
    *,
    date: str | None = None,
    dates: Sequence[tuple[str, str]] = (),
    authors: Sequence[str] = (),
    metadata: Iterable[tuple[str, str | None]] = (),
    language: str | None = None,
    url: str | None = None,
    warnings: Sequence[Warning] = (),
    media_type: str = "text/plain",
) -> Page:
    """A page of parts; blank metadata is left out."""
    text = "\n\n".join(p.text for p in parts)
    return Page(
        id=id, media_type=media_type, sha256=digest(text.encode("utf-8", "surrogatepass")), path=path, url=url,
        parts=tuple(parts), date=date, dates=tuple(dates), language=tag(language), authors=tuple(authors),
        metadata=tuple((k, " ".join(v.split())) for k, v in metadata if v and v.strip()), warnings=tuple(warnings),
    )


def names(value: object) -> tuple[str, ...]:
    """Writers out of a cell or line: `By Ann Lee and Bo Hall`, `Lee, Ann; Hall, Bo`, `['Ann Lee', 'Bo Hall']`, a list."""
    if isinstance(value, list | tuple):
        found = [str(v) for v in value if v]
    else:
        text = str(value or "").strip()
        if text.startswith("[") and text.endswith("]"):
            found = [a or b for a, b in QUOTED.findall(text)]
        else:
            found = [n for chunk in JOINTS.split(BY.sub("", text)) for n in _commas(chunk)]
    clean = [" ".join(n.split()).strip(" ,.;") for n in found]
    return tuple(dict.fromkeys(n for n in clean if n and any(c.isalpha() for c in n)))


def _commas(chunk: str) -> list[str]:
    """`Ann Lee, Bo Hall` is two names; `Lee, Ann` is one, turned round."""
    pieces = [p.strip() for p in chunk.split(",") if p.strip()]
    if len(pieces) > 1 and all(" " in p for p in pieces):
        return pieces
    if len(pieces) == 2 and " " not in pieces[0]:
        return [f"{pieces[1]} {pieces[0]}"]
    return [chunk]


def markup(text: str) -> bool:
    """Whether a text is a piece of HTML."""
    return len(TAG.findall(text[:20_000])) >= 2 and (text.lstrip().startswith("<") or "</p>" in text[:20_000].lower())


def tag(language: str | None) -> str | None:
    """A language tag such as `en` or `pt-BR`, None for what is none."""
    text = (language or "").strip()
    return text.replace("_", "-") if LANGUAGE.match(text) else None
