"""The learned vote on what the codebook found: which party fills a side left open, whether another category is far more
likely, and how likely the report is right."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from dateline.coding.candidate import Candidate
from dateline.coding.roles import Role
from dateline.coding.slots import CLOSED
from dateline.coding.verdict import Verdict
from dateline.coding.vote import FAINT, Marked, Span, Vote
from dateline.lexicon.codebook import CATEGORIES, Codebook

NONE = "NONE"
FILLS = 0.6  # share of the vote from which a party fills an open side
NEAREST = 3  # parties tried for an open side
EVEN = 15.0  # the codebook's category stands against fifteen others
TINY = 0.002
SISTERS = frozenset({"CONCEDE", "RETREAT"})  # said or done: the codebook's reading of tense decides
SURE = 0.98
PLAIN = 0.8  # belief of the codebook from which the vote is not asked: it changed few of these, for half of the questions


@dataclass(slots=True, frozen=True)
class Ruling:
    """What the vote makes of a verdict: the verdict, another category's where `over` says which it was; the shares of the
    vote for its category and for none, None where it was not asked."""

    verdict: Verdict
    share: float | None
    none: float | None
    over: str | None = None


class Jury:
    """Hears the candidates of an article. Every question is a sentence with two spans; they are put together."""

    def __init__(self, vote: Vote, codebook: Codebook) -> None:
        self.vote, self.codebook = vote, codebook
        self._said: dict[Marked, dict[str, float]] = {}
        self._hasty: dict[tuple[Marked, str], dict[str, float]] = {}

    def _ask(self, rows: Sequence[Marked], about: Sequence[str] = ()) -> list[dict[str, float]]:
        """What the vote says of each row, or of the category in question for it; no question is put twice."""
        questions = list(zip(rows, about or [""] * len(rows), strict=True))
        new = [q for q in dict.fromkeys(questions) if q not in self._hasty and q[0] not in self._said]
        said = self.vote.many([row for row, _ in new], [event for _, event in new] if about else ())
        for (row, event), shares in zip(new, said, strict=True):
            if event and shares[event] < FAINT:  # its other shares are only the first half's
                self._hasty[row, event] = shares
            else:
                self._said[row] = shares
        return [self._said[row] if row in self._said else self._hasty[row, event] for row, event in questions]

    # -- open sides ------------------------------------------------------------------------------

    def fill(self, candidates: Sequence[tuple[Candidate, str]]) -> None:
        """Give candidates that lack one side the party of their sentence that the vote is sure of. With each comes its
        category."""
        rows: list[Marked] = []
        asked: list[tuple[Candidate, str, Role]] = []
        for c, event in candidates:
            for role in self._others(c):
                sides = (c.actors[0], role) if c.actors else (role, c.recipients[0])
                row = _row(c, *sides)
                if row is not None:
                    rows.append(row)
                    asked.append((c, event, role))
        best: dict[int, tuple[float, Candidate, Role]] = {}
        for (c, event, role), said in zip(asked, self._ask(rows, [event for _, event, _ in asked]), strict=True):
            if said[event] >= FILLS and said[event] > best.get(id(c), (0.0,))[0]:
                best[id(c)] = (said[event], c, role)
        for _, c, role in best.values():
            if c.actors:
                c.recipients = [role]
            else:
                c.actors = [role]
            c.filled = True

    def _others(self, c: Candidate) -> list[Role]:
        """Parties of the sentence that could fill the open side of a candidate, nearest to its predicate first."""
        if bool(c.actors) == bool(c.recipients) or len(c.actors) > 1:
            return []
        if c.actors and c.match.pattern.recipient == (CLOSED,):
            return []
        own = [*c.actors, *c.recipients]
        taken = {r.party.id for r in own}
        head = c.match.frame.head
        found: dict[str, Role] = {}
        for role in sorted(c.reader.everyone(), key=lambda r: min(abs(r.first - head), abs(r.last - 1 - head))):
            apart = all(role.last <= r.first or role.first >= r.last for r in own) and not role.first <= head < role.last
            if not apart or role.party.id in taken:
                continue
            unfit = c.reader.own_force(c.match, role, c.actors) or c.reader.victim(c.match, role)
            if not (c.actors and unfit):
                found.setdefault(role.party.id, role)
        return list(found.values())[:NEAREST]

    # -- categories ------------------------------------------------------------------------------

    def rule(self, verdicts: Sequence[tuple[Candidate, Verdict]]) -> list[Ruling]:
        """A ruling on each verdict."""
        rows = [_row(c, *_sides(c)) if self._asks(c, v) else None for c, v in verdicts]
        said = iter(self._ask([row for row in rows if row is not None]))
        out = []
        for (c, verdict), row in zip(verdicts, rows, strict=True):
            out.append(self._rule(c, verdict, next(said)) if row is not None else Ruling(verdict, None, None))
        return out

    def _asks(self, c: Candidate, verdict: Verdict) -> bool:
        """It was taught pairs in plain statements: not what did not happen, or only may, nor what lacks a side. What the codebook
        is sure of is not worth the time."""
        sure = c.match.pattern.weight * verdict.factor >= PLAIN
        return not verdict.auxiliary and all(_sides(c)) and (c.filled or not sure)

    def _rule(self, c: Candidate, verdict: Verdict, said: dict[str, float]) -> Ruling:
        sure = min(SURE, c.match.pattern.weight * verdict.factor)
        scores = {k: math.log(said.get(k, 0.0) + TINY) for k in CATEGORIES}
        scores[verdict.event] += math.log(EVEN * sure / (1 - sure))
        best = max(scores, key=lambda k: scores[k])
        if best == verdict.event or {best, verdict.event} <= SISTERS:
            return Ruling(verdict, said.get(verdict.event, 0.0), said.get(NONE, 0.0))
        detail = f"vote {best} {said[best]:.2f}, the codebook would say {verdict.event}"
        other = replace(verdict, event=best, mode=None, cameo=None, detail=detail)
        return Ruling(other, said[best], said.get(NONE, 0.0), verdict.event)


def _sides(c: Candidate) -> tuple[Role | None, Role | None]:
    """Who does it to whom; of several who act together the second stands for the other side."""
    source = c.actors[0] if c.actors else None
    if c.recipients:
        return source, c.recipients[0]
    return source, c.actors[1] if len(c.actors) > 1 else None


def _row(c: Candidate, source: Role | None, target: Role | None) -> Marked | None:
    """The sentence with the two spans, in characters of it; None when neither side stands in it."""
    spans = _span(c, source), _span(c, target)
    return (c.reader.text, *spans) if any(spans) else None


def _span(c: Candidate, role: Role | None) -> Span | None:
    if role is None or role.elsewhere is not None:
        return None
    tokens = c.s.tokens
    return tokens[role.first].start - c.s.start, tokens[role.last - 1].end - c.s.start
