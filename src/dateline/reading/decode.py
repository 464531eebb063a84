"""Bytes to text: byte order mark, UTF-8, the declared charset, detection, windows-1252, in that order."""

from __future__ import annotations

import codecs
import re

from resiliparse.parse.encoding import detect_encoding

from dateline.records import Warning

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
META_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.I)
XML_CHARSET = re.compile(rb"""^\s*<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w.:-]{2,40})""")
# Web pages that say Latin-1 mean its superset windows-1252 (WHATWG Encoding Standard, section 4.2).
WEB_ALIASES = {
    "iso-8859-1": "windows-1252",
    "latin-1": "windows-1252",
    "latin1": "windows-1252",
    "us-ascii": "windows-1252",
    "ascii": "windows-1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
}
# Below this share of broken sequences among non-ASCII bytes, a text is UTF-8 with a few wounds, not another encoding.
WOUNDED_UTF8 = 0.1


def declared_charset(head: bytes) -> str | None:
    """The charset that an HTML or XML head declares, as written there."""
    found = XML_CHARSET.search(head) or META_CHARSET.search(head)
    return found.group(1).decode("ascii", "replace") if found else None


def decode(data: bytes, declared: str | None = None) -> tuple[str, tuple[Warning, ...]]:
    """The text of `data` without a byte order mark, with a warning when it did not decode cleanly."""
    for bom, marked in BOMS:
        if data.startswith(bom):
            return _lenient(data[len(bom) :], marked)
    if wide := _wide(data):
        return _lenient(data, wide)
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        pass
    if _utf8_wounds(data) < WOUNDED_UTF8:
        return _lenient(data, "utf-8")
    for encoding in (declared, detect_encoding(data)):
        name = _codec(encoding)
        if name is None or name == "utf-8":
            continue
        try:
            text = data.decode(name)
        except UnicodeDecodeError:
            continue
        if encoding is declared:
            return text, ()
        return text, (Warning(code="encoding-guessed", message=f"The bytes are no UTF-8; read as {name}."),)
    return _lenient(data, "windows-1252")


def _codec(name: str | None) -> str | None:
    if not name:
        return None
    name = WEB_ALIASES.get(name.lower(), name.lower())
    try:
        return codecs.lookup(name).name
    except LookupError:
        return None


def _lenient(data: bytes, encoding: str) -> tuple[str, tuple[Warning, ...]]:
    try:
        return data.decode(encoding), ()
    except UnicodeDecodeError:
        text = data.decode(encoding, "replace")
    lost = text.count("\ufffd")
    return text, (
        Warning(
            code="encoding",
            message=f"Some bytes are no valid {encoding}: {lost} characters were "
            "replaced by U+FFFD. Give the file in UTF-8.",
        ),
    )


def _wide(data: bytes) -> str | None:
    """UTF-16 without a byte order mark: every second byte of Western text is NUL."""
    head = data[:512]
    if len(head) < 8:
        return None
    even, odd = head[0::2].count(0) / len(head[0::2]), head[1::2].count(0) / len(head[1::2])
    if odd > 0.7 and even < 0.1:
        return "utf-16-le"
    return "utf-16-be" if even > 0.7 and odd < 0.1 else None


def _utf8_wounds(data: bytes) -> float:
    """Share of broken sequences among all non-ASCII sequences when read as UTF-8."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    foreign = sum(1 for c in text if c > "\x7f")
    return broken / foreign if foreign else 0.0
