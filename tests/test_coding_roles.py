"""Who acts and who is acted upon, where several could be: own sentences, the codebook alone."""

from __future__ import annotations

import pytest

from dateline.coding.attribution import Voices
from dateline.coding.coder import Coder
from dateline.coding.examples import bare_article
from dateline.mark.actors import load_lexicon, mark_actors
from dateline.parse import parse
from dateline.records import Report

CASES = [
    ("Norway summoned the Belarusian ambassador to its foreign ministry on Monday.", "Norway", ["the Belarusian ambassador"]),
    ("Kenya mobilised its army against Somalia on Friday.", "Kenya", ["Somalia"]),
    ("Chile's president discussed Venezuela with Peru's president on Friday.", "Chile's president", ["Peru's president"]),
    ("Chad and Niger agreed to share information on Libya.", "Chad", []),
    ("Kenya agreed to set up a field hospital in Rwanda.", "Kenya", ["Rwanda"]),
    ("Police opened an investigation into claims that soldiers had abused prisoners.", "Police", ["soldiers"]),
    ("Norway condemned the killing of three soldiers by rebels in Mali.", "Norway", ["rebels"]),
    ("Norway condemned Petrov's poisoning by Belarusian agents.", "Norway", ["Belarusian agents"]),
    ("Norway condemned the attack on the Latvian embassy.", "Norway", []),
    ("Thousands marched in Oslo against Petrov's arrest.", "Thousands", []),
    ("Dozens were arrested by police in Oslo.", "police", ["Dozens"]),
    ("Kenya's minister reiterated the Kenyan government's support for Somalia.", "Kenya's minister", ["Somalia"]),
]


# Text, category, the names of the actors that it is told of.
ACTORS = [
    ("Norway imposed sanctions on Belarus over its invasion of Latvia.", "ASSAULT", ["Belarus"]),
    ("Norway expelled envoys of Belarus in response to its invasion of Latvia.", "ASSAULT", ["Belarus"]),
    ("Belarus was sanctioned by Norway because of its invasion of Latvia.", "ASSAULT", ["Belarus"]),
    ("Minister Adam Brandt's fiercest rival, former mayor Karl Lindqvist, said he would meet Latvia's president.", "AGREE",
     ["Karl Lindqvist"]),
    ("On Friday, Karl Lindqvist, the party's spokesman, in a statement condemned the raid and called on Chad to leave.", "REQUEST",
     ["Karl Lindqvist"]),
    ("The union declared that it will not end the strike until the government fulfils its demands.", "CONCEDE", None),
]


def code(text: str) -> tuple[dict[str, str], list[Report]]:
    """Names of the parties by id, and the reports."""
    parsed = parse(bare_article(text))
    clusters = mark_actors(parsed, load_lexicon(), None)
    coded = Coder(parsed, clusters, Voices(), lambda s, i, a: None, lambda s, i, e: None).run()
    return {p.id: p.name for p in clusters.parties}, coded.reports


@pytest.mark.parametrize(("text", "event", "actors"), ACTORS)
def test_actors(text: str, event: str, actors: list[str] | None) -> None:
    names, reports = code(text)
    found = [[names[a.actor] for a in r.actors] for r in reports if r.event == event]
    assert (actors in found) if actors is not None else not found, [(r.event, [names[a.actor] for a in r.actors]) for r in reports]


@pytest.mark.parametrize(("text", "actor", "recipients"), CASES)
def test_recipients(text: str, actor: str, recipients: list[str]) -> None:
    _, reports = code(text)
    told = [([text[p.start : p.end] for p in r.actors], [text[p.start : p.end] for p in r.recipients]) for r in reports]
    assert any(actor in actors and found == recipients for actors, found in told), told
