"""Across articles: which are printings of one story."""

from __future__ import annotations

from dateline.resolve.prints import Print, print_of
from dateline.resolve.stories import Kept, Shelf, Stories, join_stories, story_id

__all__ = ["Kept", "Print", "Shelf", "Stories", "join_stories", "print_of", "story_id"]
