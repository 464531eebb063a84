"""The headline of a web page by vote: what JSON-LD, OpenGraph, the first heading and the title agree on."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.extract.metadata import Metadata
from dateline.lexicon.furniture import fold

# JSON-LD holds the newsroom's own headline; the social titles are one field copied twice, so the second adds little.
WEIGHTS = {
    "json-ld": 1.2,
    "h1": 1.0,
    "itemprop": 0.9,
    "og:title": 0.8,
    "twitter:title": 0.1,
    "parsely-title": 0.3,
    "sailthru.title": 0.2,
    "dc.title": 0.3,
    "title": 0.6,
}
DOMAIN = re.compile(r"^[\w-]+\.(?:[a-z]{2,3}|info|news)(?:\.[a-z]{2})?$", re.I)
SUFFIX = re.compile(r"\s+(?:[|»«·•–—-]|::|<)\s+")
WORD = re.compile(r"\w+")
LONGEST = 45  # words


def vote_headline(found: Metadata) -> str | None:
    """The candidate with the most support from the others; None when the page names none."""
    candidates = [
        (source, title)
        for source, raw in found.headlines
        if (title := _without_site(raw, found, source)) and 1 <= len(WORD.findall(title)) <= LONGEST
    ]
    if not candidates:
        return None
    words = [set(WORD.findall(fold(title))) for _, title in candidates]
    best = max(range(len(candidates)), key=lambda i: (_support(candidates, words, i), -i))
    return candidates[best][1]


def _support(candidates: Sequence[tuple[str, str]], words: Sequence[set[str]], i: int) -> float:
    source = candidates[i][0]
    total = WEIGHTS.get(source, 0.4)
    seen = {source}
    for j, (other, _) in enumerate(candidates):
        if j != i and other not in seen:
            seen.add(other)
            union = len(words[i] | words[j])
            total += WEIGHTS.get(other, 0.4) * (len(words[i] & words[j]) / union if union else 0.0)
    return total


def _without_site(title: str, found: Metadata, source: str) -> str:
    """A title without the site's name behind (or before) a bar or dash."""
    parts = SUFFIX.split(title)
    if len(parts) < 2 or source in ("h1", "itemprop"):
        return title
    site = set(WORD.findall(fold(found.site or "")))
    head = {fold(t) for s, t in found.headlines if s in ("h1", "json-ld", "itemprop", "og:title")}
    while len(parts) > 1:
        last = parts[-1]
        own = set(WORD.findall(fold(last)))
        named = bool(site and own & site) or len(own) <= 4
        if DOMAIN.match(last.strip()):
            named = True
        elif fold(title) in head and source != "title" and not (site and own and own <= site | {"the", "news"}):
            break
        if not named:
            break
        title = title[: title.rindex(last)].rstrip(" |»«·•–—-:<")
        parts = parts[:-1]
    return title.strip()
