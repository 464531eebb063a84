"""The same work over all cores: chunks of pages to worker processes, records back in order, memory bounded."""

from __future__ import annotations

import multiprocessing
import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import chain, islice

from dateline.lexicon.packs import Pack, each_under, laid_packs, lay
from dateline.records import Failure, Page, Record
from dateline.run.pipeline import code_pages

CHUNK = 8  # pages a task; small enough that a bad page delays few others
AHEAD = 3  # chunks a worker may be ahead of the reader
FEW = 6  # with fewer pages starting workers costs more than it saves


def cores() -> int:
    """Cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def code(
    pages: Iterable[Page | Failure],
    workers: int | None = None,
    packs: tuple[Pack, ...] | None = None,
    clean: bool = False,
) -> Iterator[Record | Failure]:
    """Records in the order of the pages, by `workers` processes (default: all cores; 1 or few pages: this process).

    `packs` lie over the lexicon (`lexicon.packs.find_packs`); without them those that are in force here.
    With `clean` the records hold the article alone.
    """
    packs = laid_packs() if packs is None else packs
    count = workers or cores()
    queue = iter(pages)
    first = list(islice(queue, FEW))
    if count == 1 or len(first) < FEW:
        yield from each_under(packs, code_pages(chain(first, queue), clean))
        return
    yield from _spread(chain(first, queue), count, packs, clean)


def _spread(
    pages: Iterator[Page | Failure], count: int, packs: tuple[Pack, ...], clean: bool
) -> Iterator[Record | Failure]:
    methods = multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")
    if "forkserver" in methods:
        context.set_forkserver_preload(["dateline.run.preload"])
    with ProcessPoolExecutor(count, mp_context=context, initializer=lay, initargs=(packs,)) as pool:
        waiting: deque[Future[list[Record | Failure]]] = deque()
        while True:
            while len(waiting) < count * AHEAD and (chunk := list(islice(pages, CHUNK))):
                waiting.append(pool.submit(_work, chunk, clean))
            if not waiting:
                return
            yield from waiting.popleft().result()


def _work(chunk: list[Page | Failure], clean: bool) -> list[Record | Failure]:
    return list(code_pages(chunk, clean))
