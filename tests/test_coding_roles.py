"""Who is acted upon, where several could be: own sentences, the codebook alone."""

from __future__ import annotations

import pytest

from dateline.coding.attribution import Voices
from dateline.coding.coder import Coder
from dateline.coding.examples import bare_article
from dateline.mark.actors import load_lexicon, mark_actors
from dateline.parse import parse

CASES = [
    ("Norway summoned the Belarusian ambassador to its foreign ministry on Monday.", "Norway", ["the Belarusian ambassador"]),
    ("Kenya mobilised its army against Somalia on Friday.", "Kenya", ["Somalia"]),
    ("Chile's president discussed Venezuela with Peru's president on Friday.", "Chile's president", ["Peru's president"]),
    ("Chad and Niger agreed to share information on Libya.", "Chad", []),
    ("Kenya agreed to set up a field hospital in Rwanda.", "Kenya", ["Rwanda"]),
    ("Police opened an investigation into claims that soldiers had abused prisoners.", "Police", ["soldiers"]),
    ("Kenya's minister reiterated the Kenyan government's support for Somalia.", "Kenya's minister", ["Somalia"]),
]


@pytest.mark.parametrize(("text", "actor", "recipients"), CASES)
def test_recipients(text: str, actor: str, recipients: list[str]) -> None:
    parsed = parse(bare_article(text))
    clusters = mark_actors(parsed, load_lexicon(), None)
    coded = Coder(parsed, clusters, Voices(), lambda s, i, a: None, lambda s, i, e: None).run()
    told = [([text[p.start : p.end] for p in r.actors], [text[p.start : p.end] for p in r.recipients]) for r in coded.reports]
    assert any(actor in actors and found == recipients for actors, found in told), told
