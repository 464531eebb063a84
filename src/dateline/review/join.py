"""Which document of the gold is which of the records."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import PurePath

import msgspec

from dateline.errors import UsageError
from dateline.review.items import Document

ENDING = re.compile(r"(\.[A-Za-z]{2,5})(\.gz)?$")  # `story.txt`, not `story.1`
SHOWN = 3


class Joined(msgspec.Struct, frozen=True, kw_only=True):
    """Documents that both sides have, gold first; ids of those that one side alone has; ids that came twice."""

    pairs: tuple[tuple[Document, Document], ...]
    only_gold: tuple[str, ...]
    only_coded: tuple[str, ...]
    twice: tuple[str, ...]


def join(gold: Iterable[Document], coded: Iterable[Document], where: str = "the records") -> Joined:
    """Join by `article.source.id`, else by article id, path, file name, or file name without its ending where that is
    not ambiguous. Of records with one id the first counts. Raises UsageError when no document is in both."""
    exact: dict[str, Document] = {}
    twice = []
    for d in coded:
        if exact.setdefault(d.ids[0], d) is not d:
            twice.append(d.ids[0])
    other: dict[str, Document | None] = {}
    for d in exact.values():
        for name in _names(d):
            other[name] = None if other.get(name, d) is not d else d
    pairs, missing, used = [], [], set()
    golds = tuple(gold)
    for g in golds:
        found = [exact.get(i) for i in g.ids] + [other.get(n) for i in g.ids for n in (i, PurePath(i).name)]
        match = next((d for d in found if d is not None and d.ids[0] not in used), None)
        if match is None:
            missing.append(g.ids[0])
            continue
        pairs.append((g, match))
        used |= {match.ids[0], *(i for i in g.ids if i in exact)}
    if not pairs:
        raise UsageError(
            f"no document is in both: the gold has {_some(g.ids[0] for g in golds)}, {where} "
            f"{'have ' + _some(exact) if exact else 'hold none'}. Both sides must name their documents alike "
            "(the record's article.source.id, or its file name)"
        )
    return Joined(pairs=tuple(pairs), only_gold=tuple(missing), only_coded=tuple(i for i in exact if i not in used),
                  twice=tuple(twice))


def _names(d: Document) -> set[str]:
    names = {*d.ids, *(PurePath(i).name for i in d.ids)}
    return names | {ENDING.sub("", n) for n in names}


def _some(ids: Iterable[str]) -> str:
    shown = list(ids)
    return ", ".join(shown[:SHOWN]) + (f" … ({len(shown)})" if len(shown) > SHOWN else "")
