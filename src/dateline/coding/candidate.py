"""A matched predicate with its parties and standing, before it is judged."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.coding.match import Match
from dateline.coding.roles import Role, RoleReader
from dateline.coding.standing import Standing
from dateline.parse.tree import Sentence


@dataclass(slots=True)
class Candidate:
    """`reader` knows the other parties of the sentence; `filled`: a side was filled by the vote."""

    s: Sentence
    match: Match
    actors: list[Role]
    recipients: list[Role]
    standing: Standing
    reader: RoleReader
    filled: bool = False
