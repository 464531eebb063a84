"""`dateline samples`: the news pages that ship with dateline."""

from __future__ import annotations

import shutil
from importlib.resources import files
from pathlib import Path

from dateline.errors import UsageError


def sample_pages() -> Path:
    """The folder of the shipped pages."""
    return Path(str(files("dateline") / "data" / "samples" / "pages"))


def starter() -> Path:
    """The folder of the pack that `dateline lexicon new` copies."""
    return Path(str(files("dateline") / "data" / "starter"))


def samples(folder: Path | None = None, /) -> int:
    """List the sample pages that ship with dateline, or copy them into FOLDER. What is told in them is invented.

    For example:

    - `dateline samples`
    - `dateline samples pages`
    """
    pages = sorted(p for p in sample_pages().iterdir() if p.is_file())
    if folder is None:
        for page in pages:
            print(page.name)
        return 0
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder} is a file; name a folder to copy the pages into")
    folder.mkdir(parents=True, exist_ok=True)
    there = [p.name for p in pages if (folder / p.name).exists()]
    if there:
        raise UsageError(f"{folder} already holds {there[0]}; name another folder")
    for page in pages:
        shutil.copyfile(page, folder / page.name)
    print(f"{len(pages)} files copied to {folder}; now try: dateline code {folder / pages[0].name}")
    return 0
