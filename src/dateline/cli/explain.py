"""Explanations of items, in words and colours."""

from __future__ import annotations

import yaml
from rich.console import Console
from rich.text import Text

from dateline.cli.show import STYLES, event_lines, mark_event, names, quote_lines
from dateline.errors import UsageError
from dateline.lexicon.amend import OURS
from dateline.lexicon.rules import rule_text
from dateline.records import Actor, Place, Record, Report


def explain_event(console: Console, record: Record, event: Report) -> None:
    """The sentence with its roles coloured, the rule, the voices, the day and the place."""
    text, who = record.article.text, names(record)
    for line in event_lines(record, event):
        console.print(line)
    sentence = Text(text[event.sentence.start:event.sentence.end])
    mark_event(sentence, event, event.sentence.start)
    console.print(sentence, soft_wrap=True)
    console.print(*(Text(part, style=STYLES[part]) for part in ("actor", "recipient", "trigger")))
    contexts = f", contexts {' '.join(event.contexts)}" if event.contexts else ""
    goldstein = "none" if event.goldstein is None else f"{event.goldstein:g}"
    rows = [
        ("rule", f"{event.why.rule} ({event.why.step}, dateline {event.why.version})"), ("reading", event.why.detail),
        ("PLOVER", f"quad {event.quad}, score {event.score:+g}{contexts}"),
        ("CAMEO", f"{event.cameo or 'none'}, Goldstein {goldstein}"),
        ("status", event.status + (f", {' '.join(event.auxiliary)}" if event.auxiliary else "")),
        ("confidence", f"{event.confidence:.2f}")]
    for x in event.attribution:
        via = "".join(f", via {who[v].name}" for v in x.via if v in who)
        speaker = who[x.speaker].name if x.speaker in who else "not named"
        rows.append(("voice", speaker + via + (f" ({x.quote})" if x.quote else "")))
    if event.date is not None:
        source = next((t for t in record.times if t.id == event.date.time), None)
        said = f"from “{text[source.start:source.end]}” ({source.value})" if source else "the story's day"
        rows.append(("date", f"{event.date.start}…{event.date.end}, {event.date.precision}, {said}"))
    place = next((p for p in record.places if p.id == event.place), None)
    if place is not None:
        rows.append(("place", f"{_place(place)}, “{text[place.start:place.end]}”"))
    for role, side in (("actor", event.actors), ("recipient", event.recipients)):
        for p in side:
            a = who[p.actor]
            rows.append((role, f"{_actor(a)}; “{text[p.start:p.end]}”"))
    for label, value in rows:
        console.print(Text(f"  {label:<11}", style="bold").append(value, style="not bold"), soft_wrap=True)
    pattern = rule_text(event.why.rule)
    if pattern is not None:
        console.print(Text("  the rule as the codebook has it:", style="dim"))
        written = yaml.safe_dump(pattern, sort_keys=False, allow_unicode=True, width=110).rstrip()
        console.print(Text("    " + written.replace("\n", "\n    "), style="dim"))
    elif "#" in event.why.rule and not event.why.rule.startswith(f"{OURS}/"):
        pack = event.why.rule.partition("/")[0]
        console.print(Text(f"  the rule is the pack {pack}'s; --lexicon {pack} shows it", style="dim"))


def _actor(a: Actor) -> str:
    about = f"{a.name}: {a.kind}, {a.country or 'country unknown'}, {' '.join(a.sectors) or 'no sector'}"
    return f"{about}, {a.office}" if a.office else about


def _place(p: Place) -> str:
    at = f"{p.lat}, {p.lon}" if p.lat is not None else "no coordinates"
    known = f"GeoNames {p.geonameid}" if p.geonameid else "not in GeoNames"
    return f"{p.name}, {p.country or 'country unknown'} ({at}), {known}"


def explain_published(console: Console, record: Record) -> None:
    """The ledger of evidence for the day a story was written."""
    p, text = record.article.published, record.article.text
    if p is None:
        console.print(f"Nothing in {record.article.id} says when it was written.")
        return
    between = f"between {p.earliest or '…'} and {p.latest or '…'}"
    console.print(f"date {p.date or 'not given'}, {between}, confidence {p.confidence:.2f}")
    for e in p.evidence:
        said = f" “{text[e.start:e.end]}”" if e.start is not None and e.end is not None else ""
        side = "agrees" if e.agrees else "disagrees"
        line = f"  {side:<10}{e.kind:<10} {e.value:<24} weight {e.weight:.2f}{said} {e.detail}"
        console.print(Text(line), soft_wrap=True)


def explain_item(console: Console, record: Record, part: str) -> None:
    """A quote, actor, time or place of an article. Raises UsageError when there is none of that id."""
    text = record.article.text
    for q in record.quotes:
        if q.id == part:
            quote_lines(console, Record(article=record.article, actors=record.actors, quotes=(q,)))
            cue = f"cue “{text[q.cue.start:q.cue.end]}”, " if q.cue else ""
            rule = f"rule {q.why.rule} ({q.why.step}, dateline {q.why.version}) {q.why.detail}"
            console.print(Text(f"  {cue}{rule}"), soft_wrap=True)
            return
    for a in record.actors:
        if a.id == part:
            console.print(Text(_actor(a)), soft_wrap=True)
            for m in a.mentions:
                console.print(Text(f"  {m.type:<8} {m.start}–{m.end} “{text[m.start:m.end]}”"), soft_wrap=True)
            return
    for t in record.times:
        if t.id == part:
            anchor = t.anchor or "nothing"
            line = f"{t.type} {t.value}, counted from {anchor}: “{text[t.start:t.end]}” at {t.start}–{t.end}"
            console.print(Text(line), soft_wrap=True)
            return
    for p in record.places:
        if p.id == part:
            said = f"“{text[p.start:p.end]}” at {p.start}–{p.end}"
            line = f"{_place(p)}, feature {p.feature}, confidence {p.confidence:.2f}: {said}"
            console.print(Text(line), soft_wrap=True)
            return
    raise UsageError(f"{record.article.id} has no item {part}; quotes are q1…, actors a1…, times t1…, places pl_1…")
