"""A record to read in the terminal: the copy with its furniture dimmed and its evidence coloured, then what was found."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from dateline.records import Actor, Record, Report

STYLES = {"actor": "cyan", "recipient": "magenta", "trigger": "bold yellow", "quote": "green", "time": "blue", "place": "bright_red"}
QUADS = {1: "green", 2: "bold green", 3: "yellow", 4: "bold red"}
FURNITURE = {"weather", "page-date", "section", "navigation", "related", "promotion", "legal", "stamp", "other", "credit"}


def names(record: Record) -> dict[str, Actor]:
    """Actors by id."""
    return {a.id: a for a in record.actors}


def article_page(record: Record, *, rejected: bool = False) -> None:
    """Print one article: head, copy, events, quotes, warnings."""
    console = Console(highlight=False)
    _head(console, record)
    console.print(marked_text(record))
    console.print()
    for event in record.events:
        console.print(event_line(record, event))
    if record.quotes:
        console.print()
        quote_lines(console, record)
    if rejected:
        for r in record.rejected:
            console.print(Text(f"dropped “{record.article.text[r.start:r.end]}”: {r.reason}", style="dim"))
    for w in record.warnings:
        console.print(Text(f"warning {w.code}: {w.message}", style="bold red"))
    console.print()


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
        console.print(Text(f"  {mark} {e.kind} {e.value}{said} {e.detail}", style="dim"))
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


def event_line(record: Record, event: Report) -> Text:
    """One event on one line."""
    who = names(record)
    places = {p.id: p for p in record.places}
    out = Text()
    out.append(f"{event.event:<9}", style=QUADS[event.quad])
    out.append(f"{','.join(event.modes):<13}")
    out.append(", ".join(_party(who, p.actor) for p in event.actors) or "–", style=STYLES["actor"])
    out.append(" → ")
    out.append(", ".join(_party(who, p.actor) for p in event.recipients) or "–", style=STYLES["recipient"])
    when = "" if event.date is None else event.date.start if event.date.start == event.date.end else f"{event.date.start}…{event.date.end}"
    facts = [when, places[event.place].name if event.place in places else "", event.status if event.status != "asserted" else "",
             " ".join(event.auxiliary), f"CAMEO {event.cameo}" if event.cameo else "", f"“{record.article.text[event.trigger.start:event.trigger.end]}”"]
    voices = [who[x.speaker].name if x.speaker in who else "unknown voice" for x in event.attribution]
    if voices:
        facts.append("says " + ", ".join(voices))
    out.append("  " + " · ".join(f for f in facts if f), style="dim")
    out.append(f"  {event.id}", style="dim")
    return out


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
        line.append(said if len(said) <= 160 else said[:157] + "…", style=STYLES["quote"])
        console.print(line)
