"""From a match and its standing to what is recorded: kept, converted by PLOVER's rules, or dropped with a reason."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from dateline.coding.match import Match
from dateline.coding.standing import Standing
from dateline.lexicon.codebook import Codebook
from dateline.lexicon.tables import DATA, read_table

FACTORS = {"negation": 0.5, "hypothetical": 0.5, "future": 0.8, "purpose": 0.8}


@dataclass(slots=True, frozen=True)
class Verdict:
    """What a match comes to. `reason` is set when it is dropped; else the category and all that goes with it."""

    reason: str | None = None
    event: str = ""
    mode: str | None = None
    cameo: str | None = None
    auxiliary: tuple[str, ...] = ()
    status: str | None = None
    factor: float = 1.0
    detail: str = ""


@cache
def _conversions() -> dict[tuple[str, str, str], tuple[str, str | None, str | None]]:
    columns = ("event", "standing", "mode", "to", "to_mode", "cameo", "note")
    return {
        (r["event"], r["standing"], r["mode"]): (r["to"], r.optional("to_mode"), r.optional("cameo"))
        for r in read_table(DATA / "conversions.tsv", columns)
    }


def _convert(event: str, standing: str, mode: str | None) -> tuple[str, str | None, str | None] | None:
    """Category, mode and CAMEO code that a category becomes in a standing; None when it stays."""
    table = _conversions()
    return table.get((event, standing, mode or "")) or table.get((event, standing, "*"))


def judge(m: Match, standing: Standing, governed: bool, codebook: Codebook, both: bool) -> Verdict:
    """The verdict on a match. `governed`: the word that asks for, refuses or promises it is an event of its own;
    `both`: actor and recipient are known."""
    p = m.pattern
    for effect in ("requested", "refused"):
        if standing.has(effect) is not None:
            return Verdict(reason=f"only {effect}, not done")
    if governed:
        return Verdict(reason="told by the word above it, which is an event of its own")
    if standing.has("ended") is not None:
        return Verdict(reason="it stops")
    auxiliary: list[str] = list(p.auxiliary)
    factor, event, mode, cameo, detail = 1.0, p.event, p.mode, p.cameo, ""
    refused = (
        _convert(p.event, "refusal", p.mode) if standing.negated and standing.future and not standing.lexical else None
    )
    if refused is not None:
        detail = f"will not: {event} is {refused[0]}"
        event, mode, cameo = refused
    elif standing.negated and (standing.lexical or not both):
        return Verdict(reason="it did not happen")
    elif standing.negated:
        auxiliary.append("negation")
        factor *= FACTORS["negation"]
    elif standing.hypothetical:
        if not both:
            return Verdict(reason="only possible, and one side is not named")
        row = _convert(event, "hypothetical", mode)
        if row is None and standing.has("mused") is not None:
            return Verdict(reason="only talked over or hoped for")
        auxiliary.append("hypothetical")
        factor *= FACTORS["hypothetical"]
        if row is not None:
            detail = f"hypothetical {event} is {row[0]}"
            event, mode, cameo = row
    elif standing.future:
        row = _convert(event, "future", mode)
        if row is not None:
            detail = f"future {event} is {row[0]}"
            event, mode, cameo = row
        else:
            auxiliary.append("future")
            factor *= FACTORS["future"]
    if standing.purpose:
        factor *= FACTORS["purpose"]
    status = "denied" if standing.denied else "alleged" if standing.alleged else None
    if mode is not None and codebook.mode(event, mode) is None:
        mode = None
    return Verdict(None, event, mode, cameo, tuple(dict.fromkeys(auxiliary)), status, factor, detail)
