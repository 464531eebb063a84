"""Maximum matching in a bipartite graph, by augmenting paths (Berge's theorem)."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from typing import TypeVar

L = TypeVar("L")
R = TypeVar("R")


def matching(left: Sequence[L], right: Sequence[R], fit: Callable[[L, R], bool]) -> list[tuple[int, int]]:
    """Pairs (index left, index right) of a one-to-one matching that leaves as few as can be without a partner."""
    edges = [[j for j, r in enumerate(right) if fit(item, r)] for item in left]
    partner: dict[int, int] = {}
    for start in range(len(left)):
        came_from: dict[int, int] = {}
        queue = deque([start])
        end = None
        while queue and end is None:
            i = queue.popleft()
            for j in edges[i]:
                if j in came_from:
                    continue
                came_from[j] = i
                if j not in partner:
                    end = j
                    break
                queue.append(partner[j])
        taken = {i: j for j, i in partner.items()} if end is not None else {}
        while end is not None:  # flip the path back to its start
            i = came_from[end]
            partner[end], end = i, taken.get(i)
    return sorted((i, j) for j, i in partner.items())
