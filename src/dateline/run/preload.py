"""Loads pipeline and tables once, in the server that worker processes are forked from: they share its memory."""

from dateline.lexicon.codebook import load_codebook
from dateline.lexicon.names import load_names
from dateline.parse.pipeline import load_pipeline

load_pipeline()
load_codebook()
load_names()
