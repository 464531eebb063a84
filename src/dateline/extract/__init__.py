"""From a page to an article: segments, headline, agency, byline, dateline, the day it was written."""
