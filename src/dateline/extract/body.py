"""HTML to text: headline, then the paragraphs of the story, one blank line between."""

from __future__ import annotations

import logging
import re

import trafilatura

from dateline.errors import ReadError
from dateline.lexicon.furniture import bare, fold

# trafilatura reports every odd page on its loggers; what matters comes back as a result.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
logging.getLogger("htmldate").setLevel(logging.CRITICAL)
SPACE = re.compile(r"[ \t\u00a0]+")
MARK = re.compile(r"^- (?=\S)")


def story_text(source: str, headline: str | None, url: str | None) -> str:
    """The text of a page's story. Raises ReadError when there is none."""
    try:
        extracted = trafilatura.extract(
            source, url=url, include_comments=False, include_tables=False, favor_precision=False, deduplicate=False
        )
    except (ValueError, TypeError, AttributeError, RecursionError) as error:
        raise ReadError(f"The HTML could not be parsed ({error}); save the page again or give its text.") from error
    paragraphs = [SPACE.sub(" ", MARK.sub("• ", line)).strip() for line in (extracted or "").split("\n")]
    paragraphs = [p for p in paragraphs if any(c.isalnum() for c in p)]
    if headline:
        want = bare(fold(headline))
        paragraphs = [p for i, p in enumerate(paragraphs) if i > 3 or bare(fold(p)) != want]
        paragraphs.insert(0, headline)
    if not paragraphs or (headline and len(paragraphs) == 1):
        raise ReadError(
            "The page holds no readable story; it may be built by scripts. Save it from a browser, or give its text."
        )
    return "\n\n".join(paragraphs)
