"""A pack's manifest, and files that nothing would read."""

from __future__ import annotations

import tomllib

from dateline.lexicon.checks.findings import Findings, near
from dateline.lexicon.checks.layer import Layer
from dateline.lexicon.codebook import CATEGORIES
from dateline.lexicon.packs import KEYS, MANIFEST, NAME, TAKEN, pack_files

HOMES = "actors/states.tsv, actors/regions.tsv, actors/organizations/*.tsv, offices/*.tsv, agents/*.tsv, classes/*.txt, " \
    "codebook/CATEGORY.yaml"
SINGLE = frozenset({MANIFEST, "actors/states.tsv", "actors/regions.tsv", "offices/kept-until.txt"})
FOLDERS = frozenset({("actors/organizations", ".tsv"), ("offices", ".tsv"), ("agents", ".tsv"), ("classes", ".txt")})
PAPERS = ("readme", "licence", "license", "notice", "changelog")


def check_layout(layer: Layer, findings: Findings) -> None:
    """Check what a pack's folder holds."""
    if layer.pack is None:
        return
    for path in pack_files(layer.pack.path):
        place = path.relative_to(layer.pack.path).as_posix()
        folder = place.rpartition("/")[0]
        if place in SINGLE or (folder, path.suffix) in FOLDERS or path.stem.lower() in PAPERS:
            continue
        if folder == "codebook" and path.suffix == ".yaml":
            if path.stem not in CATEGORIES:
                findings.mistake(layer.name(place), 0, f"there is no category {path.stem}{near(path.stem, CATEGORIES)}")
            continue
        findings.mistake(layer.name(place), 0, f"nothing reads this file; a pack's files are {HOMES}")
    _manifest(layer, findings)


def _manifest(layer: Layer, findings: Findings) -> None:
    path, name = layer.root / MANIFEST, layer.name(MANIFEST)
    if not path.is_file():
        findings.remark(name, 0, "there is none; it would give the pack a name and a version of its own")
        return
    text = layer.text(path, name, findings)
    if text is None:
        return
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as e:
        findings.mistake(name, 0, f"no valid TOML: {e}")
        return
    for key, value in raw.items():
        line = next((n for n, s in enumerate(text.split("\n"), 1) if s.lstrip().startswith(key)), 0)
        if key not in KEYS:
            findings.mistake(name, line, f"unknown key {key!r}; they are {', '.join(KEYS)}{near(key, KEYS)}")
        elif not isinstance(value, str):
            findings.mistake(name, line, f"{key} must be text in quotation marks")
        elif key == "name" and (not NAME.fullmatch(value) or value in TAKEN):
            findings.mistake(name, line, f"{value!r} is no name for a pack (a-z, 0-9, hyphens; none of {sorted(TAKEN)})")
