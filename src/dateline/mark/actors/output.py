"""Parties as records."""

from __future__ import annotations

from typing import cast

from dateline.mark.actors.roster import Clusters
from dateline.records import Actor, ActorKind, Mention, MentionType


def actor_records(clusters: Clusters, used: set[str]) -> tuple[Actor, ...]:
    """Records of the parties: all that are named, and of the common nouns those that take part in something (`used`)."""
    out = []
    for p in clusters.parties:
        named = any(r.type == "name" and r.noun != "modifier" for r in p.refs)
        if not named and p.id not in used:
            continue
        spans = {(r.start, r.end): r for r in p.refs}
        out.append(
            Actor(
                id=p.id,
                name=p.name,
                kind=cast(ActorKind, p.kind),
                country=p.country,
                sectors=p.sectors,
                office=p.office,
                wikidata=p.wikidata,
                mentions=tuple(Mention(r.start, r.end, cast(MentionType, r.type)) for _, r in sorted(spans.items())),
            )
        )
    return tuple(out)
