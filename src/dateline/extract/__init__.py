"""From a page to an article: segments, headline, agency, byline, dateline, the day it was written."""

from dateline.extract.article import article_id, extract

__all__ = ["article_id", "extract"]
