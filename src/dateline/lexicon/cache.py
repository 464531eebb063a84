"""Tables that take long to compile are kept, compiled, in the user's cache folder.

The key is a digest of the sources, so a changed file is compiled anew. Without a writable folder everything works, slower.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable, Iterable
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TypeVar

import msgspec

from dateline import __version__

T = TypeVar("T")


def cache_folder() -> Path:
    """`$DATELINE_CACHE`, else `dateline` in the user's cache folder."""
    given = os.environ.get("DATELINE_CACHE")
    if given:
        return Path(given)
    return Path(os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")) / "dateline"


def compiled(
    name: str, sources: Iterable[Traversable | Path], kind: type[T], build: Callable[[], T], also: str = ""
) -> T:
    """What `build` makes of `sources`, from the cache when neither they nor `also` (what else it depends on) changed."""
    digest = hashlib.sha256(f"{__version__}\0{also}\0".encode())
    for source in sources:
        digest.update(source.name.encode() + b"\0" + source.read_bytes())
    path = cache_folder() / f"{name}-{digest.hexdigest()[:20]}.msgpack"
    try:
        return msgspec.msgpack.decode(path.read_bytes(), type=kind)
    except (OSError, msgspec.MsgspecError):
        built = build()
    try:
        _keep(path, msgspec.msgpack.encode(built))
    except OSError:
        return built
    return built


def _keep(path: Path, data: bytes) -> None:
    """Write beside and move, so that another process never reads half a file; older versions are removed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as out:
        out.write(data)
    os.replace(out.name, path)
    for old in path.parent.glob(f"{path.name.split('-')[0]}-*.msgpack"):
        if old != path:
            old.unlink(missing_ok=True)
