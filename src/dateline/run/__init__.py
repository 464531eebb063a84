"""Drives read to coding: one process, or all cores."""

from dateline.run.pipeline import code_article, code_pages
from dateline.run.workers import code, cores

__all__ = ["code", "code_article", "code_pages", "cores"]
