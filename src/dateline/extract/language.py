"""The language of the story: py3langid on the body, and nothing claimed of a text too short to tell."""

from __future__ import annotations

from functools import cache
from typing import Any

from dateline.records import Warning

FEWEST_WORDS = 8  # below this the identifier is wrong too often to say anything
SURE = 0.55  # least probability of the first guess
ENGLISHES = {"pcm": "en"}  # Nigerian Pidgin, which the identifier sees in plain English with many names
LONGEST = 4000  # characters that are looked at


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def find_language(body: str, declared: str | None = None) -> str | None:
    """ISO 639-1 code of the body's language; `declared` decides where the text itself cannot."""
    declared = declared.split("-")[0].lower() if declared else None
    if len(body.split()) < FEWEST_WORDS and len(body) < 40:
        return declared
    code, sure = _identifier().classify(body[:LONGEST])
    if float(sure) < SURE:
        return declared
    return ENGLISHES.get(str(code), str(code))


def language_warnings(language: str | None) -> tuple[Warning, ...]:
    """What to say of copy that the English pipeline will read badly."""
    if language in (None, "en"):
        return ()
    return (
        Warning(
            code="not-english",
            message=f"The story seems to be written in {language!r}; events, quotes and "
            "times are read from English only.",
        ),
    )
