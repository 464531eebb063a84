"""The category that links two spans a user gave, by the same coder that fills `events`."""

from __future__ import annotations

from dateline.coding.blend import NONE, Answer, blend
from dateline.coding.candidate import Candidate
from dateline.coding.coder import GUARD, Coder
from dateline.coding.roles import Role
from dateline.coding.vote import load_vote
from dateline.lexicon.packs import version_here
from dateline.parse.tree import Parsed, Sentence
from dateline.records import Relation, RelationQuery, Why

STEP = "coding.relation"
GOVERNED = frozenset({"THREATEN", "REJECT", "AGREE", "CONCEDE", "REQUEST"})


def relate_spans(coder: Coder, parsed: Parsed, query: RelationQuery) -> Relation:
    """What the source does to the target. Candidates of the sentences that hold the spans are ranked by how well their
    parties sit on the spans, then by how near their predicate stands to the path between the two. Where the learned vote
    is installed, its say and the codebook's are added up."""
    offsets = [side[0] for side in (query.source, query.target) if side is not None]
    sentences = {s.index: s for o in offsets if (s := parsed.sentence_at(o)) is not None}
    answers: list[Answer] = []
    for s in sentences.values():
        path = _path(s, query)
        found = coder.candidates(s)
        for c in found:
            if c.match.pattern.weight > GUARD:
                answers.append(_answer(coder, _governor(c, found) or c, _rank(s, c, query, path)))
    answers.sort(key=lambda a: -a.rank)
    vote = load_vote()
    if vote is None or not sentences:
        return _relation(answers[0].event, answers, answers[0].sure) if answers else _relation(None, answers, 0.0)
    start, end = min(s.start for s in sentences.values()), max(s.end for s in sentences.values())
    source, target = (
        None if side is None else (side[0] - start, side[1] - start) for side in (query.source, query.target)
    )
    voted = vote.probabilities(parsed.article.text[start:end], source, target)
    event, share = blend(answers, voted)
    return _relation(event, answers, share, f"vote {voted.get(event or NONE, 0.0):.2f}")


def _answer(coder: Coder, c: Candidate, rank: float) -> Answer:
    event, mode, confidence, detail = coder.category(c)
    return Answer(rank, event, mode, min(0.99, confidence * min(1.0, 0.4 + rank / 10)), c.match.pattern.rule, detail)


def _relation(event: str | None, answers: list[Answer], share: float, voted: str = "") -> Relation:
    """The relation, explained by the codebook's line for its category; by the vote where the codebook has none."""
    own = next((a for a in answers if a.event == event), None)
    if own is not None:
        why = Why(rule=own.rule, step=STEP, version=version_here(), detail=", ".join(x for x in (own.detail, voted) if x))
    else:
        other = (
            f"the codebook would say {answers[0].event} ({answers[0].rule})"
            if answers
            else "no predicate of the codebook"
        )
        rule = "vote/minilm" if voted else "none"
        why = Why(rule=rule, step=STEP, version=version_here(), detail=", ".join(x for x in (voted, other) if x))
    return Relation(event=event, modes=(own.mode,) if own and own.mode else (), confidence=round(share, 3), why=why)


def _covers(s: Sentence, role: Role, span: tuple[int, int] | None) -> bool:
    return span is not None and s.tokens[role.first].start < span[1] and s.tokens[role.last - 1].end > span[0]


def _slot_covers(s: Sentence, heads: list[int], span: tuple[int, int] | None) -> bool:
    return span is not None and any(s.tokens[i].start < span[1] and s.tokens[i].end > span[0] for i in heads)


def _path(s: Sentence, query: RelationQuery) -> dict[int, int]:
    """Tokens on the way through the tree between the two spans, with their distance from the top of it."""
    heads = [h for side in (query.source, query.target) if side is not None and (h := s.head_of(*side)) is not None]
    if not heads:
        return {}
    chains = [[h, *s.ancestors(h)] for h in heads]
    if len(chains) == 1:
        return {i: n for n, i in enumerate(chains[0])}
    common = next((i for i in chains[0] if i in chains[1]), None)
    if common is None:
        return {}
    out: dict[int, int] = {}
    for chain in chains:
        for i in chain[: chain.index(common) + 1]:
            out[i] = chain.index(common) - chain.index(i)
    return out


def _rank(s: Sentence, c: Candidate, query: RelationQuery, path: dict[int, int]) -> float:
    """0 and up; 6 and more when both parties sit on the spans."""
    f = c.match.frame
    arguments = [*f.objects, *f.indirect, *(h for hs in f.preps.values() for h in hs)]
    rank = 0.0
    if any(_covers(s, r, query.source) for r in c.actors) or _slot_covers(s, f.subjects, query.source):
        rank += 3
    elif query.source is None:
        rank += 1
    if any(_covers(s, r, query.target) for r in c.recipients) or _slot_covers(s, arguments, query.target):
        rank += 3
    elif query.target is None:
        rank += 1
    elif any(_within(s, a, query.target) for a in [*arguments, *f.complements]):
        rank += 1.5
    if _slot_covers(s, f.subjects, query.target) and query.source is not None:
        rank -= 2
    if f.head in path:
        rank += 1.2 - 0.2 * min(5, path[f.head])
    return rank + 0.15 * c.match.rank[0] + 0.3 * c.match.rank[1]


def _within(s: Sentence, head: int, span: tuple[int, int]) -> bool:
    """The span lies in the subtree of an argument."""
    first, last = s.edges(head)
    return s.tokens[first].start <= span[0] and s.tokens[last - 1].end >= span[1]


def _governor(c: Candidate, found: list[Candidate]) -> Candidate | None:
    """What is threatened, refused, asked for or agreed to is told by the word above it: "threatened to occupy" is a threat."""
    acting = {r.party.id for r in c.actors}
    for i, effect in c.standing.governors:
        for other in found:
            if (
                other.match.frame.head == i
                and effect in {"requested", "refused", "hypothetical", "mused", "future"}
                and other.match.pattern.event in GOVERNED
                and other.match.pattern.weight > GUARD
                and (effect == "requested" or not acting or acting & {r.party.id for r in other.actors})
            ):
                return other
    return None
