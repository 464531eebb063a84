"""`dateline lexicon new`: a small pack to begin with."""

from __future__ import annotations

import shutil
from pathlib import Path

from dateline.cli.samples import starter
from dateline.errors import DataError, UsageError
from dateline.lexicon.packs import MANIFEST, read_pack


def new(folder: Path, /) -> int:
    """Write a small commented pack into FOLDER, which must be new or empty. What it tells is invented.

    For example: `dateline lexicon new mypack`
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError(f"{folder} is not empty; name a new folder")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        name = read_pack(folder).name
    except DataError:
        raise UsageError(f"a pack cannot be named {folder.name}; name the folder in a-z, 0-9 and hyphens") from None
    except OSError as e:
        raise UsageError(f"{folder} cannot be made: {e.strerror}") from None
    shutil.copytree(starter(), folder, dirs_exist_ok=True)
    manifest = folder / MANIFEST
    manifest.write_text(manifest.read_text(encoding="utf-8").replace("NAME", name), encoding="utf-8")
    readme = folder / "README.md"
    readme.write_text(readme.read_text(encoding="utf-8").replace("THIS_FOLDER", str(folder)), encoding="utf-8")
    print(f"{folder} holds the pack {name}; now try: dateline lexicon check {folder}")
    return 0
