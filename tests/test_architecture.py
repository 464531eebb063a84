"""The rooms stand in a row: a room imports only from rooms to its left."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent / "src" / "dateline"
ROOMS = [
    "records",
    "lexicon",
    "reading",
    "extract",
    "parse",
    "mark",
    "coding",
    "resolve",
    "relate",
    "store",
    "review",
    "export",
    "run",
    "cli",
    "web",
]
# The server verb of the command line opens the pages; nothing else reaches right.
DOORS = {("cli", "web")}
FILES = sorted(ROOT.rglob("*.py"))


def imports(path: Path) -> set[str]:
    """Rooms of dateline that a file imports, also inside functions."""
    out = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = [node.module] if isinstance(node, ast.ImportFrom) and node.module else []
        if isinstance(node, ast.Import):
            names = [a.name for a in node.names]
        out |= {n.split(".")[1] for n in names if n.startswith("dateline.") and n.split(".")[1] in ROOMS}
    return out


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(ROOT)))
def test_imports_point_left(path: Path) -> None:
    room = path.relative_to(ROOT).parts[0]
    if room not in ROOMS:
        return
    wrong = {r for r in imports(path) if ROOMS.index(r) > ROOMS.index(room) and (room, r) not in DOORS}
    assert not wrong, f"{path.name} is in {room} and reaches right into {', '.join(sorted(wrong))}"


def test_every_room_has_a_docstring_and_is_in_the_row() -> None:
    rooms = {p.parent.name for p in ROOT.glob("*/__init__.py")}
    assert rooms <= set(ROOMS), f"rooms that are not in the row: {rooms - set(ROOMS)}"
    for room in rooms:
        assert ast.get_docstring(ast.parse((ROOT / room / "__init__.py").read_text(encoding="utf-8"))), room


def test_no_print_outside_the_command_line() -> None:
    for path in FILES:
        if path.relative_to(ROOT).parts[0] == "cli":
            continue
        calls = [
            n
            for n in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(n, ast.Call) and isinstance(n.func, ast.Name) and n.func.id == "print"
        ]
        assert not calls, f"{path} prints"
