"""Packs: a user's own lexicon, laid over ours. Which packs lie over it is a matter of context, not of the process."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache, wraps
from importlib.metadata import entry_points
from pathlib import Path
from types import ModuleType
from typing import Any, TypeVar

import msgspec

from dateline import __version__
from dateline.errors import DataError, UsageError

T = TypeVar("T")

GROUP = "dateline.lexicon"  # entry points of installed packs
MANIFEST = "pack.toml"
KEYS = ("name", "version", "description", "licence")
NAME = re.compile(r"[a-z0-9][a-z0-9_-]*")
# What the rules in records begin with when they are ours.
TAKEN = frozenset({"plover", "mark", "actors", "agents", "offices", "vote", "parser", "codebook", "classes", "speech", "data",
                   "none"})
SUFFIXES = (".tsv", ".txt", ".yaml", ".toml")
DIGITS = 12  # of the digest that records carry
KEPT = 4  # sets of packs whose tables stay in memory


class Pack(msgspec.Struct, frozen=True, kw_only=True):
    """A folder laid over ours. `digest` is that of its files' names and contents (hex, DIGITS long)."""

    name: str
    version: str
    folder: str
    digest: str
    description: str = ""
    licence: str = ""

    @property
    def path(self) -> Path:
        """The folder."""
        return Path(self.folder)

    @property
    def label(self) -> str:
        """How records name it: name, version where it has one, digest."""
        return " ".join(x for x in (self.name, self.version, self.digest) if x)


_laid: ContextVar[tuple[Pack, ...]] = ContextVar("laid", default=())


def laid_packs() -> tuple[Pack, ...]:
    """The packs in force here, the last laid on top."""
    return _laid.get()


@contextmanager
def laying(packs: tuple[Pack, ...]) -> Iterator[None]:
    """Within it, every table is read with these packs over it, and no others."""
    token = _laid.set(packs)
    try:
        yield
    finally:
        _laid.reset(token)


def lay(packs: tuple[Pack, ...]) -> None:
    """Lay packs for good: for a worker process, which does nothing else."""
    _laid.set(packs)


def each_under(packs: tuple[Pack, ...], items: Iterator[T]) -> Iterator[T]:
    """The items, each made under the packs; between them the caller's own are in force."""
    while True:
        with laying(packs):
            try:
                item = next(items)
            except StopIteration:
                return
        yield item


def per_packs(build: Callable[[], T]) -> Callable[[], T]:
    """Keep what `build` makes, once for every set of packs in force."""

    @lru_cache(maxsize=KEPT)
    def of(_packs: tuple[Pack, ...]) -> T:
        return build()

    @wraps(build)
    def now() -> T:
        return of(_laid.get())

    return now


def version_with(labels: Iterable[str]) -> str:
    """Our version and the labels of packs, as a desk and `why.version` keep it."""
    return " + ".join([__version__, *labels])


def version_here() -> str:
    """Our version and the packs in force."""
    return version_with(p.label for p in _laid.get())


def find_packs(given: str | Path | Iterable[str | Path] | None) -> tuple[Pack, ...]:
    """Folders, or names of installed packs, as packs in the order given. Raises UsageError and DataError."""
    if given is None:
        return ()
    names = [given] if isinstance(given, (str, Path)) else list(given)
    packs = tuple(read_pack(_folder(name)) for name in names)
    for n, pack in enumerate(packs):
        twin = next((p for p in packs[:n] if p.name == pack.name), None)
        if twin is not None:
            raise UsageError(f"two packs are named {pack.name}: {twin.folder} and {pack.folder}")
    return packs


def installed() -> dict[str, str]:
    """Names of installed packs, and what their entry points say."""
    return {e.name: e.value for e in entry_points(group=GROUP)}


def _folder(name: str | Path) -> Path:
    path = Path(name)
    if path.is_dir():
        return path.resolve()
    for entry in entry_points(group=GROUP):
        if entry.name == str(name):
            return _entry_folder(entry.name, entry.load())
    known = ", ".join(sorted(installed())) or "none"
    raise UsageError(f"there is no folder {name} and no installed pack of that name (installed: {known})")


def _entry_folder(name: str, found: object) -> Path:
    """An entry point names a package, a module in the pack's folder, or a value that is the folder."""
    if isinstance(found, ModuleType):
        inside = list(getattr(found, "__path__", ())) or ([str(Path(found.__file__).parent)] if found.__file__ else [])
        found = inside[0] if inside else ""
    if not isinstance(found, (str, Path)) or not str(found) or not Path(found).is_dir():
        raise UsageError(f"the installed pack {name} does not lead to a folder, but to {found!r}")
    return Path(found).resolve()


def read_pack(folder: Path) -> Pack:
    """The pack in a folder: its manifest, if it has one, and its digest. Raises DataError."""
    raw = read_manifest(folder)
    name = str(raw.get("name") or re.sub(r"[^a-z0-9_-]+", "-", folder.resolve().name.lower()).strip("-_"))
    if not NAME.fullmatch(name) or name in TAKEN:
        raise DataError(f"{folder.name}: {name!r} is no name for a pack; write another as `name` in {MANIFEST} "
                        "(a-z, 0-9, hyphens; not a name that our own rules begin with)")
    return Pack(name=name, version=str(raw.get("version", "")), folder=str(folder.resolve()), digest=_digest(folder),
                description=str(raw.get("description", "")), licence=str(raw.get("licence", "")))


def read_manifest(folder: Path) -> dict[str, Any]:
    """What `pack.toml` says, empty without one. Raises DataError."""
    path = folder / MANIFEST
    if not path.is_file():
        return {}
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as e:
        raise DataError(f"{folder.name}/{MANIFEST}: no valid TOML: {e}") from None


def pack_files(folder: Path) -> list[Path]:
    """Every file of a pack that may hold data, in name order; hidden ones are passed over."""
    found = (p for p in folder.rglob("*") if p.is_file() and p.suffix in SUFFIXES)
    return sorted(p for p in found if not any(part.startswith(".") for part in p.relative_to(folder).parts))


def _digest(folder: Path) -> str:
    digest = hashlib.sha256()
    for path in pack_files(folder):
        data = path.read_bytes()
        digest.update(f"{path.relative_to(folder).as_posix()}\0{len(data)}\0".encode() + data)
    return digest.hexdigest()[:DIGITS]
