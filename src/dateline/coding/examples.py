"""Runs the examples and counter-examples of the codebook through the coder."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from dateline.coding.attribution import Voices
from dateline.coding.coder import Coder
from dateline.lexicon.codebook import Category, Codebook, Example, load_codebook
from dateline.mark.actors import Clusters, load_lexicon, mark_actors
from dateline.parse import Parsed, parse_all
from dateline.records import Article, Report, Segment, Source


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What the coder made of one example. `faults` is empty when it is as the codebook expects."""

    category: str
    example: Example
    found: tuple[str, ...]
    faults: tuple[str, ...]


def bare_article(text: str) -> Article:
    """An article that is one stretch of body, for sentences without a page around them."""
    return Article(
        id="art_example",
        source=Source(id="example"),
        text=text,
        language="en",
        segments=(Segment(0, len(text), "body"),),
    )


def run_examples(categories: Iterable[Category] | None = None) -> Iterator[Outcome]:
    """Outcomes for every example of the categories (default: all)."""
    book = load_codebook()
    wanted = list(categories if categories is not None else book.categories.values())
    jobs = [(c, e) for c in wanted for e in c.examples]
    lexicon = load_lexicon()
    for (category, example), parsed in zip(jobs, parse_all(bare_article(e.text) for _, e in jobs), strict=True):
        clusters = mark_actors(parsed, lexicon, None)
        coder = Coder(parsed, clusters, Voices(), lambda s, i, a: None, lambda s, i, e: None, codebook=book)
        yield _judge(book, category, example, parsed, clusters, coder.run().reports)


def _judge(
    book: Codebook, category: Category, example: Example, parsed: Parsed, clusters: Clusters, reports: list[Report]
) -> Outcome:
    text = parsed.article.text
    found = tuple(
        f"{r.event} {','.join(r.modes) or '-'} {[text[p.start : p.end] for p in r.actors]} → "
        f"{[text[p.start : p.end] for p in r.recipients]} {' '.join(r.auxiliary)} [{r.why.rule}]"
        for r in reports
    )
    if example.expect is None:
        wrong = [r for r in reports if r.event == category.event]
        faults = tuple(f"{category.event} found: {r.why.rule}" for r in wrong)
        return Outcome(category=category.event, example=example, found=found, faults=faults)
    event = str(example.expect.get("event", category.event))
    candidates = [r for r in reports if r.event == event]
    if not candidates:
        return Outcome(category=category.event, example=example, found=found, faults=(f"no {event}",))
    each = [_faults(example, r, text, clusters) for r in candidates]
    return Outcome(category=category.event, example=example, found=found, faults=min(each, key=len))


def _faults(example: Example, r: Report, text: str, clusters: Clusters) -> tuple[str, ...]:
    expect = example.expect or {}
    out = []
    names = {p.id: p.name for p in clusters.parties}
    for key, side in (("actor", r.actors), ("recipient", r.recipients)):
        if key in expect and expect[key] is not None:
            wanted = expect[key] if isinstance(expect[key], list) else [expect[key]]
            got = [form for p in side for form in (text[p.start : p.end], names.get(p.actor, ""))]
            for one in map(str, wanted):
                if not any(_alike(one, g) for g in got):
                    out.append(f"{key} should be {one!r}, is {[text[p.start : p.end] for p in side]}")
    if "mode" in expect and (str(expect["mode"]) not in r.modes if expect["mode"] else r.modes):
        out.append(f"mode should be {expect['mode']}, is {list(r.modes)}")
    if "cameo" in expect and str(expect["cameo"]) != r.cameo:
        out.append(f"CAMEO should be {expect['cameo']}, is {r.cameo}")
    if "auxiliary" in expect:
        wanted_aux = expect["auxiliary"] if isinstance(expect["auxiliary"], list) else [expect["auxiliary"]]
        if set(map(str, wanted_aux)) - set(r.auxiliary):
            out.append(f"auxiliary should be {wanted_aux}, is {list(r.auxiliary)}")
    if "status" in expect and expect["status"] != r.status:
        out.append(f"status should be {expect['status']}, is {r.status}")
    return tuple(out)


def _plain(text: str) -> str:
    text = text.lower().strip(" .,\"'“”’")
    for article in ("the ", "a ", "an "):
        text = text.removeprefix(article)
    return text


def _alike(wanted: str, got: str) -> bool:
    a, b = _plain(wanted), _plain(got)
    return bool(a and b) and (a == b or a in b or b in a)
