"""A file of the codebook: its keys, modes, what it drops, patterns and examples."""

from __future__ import annotations

from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import msgspec
import yaml

from dateline.errors import DataError
from dateline.lexicon.amend import PACK_KEYS
from dateline.lexicon.cameo import load_cameo
from dateline.lexicon.checks.findings import Findings, near
from dateline.lexicon.checks.layer import Layer
from dateline.lexicon.checks.patterns import AUXILIARIES, CONTEXTS, IDLE, PatternCheck
from dateline.lexicon.classes import load_classes
from dateline.lexicon.codebook import CATEGORIES, load_codebook
from dateline.lexicon.documents import Path_, fault_of, with_lines
from dateline.lexicon.packs import laid_packs, laying

OUR_KEYS = ("event", "quad", "score", "recipient", "definition", "includes", "excludes", "rules", "modes", "cameo", "contexts",
            "patterns", "examples", "counterexamples")
MODE_KEYS = ("score", "definition", "cameo", "contexts")
EXPECT_KEYS = ("actor", "recipient", "mode", "cameo", "auxiliary", "status", "event")
LISTS = ("includes", "excludes", "rules", "drop", "patterns", "examples", "counterexamples")


class _Lines:
    """Says where a part of the document stands."""

    def __init__(self, file: str, lines: dict[Path_, int], findings: Findings) -> None:
        self.file, self.lines, self.findings = file, lines, findings

    def at(self, *path: str | int) -> int:
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    def mistake(self, message: str, *path: str | int) -> None:
        self.findings.mistake(self.file, self.at(*path), message)

    def remark(self, message: str, *path: str | int) -> None:
        self.findings.remark(self.file, self.at(*path), message)


def check_category(layer: Layer, item: Traversable | Path, findings: Findings) -> None:
    """Check one file."""
    file = layer.name("codebook", item.name)
    event = item.name.removesuffix(".yaml")
    text = layer.text(item, file, findings)
    if text is None or event not in CATEGORIES:
        return
    try:
        raw, lines, twice = with_lines(text)
    except yaml.YAMLError as e:
        line, said = fault_of(e)
        findings.mistake(file, line, f"no valid YAML: {said}")
        return
    for line, key in twice:
        findings.mistake(file, line, f"the key {key!r} stands twice; only the last would count")
    note = _Lines(file, lines, findings)
    before = findings.mistakes
    if not isinstance(raw, dict):
        note.mistake("the file must be a mapping that begins with `event: …`")
        return
    if raw.get("event") != event:
        note.mistake(f"`event` must be {event}, as the file is named, not {raw.get('event')!r}", "event")
    keys = PACK_KEYS if layer.pack is not None else OUR_KEYS
    for key in raw:
        if str(key) not in keys:
            note.mistake(f"unknown key {str(key)!r}; they are {', '.join(keys)}{near(str(key), keys)}", str(key))
        elif key in LISTS and not isinstance(raw[key], (list, type(None))):
            note.mistake(f"{key} must be a list (lines that begin with `- `)", str(key))
            raw[key] = []
    modes = _modes(raw, note)
    checker = _patterns(layer, event, modes, raw, note)
    _examples(raw, checker, note)
    if findings.mistakes == before:
        _load(file, findings)


def _modes(raw: dict[str, Any], note: _Lines) -> frozenset[str]:
    modes = raw.get("modes") or {}
    if not isinstance(modes, dict):
        note.mistake("modes must be a mapping from a mode's name to what it means", "modes")
        return frozenset()
    for name, mode in modes.items():
        if not isinstance(mode, dict):
            note.mistake(f"the mode {name} must be a mapping with {', '.join(MODE_KEYS)}", "modes", str(name))
            continue
        where = ("modes", str(name))
        for key in mode:
            if key not in MODE_KEYS:
                note.mistake(f"unknown key {key!r} of a mode; they are {', '.join(MODE_KEYS)}", *where, str(key))
        if mode.get("cameo") is not None and str(mode["cameo"]) not in load_cameo():
            note.mistake(f"there is no CAMEO code {mode['cameo']!r} (write codes in quotation marks)", *where, "cameo")
        score = mode.get("score")
        if score is not None and not (isinstance(score, (int, float)) and -10 <= score <= 10):
            note.mistake(f"a score is a number from -10 to 10, not {score!r}", *where, "score")
        for context in mode.get("contexts") or ():
            if context not in CONTEXTS:
                note.mistake(f"PLOVER has no context {context!r}{near(str(context), CONTEXTS)}", *where, "contexts")
        if not mode.get("definition"):
            note.mistake(f"the mode {name} needs a definition", *where)
    return frozenset(map(str, modes))


