"""From an article to sentences, tokens and arcs: the one place that knows spaCy."""

from dateline.parse.paragraphs import plain
from dateline.parse.parser import parse, parse_all
from dateline.parse.pipeline import pipeline_name, pipeline_version
from dateline.parse.tree import Entity, Parsed, Sentence, Token

__all__ = ["Entity", "Parsed", "Sentence", "Token", "parse", "parse_all", "pipeline_name", "pipeline_version", "plain"]
