"""YAML as the codebook is written in: words stay words.

YAML 1.1 takes `on`, `off`, `yes`, `no` for true and false and `010` for eight; prepositions and codes are neither.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import yaml

from dateline.errors import DataError

Path_ = tuple[str | int, ...]  # keys and positions that lead to a part of a document


class PlainLoader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Only `true`, `false`, `null`, decimal numbers and text."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012 (PyYAML's own way)


for tag, pattern, first in (
    ("bool", r"true|false|True|False", "tfTF"),
    ("null", r"~|null|Null|", "~nN\0"),
    ("int", r"[-+]?(?:0|[1-9][0-9]*)", "-+0123456789"),
    ("float", r"[-+]?[0-9]+\.[0-9]+", "-+0123456789"),
    ("merge", r"<<", "<"),
):
    starts = ["" if c == "\0" else c for c in first]
    PlainLoader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"^(?:{pattern})$"), starts)


def read_document(source: Traversable | Path, name: str) -> Any:
    """The document in a file. Raises DataError with file and line."""
    try:
        return yaml.load(source.read_text(encoding="utf-8"), Loader=PlainLoader)
    except UnicodeDecodeError as e:
        raise DataError(f"{name}: not UTF-8: {e}", name, 1) from None
    except yaml.YAMLError as e:
        line, said = fault_of(e)
        raise DataError(f"{name}:{line}: no valid YAML: {said}", name, line, f"no valid YAML: {said}") from None


def fault_of(error: yaml.YAMLError) -> tuple[int, str]:
    """Line and reason of a syntax error."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    said = getattr(error, "problem", None) or " ".join(str(error).split())
    return (mark.line + 1 if mark else 1), said


def with_lines(text: str) -> tuple[Any, dict[Path_, int], list[tuple[int, str]]]:
    """A document, the line of each of its parts, and keys that stand twice in one mapping (line, key).

    Raises yaml.YAMLError.
    """
    loader = PlainLoader(text)
    try:
        node = loader.get_single_node()
        data = loader.construct_document(node) if node is not None else None
    finally:
        loader.dispose()
    lines: dict[Path_, int] = {}
    twice: list[tuple[int, str]] = []
    for path, line, repeated in _walk(node, ()):
        lines[path] = line
        twice += [(line, str(path[-1]))] if repeated else []
    return data, lines, twice


def _walk(node: Any, path: Path_) -> Iterator[tuple[Path_, int, bool]]:
    if node is None:
        return
    yield path, node.start_mark.line + 1, False
    if isinstance(node, yaml.SequenceNode):
        for n, item in enumerate(node.value):
            yield from _walk(item, (*path, n))
    elif isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            name = str(key.value)
            yield from _walk(value, (*path, name))
            yield (*path, name), key.start_mark.line + 1, name in seen
            seen.add(name)