def _patterns(layer: Layer, event: str, modes: frozenset[str], raw: dict[str, Any], note: _Lines) -> PatternCheck:
    below = _below(layer)
    ours = below.categories.get(event) if below is not None else None
    known = {p.rule.partition("#")[2] for p in ours.patterns} if ours is not None else set()
    all_modes = {c.event: frozenset(c.modes) for c in below.categories.values()} if below is not None else {}
    all_modes[event] = modes | all_modes.get(event, frozenset())
    for n, id in enumerate(raw.get("drop") or ()):
        if str(id) not in known:
            note.mistake(f"there is no pattern {str(id)!r} to drop{near(str(id), known)}", "drop", n)
    checker = PatternCheck(event, all_modes, load_classes(), below)
    seen: dict[str, int] = {}
    for n, pattern in enumerate(raw.get("patterns") or ()):
        for key, said in checker.faults(pattern):
            (note.remark if said.endswith(IDLE) else note.mistake)(said, "patterns", n, *key)
        id = str(pattern.get("id")) if isinstance(pattern, dict) else ""
        if id and id in seen:
            note.mistake(f"the id {id!r} stands already in line {seen[id]}", "patterns", n)
        seen.setdefault(id, note.at("patterns", n))
    return checker


def _below(layer: Layer) -> Any:
    """The codebook under the layer: for a pack what lies below it, for ours itself where it loads."""
    with laying(laid_packs()[:-1] if layer.pack is not None else ()):
        try:
            return load_codebook()
        except (DataError, msgspec.MsgspecError, TypeError, ValueError, KeyError):
            return None


def _examples(raw: dict[str, Any], checker: PatternCheck, note: _Lines) -> None:
    for part in ("examples", "counterexamples"):
        for n, example in enumerate(raw.get(part) or ()):
            where = (part, n)
            if not isinstance(example, dict) or set(example) != {"text", "expect"}:
                note.mistake("an example has `text` and `expect`, and nothing else", *where)
                continue
            expect = example["expect"]
            if expect == "none":
                if part == "examples":
                    note.mistake("`expect: none` belongs under counterexamples", *where, "expect")
                continue
            if not isinstance(expect, dict):
                note.mistake("`expect` is `none`, or a mapping such as {actor: Police, mode: arrest}", *where, "expect")
                continue
            for key, value in expect.items():
                if key not in EXPECT_KEYS:
                    said = f"unknown key {key!r} in `expect`; they are {', '.join(EXPECT_KEYS)}{near(str(key), EXPECT_KEYS)}"
                    note.mistake(said, *where, "expect", str(key))
                elif key == "mode" and value and (fault := checker.mode_fault(str(expect.get("event", checker.event)), value)):
                    note.mistake(fault, *where, "expect", "mode")
                elif key == "auxiliary":
                    for aux in value if isinstance(value, list) else [value]:
                        if aux not in AUXILIARIES:
                            said = f"{aux!r} is no auxiliary; they are {', '.join(AUXILIARIES)}"
                            note.mistake(said, *where, "expect", "auxiliary")


def _load(file: str, findings: Findings) -> None:
    """Whatever the loader still refuses."""
    try:
        load_codebook()
    except DataError as e:
        findings.mistake(e.file or file, e.line, e.said)
    except (TypeError, ValueError, KeyError, AttributeError) as e:
        findings.mistake(file, 0, f"the codebook cannot be read with this file: {e}")
