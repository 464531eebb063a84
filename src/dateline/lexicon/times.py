"""The language of time: names, numbers and wordings from `data/times`, wordings built into expressions once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from dateline.errors import DataError
from dateline.lexicon.tables import DATA, Row, read_table

FOLDER = DATA / "times"
MACRO = re.compile(r"\{([A-Z][A-Z0-9]*)\}")
SPACING = (
    ("(?<=\\w )", r"(?<=\w\s)"),
    ("[- ]", r"[\s‐‑-]"),
    ("[-‐ ]", r"[\s‐‑-]"),
    (" ?", r"\s*"),
    (" ", r"\s+"),
    ("~", r"[\s‐‑-]+"),
)
LANDMARKS = (
    "HOLIDAY",
    "FOREIGNMONTH",
    "PLAINMONTH",
    "MONTH",
    "WEEKDAY",
    "SEASON",
    "DECADEWORD",
    "SPELLEDYEAR",
    "PART",
    "PLURALUNITS",
    "CALUNIT",
    "UNITONE",
    "UNIT",
    "SETWORD",
    "REFERENCE",
    "YEAR",
    "ANYYEAR",
    "NEARYEAR",
)
GROUP = re.compile(r"\(\?P<([a-z]+)>")


@dataclass(frozen=True)
class TimeRule:
    """One wording: `value` names the reckoning that gives the value; `rank` is its line (earlier wins a tie).

    `needs` is the landmark (or the plain word) without which the wording cannot be there, or None."""

    id: str
    type: str
    value: str
    rank: int
    needs: str | None
    regex: re.Pattern[str]


@dataclass(frozen=True)
class TimeLexicon:
    """Names and numbers in lower case, rules ready to run."""

    months: Mapping[str, int]
    foreign_months: Mapping[str, tuple[str, int]]
    weekdays: Mapping[str, int]
    seasons: Mapping[str, tuple[str, int, int]]
    parts: Mapping[str, str]
    units: Mapping[str, str]
    numbers: Mapping[str, int]
    scales: Mapping[str, int]
    vague: Mapping[str, str]
    ordinals: Mapping[str, int]
    decades: Mapping[str, int]
    directions: Mapping[str, int]
    narrative: frozenset[str]
    deictics: Mapping[str, tuple[int, str]]
    holidays: Mapping[str, str]
    references: Mapping[str, str]
    sets: Mapping[str, str]
    tense: tuple[tuple[str, re.Pattern[str]], ...]
    modifiers: re.Pattern[str]
    landmarks: Mapping[str, re.Pattern[str]]
    rules: tuple[TimeRule, ...]


def _rows(name: str, *columns: str) -> list[Row]:
    return list(read_table(FOLDER / name, columns))


def _either(words: Iterable[str], exact: bool = False) -> str:
    """Alternatives, longest first; `exact` keeps the case as written (or all capitals)."""
    found = {w for w in words if w}
    if exact:
        found |= {w.upper() for w in found}
    longest_first = sorted(found, key=lambda w: (-len(w), w))
    body = "|".join(re.escape(w).replace(r"\ ", " ").replace("'", "['’]") for w in longest_first)
    return f"(?-i:{body})" if exact else f"(?:{body})"


def _names(rows: Iterable[Row], *columns: str) -> dict[str, Row]:
    return {name.lower(): row for row in rows for column in columns for name in row.list(column)}


def _dotless(names: Iterable[str]) -> list[str]:
    """Abbreviations with and without their full stop."""
    return [form for name in names for form in (name, name.rstrip("."))]


def _names_as_written(rows: Iterable[Row]) -> list[str]:
    return [name for row in rows for name in [row["name"], *row.list("other")]]


@cache
def load_times() -> TimeLexicon:
    """Read `data/times`. Raises DataError when a table or a rule is not right."""
    months, weekdays = (
        _rows("months.tsv", "calendar", "number", "name", "other", "kind"),
        _rows("weekdays.tsv", "number", "name", "other"),
    )
    own = [r for r in months if r["calendar"] == "gregorian"]
    other = [r for r in months if r["calendar"] != "gregorian"]
    seasons = {r["name"]: r for r in _rows("seasons.tsv", "name", "code", "first", "last")}
    parts = {r["name"]: r["code"] for r in _rows("dayparts.tsv", "name", "code")}
    units = _names(_rows("units.tsv", "name", "code", "forms"), "name", "forms")
    numbers: dict[str, dict[str, str]] = {}
    for row in _rows("numbers.tsv", "word", "value", "kind"):
        numbers.setdefault(row["kind"], {})[row["word"]] = row["value"]
    ways = _rows("directions.tsv", "phrase", "shift", "from")
    directions = {r["phrase"]: int(r["shift"]) for r in ways}
    deictics = {r["phrase"]: (int(r["shift"]), r["part"]) for r in _rows("deictics.tsv", "phrase", "shift", "part")}
    holidays = {n: r["rule"] for r in _rows("holidays.tsv", "names", "rule") for n in r.list("names")}
    references = {r["phrase"]: r["value"] for r in _rows("references.tsv", "phrase", "value")}
    sets = {r["phrase"]: r["value"] for r in _rows("sets.tsv", "phrase", "value")}
    zones = [r["name"] for r in _rows("zones.tsv", "name")]
    counted = [r["noun"] for r in _rows("counted.tsv", "noun")]

    def ints(kind: str) -> dict[str, int]:
        return {w: int(v) for w, v in numbers.get(kind, {}).items()}

    macros = _macros(
        own,
        other,
        weekdays,
        seasons,
        parts,
        units,
        numbers,
        directions,
        deictics,
        holidays,
        references,
        sets,
        zones,
        counted,
    )
    rows = _rows("rules.tsv", "id", "pattern", "type", "value")
    rules = tuple(_rule(row, rank, macros) for rank, row in enumerate(rows))
    modifiers = [r["phrase"] for r in _rows("modifiers.tsv", "phrase")]
    return TimeLexicon(
        months={n: int(r["number"]) for n, r in _names(own, "name", "other").items()},
        foreign_months={n: (r["calendar"], int(r["number"])) for n, r in _names(other, "name", "other").items()},
        weekdays={n: int(r["number"]) for n, r in _names(weekdays, "name", "other").items()},
        seasons={n: (r["code"], int(r["first"]), int(r["last"])) for n, r in seasons.items()},
        parts=parts,
        units={n: r["code"] for n, r in units.items()},
        numbers=ints("one"),
        scales=ints("scale"),
        vague=dict(numbers.get("vague", {})),
        ordinals=ints("ordinal"),
        decades=ints("decade"),
        directions=directions,
        narrative=frozenset(r["phrase"] for r in ways if r["from"] == "story"),
        deictics=deictics,
        holidays={n.lower(): rule for n, rule in holidays.items()},
        references=references,
        sets=sets,
        tense=tuple(
            (r["direction"], re.compile(r["pattern"], re.I)) for r in _rows("tense.tsv", "direction", "pattern")
        ),
        modifiers=re.compile(rf"(?<![\w-]){_either(modifiers)}[\s-]*$".replace(" ", r"\s+"), re.I),
        landmarks={name: re.compile(rf"(?<!\w)(?:{_spaced(macros[name])})", re.I) for name in LANDMARKS},
        rules=rules,
    )


def _macros(
    own: list[Row],
    other: list[Row],
    weekdays: list[Row],
    seasons: Mapping[str, Row],
    parts: Mapping[str, str],
    units: Mapping[str, Row],
    numbers: Mapping[str, Mapping[str, str]],
    directions: Mapping[str, int],
    deictics: Mapping[str, tuple[int, str]],
    holidays: Mapping[str, str],
    references: Mapping[str, str],
    sets: Mapping[str, str],
    zones: list[str],
    counted: list[str],
) -> dict[str, str]:
    one, scale, vague = (list(numbers[kind]) for kind in ("one", "scale", "vague"))
    word = _either([*one, *scale])
    digits = r"\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?(?: \d/\d)?"
    spelled = rf"(?:an? )?{word}(?:[- ](?:and )?{word})*"
    ordinal = rf"\d{{1,2}}(?:st|nd|rd|th)|{_either(numbers['ordinal'])}"
    tens, ones = _either(w for w in one if w.endswith("ty")), _either(one)
    teens = _either(w for w in one if w.endswith(("teen", "ty")))
    named = [r["name"] for r in units.values()]
    single = {n for n in named if n not in {"second", "quarter", "summer", "winter"}}
    plural = [
        f for r in units.values() for f in r.list("forms") if f.endswith(("s", "a")) and len(f) > 4 and f != "seconds"
    ]
    forms = [n for n in units if n not in {"summer", "summers", "winter", "winters", "second", "sec", "min"}]
    full = [r["name"] for r in weekdays]
    short = [n for r in weekdays for n in r.list("other")]
    short_months = [n for r in own for n in r.list("other")]
    month_names = [r["name"] for r in own]
    macros = {
        "MONTH": f"(?P<month>{_either([*month_names, *_dotless(short_months)], exact=True)})",
        "PLAINMONTH": f"(?P<month>{_either([r['name'] for r in own if r['kind'] != 'word'], exact=True)})",
        "FOREIGNMONTH": f"(?P<foreign>{_either(_names_as_written(other), exact=True)})",
        "WD": f"(?P<weekday>{_either([*full, *_dotless(short)], exact=True)})",
        "WEEKDAY": f"(?P<weekday>{_either(full, exact=True)})",
        "WEEKDAYS": f"(?P<weekday>{_either(full, exact=True)})(?-i:s|S)",
        "DAY": rf"(?P<day>(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?(?!:?\d|[.,]\d)|{_either(numbers['ordinal'])})",
        "YEAR": r"(?P<year>(?:1[0-9]|20)\d\d)(?!\d)",
        "ANYYEAR": r"(?P<year>(?:1[0-9]|20)\d\d)(?!\d)",
        "NEARYEAR": r"(?P<year>19[2-9]\d|20[0-4]\d)(?!\d)",
        "WHICHYEAR": r"(?:of )?(?P<which>this|last|next|that|the same|the previous|the following|this past) year",
        "SPELLEDYEAR": rf"(?P<spelled>{teens} {tens}(?:[- ]{ones})?|two thousand(?: and)? {ones}"
        rf"|(?:twenty|nineteen|two thousand)[- ](?:and[- ]|oh[- ])?{teens}(?![- ]{ones}))",
        "NUM": f"(?P<quant>{digits}|{spelled})",
        "NUMTIMES": rf"(?P<times>\d+|{spelled}|several|many)",
        "VAGUE": f"(?P<quant>{_either(vague)})",
        "QUANT": f"(?P<quant>{digits}|{_either(vague)}|{spelled}|an?|another)",
        "A": "(?P<quant>an?|one|another)",
        "UNIT": f"(?P<unit>{_either(forms)})",
        "UNITONE": f"(?P<unit>{_either(single)})",
        "CALUNIT": "(?P<unit>day|week|month|year|fortnight)",
        "PLURALUNITS": f"(?P<unit>{_either(plural)})",
        "PART": f"(?P<part>{_either(parts)})",
        "PARTS": f"(?P<part>{_either(parts)})s",
        "DIR": f"(?P<dir>{_either(directions)})",
        "DEICTIC": _either(deictics),
        "DEICTICDAY": f"(?P<deictic>{_either(deictics)})",
        "SEASON": f"(?P<season>{_either(seasons)})",
        "HOLIDAY": f"(?P<holiday>{_either(holidays, exact=True)})",
        "ORD": f"(?P<ordinal>{ordinal})",
        "ORDNUM": f"(?P<ordinal>{ordinal})",
        "CENTURYWORD": r"(?P<centuryword>(?:nine|eigh|seven)teen )",
        "DECADEWORD": f"(?P<decadeword>{_either(numbers['decade'])})",
        "NOTYEAR": _either(counted),
        "CLOCK": r"(?P<hour>1[0-2]|0?[1-9])(?:[:.](?P<minute>[0-5]\d))? ?(?P<ampm>[ap])(?:\.m\.?|m\b)",
        "TZ": _either(zones, exact=True),
        "SETWORD": f"(?P<phrase>{_either(sets)})",
        "REFERENCE": f"(?P<phrase>{_either(references)})",
    }
    day = "{DEICTICDAY}|{MONTH} {DAY}(?:,? {YEAR})?|{DAY} {MONTH}(?: {YEAR})?|{WD}(?:,? {MONTH} {DAY}(?:,? {YEAR})?)?"
    macros["DATEISH"] = f"(?:{MACRO.sub(lambda m: macros[m[1]], day)})"
    return macros


def _rule(row: Row, rank: int, macros: Mapping[str, str]) -> TimeRule:
    def expand(match: re.Match[str]) -> str:
        name = match[1].rstrip("0123456789")
        if name not in macros:
            raise row.error(f"no such name: {{{match[1]}}}")
        return macros[name]

    pattern = MACRO.sub(expand, row["pattern"]).replace("«", "(?P<mark>").replace("»", ")")
    pattern = _spaced(pattern)
    seen: dict[str, int] = {}

    def number(match: re.Match[str]) -> str:
        seen[match[1]] = seen.get(match[1], 0) + 1
        return f"(?P<{match[1]}{seen[match[1]] if seen[match[1]] > 1 else ''}>"

    body = GROUP.sub(number, pattern)
    try:
        regex = re.compile(rf"(?<![\w$£€#])(?<!\d[.,/:-])(?:{body})(?!\w)", re.I)
    except re.error as error:
        raise DataError(f"{row.file}:{row.line}: {error}") from None
    return TimeRule(row["id"], row["type"], row["value"], rank, _needs(row["pattern"]), regex)


def _spaced(pattern: str) -> str:
    """The pattern with its plain spaces standing for any white space."""
    for written, meant in SPACING:
        pattern = pattern.replace(written, meant)
    return pattern


def _needs(pattern: str) -> str | None:
    """The name in a pattern without which it cannot match: one that stands outside all brackets and alternatives."""
    plain = pattern.replace("«", "").replace("»", "")
    while True:
        inner = re.sub(r"\((?:[^()]|\\[()])*\)[?*]?", "", plain)
        if inner == plain:
            break
        plain = inner
    if "|" in plain:
        return None
    words = re.findall(r"(?<![\w\\\[{])[a-z]{4,}(?![\w?*}\]])", plain)
    present = {name.rstrip("0123456789") for name in MACRO.findall(plain)}
    return next((name for name in LANDMARKS if name in present), max(words, key=len, default=None))
