"""A record to read in the terminal: the copy, furniture dimmed and evidence coloured, then what was found."""

from __future__ import annotations

import os
import sys

from rich.console import Console
from rich.text import Text

from dateline.records import Actor, Record, Report

STYLES = {"actor": "cyan", "recipient": "magenta", "trigger": "bold yellow", "quote": "green", "time": "blue",
          "place": "bright_red"}
QUADS = {1: "green", 2: "bold green", 3: "yellow", 4: "bold red"}
FURNITURE = {"weather", "page-date", "section", "navigation", "related", "promotion", "legal", "stamp", "other",
             "credit"}
WIDE = 110  # columns when the text goes to a file or pipe
QUOTED = 160  # characters of a quote that a list shows


def console() -> Console:
    """Standard output: as wide as the terminal, or WIDE."""
    return Console(highlight=False, width=None if sys.stdout.isatty() or "COLUMNS" in os.environ else WIDE)


def names(record: Record) -> dict[str, Actor]:
    """Actors by id."""
    return {a.id: a for a in record.actors}


def article_page(record: Record, *, rejected: bool = False) -> None:
    """Print one article: head, copy, events, quotes, warnings."""
    out = console()
    _head(out, record)
    out.print(marked_text(record))
    out.print()
    for event in record.events:
        for line in event_lines(record, event):
            out.print(line)
    if record.quotes:
        out.print()
        quote_lines(out, record)
    if rejected:
        for r in record.rejected:
            out.print(Text(f"dropped “{record.article.text[r.start:r.end]}”: {r.reason}", style="dim"))
    for w in record.warnings:
        out.print(Text(f"warning {w.code}: {w.message}", style="bold red"))
    out.print()


def _head(console: Console, record: Record) -> None:
    a = record.article
    console.rule(Text(a.headline.text if a.headline else a.source.id, style="bold"))
    facts = [f"article {a.id}"]
    if a.agency:
        facts.append(a.agency.name)
    if a.dateline:
        facts.append(f"dateline “{a.text[a.dateline.start:a.dateline.end]}”")
    if a.byline:
        facts.append("by " + ", ".join(a.byline.names))
    p = a.published
    if p is not None and p.date:
        facts.append(f"written {p.date} ({p.confidence:.0%})")
    elif p is not None and p.earliest and p.latest:
        facts.append(f"written between {p.earliest} and {p.latest}")
    else:
        facts.append("day unknown")
    console.print(Text(" · ".join(facts), style="dim"))
    for e in p.evidence if p is not None else ():
        mark = "✓" if e.agrees else "✗"
        said = f" “{a.text[e.start:e.end]}”" if e.start is not None and e.end is not None else ""
        console.print(Text(" ".join(f"  {mark} {e.kind} {e.value}{said} {e.detail}".rstrip().split("\n")), style="dim"))
    console.print()


def marked_text(record: Record, only: Report | None = None) -> Text:
    """The copy with furniture dimmed and marks coloured; with `only`, the marks of that event alone."""
    a = record.article
    text = Text(a.text)
    for s in a.segments:
        if s.kind in FURNITURE:
            text.stylize("dim", s.start, s.end)
        elif s.kind == "headline":
            text.stylize("bold", s.start, s.end)
    if only is None:
        for q in record.quotes:
            for span in q.spans:
                text.stylize(STYLES["quote"], span.start, span.end)
        for t in record.times:
            text.stylize(STYLES["time"], t.start, t.end)
        for p in record.places:
            text.stylize(STYLES["place"], p.start, p.end)
    for event in (only,) if only is not None else record.events:
        mark_event(text, event)
    return text


def mark_event(text: Text, event: Report, offset: int = 0) -> None:
    """Colour the parts of one event in a text that starts at `offset` of the article."""
    for p in event.actors:
        text.stylize(STYLES["actor"], p.start - offset, p.end - offset)
    for p in event.recipients:
        text.stylize(STYLES["recipient"], p.start - offset, p.end - offset)
    text.stylize(STYLES["trigger"], event.trigger.start - offset, event.trigger.end - offset)


def event_lines(record: Record, event: Report) -> tuple[Text, Text]:
    """One event: what was done by whom to whom; then when, where, how it stands and who says so."""
    who = names(record)
    head = Text()
    head.append(" ".join([event.event, *event.modes]).ljust(22), style=QUADS[event.quad])
    head.append(", ".join(_party(who, p.actor) for p in event.actors) or "–", style=STYLES["actor"])
    head.append(" → ")
    head.append(", ".join(_party(who, p.actor) for p in event.recipients) or "–", style=STYLES["recipient"])
    trigger = record.article.text[event.trigger.start:event.trigger.end]
    voices = [who[x.speaker].name if x.speaker in who else "a voice not named" for x in event.attribution]
    facts = [
        f"“{trigger}”", _when(event), next((p.name for p in record.places if p.id == event.place), ""),
        event.status if event.status != "asserted" else "", " ".join(event.auxiliary),
        f"says {', '.join(voices)}" if voices else "", f"CAMEO {event.cameo}" if event.cameo else "", event.id]
    return head, Text("    " + " · ".join(f for f in facts if f), style="dim")


def _when(event: Report) -> str:
    d = event.date
    return "" if d is None else d.start if d.start == d.end else f"{d.start}…{d.end}"


def _party(who: dict[str, Actor], actor_id: str) -> str:
    actor = who.get(actor_id)
    if actor is None:
        return actor_id
    about = " ".join([*([actor.country] if actor.country else []), *actor.sectors[:2]])
    return f"{actor.name} [{about}]" if about else actor.name


def quote_lines(console: Console, record: Record) -> None:
    """The quotes, each with its speaker and the voices it came through."""
    who = names(record)
    for q in record.quotes:
        line = Text(f"{q.id:<4}{q.kind:<9}")
        speaker = who[q.speaker.actor].name if q.speaker and q.speaker.actor in who else "?"
        via = "".join(f" via {who[v.actor].name}" for v in q.via if v.actor in who)
        line.append(f"{speaker}{via}: ", style="bold")
        said = " […] ".join(record.article.text[s.start:s.end] for s in q.spans)
        line.append(said if len(said) <= QUOTED else said[:QUOTED - 1] + "…", style=STYLES["quote"])
        console.print(line)
