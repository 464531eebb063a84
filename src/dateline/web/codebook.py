"""The codebook in the browser, from the same files the coder reads."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from dateline.lexicon.cameo import load_cameo
from dateline.lexicon.codebook import load_codebook
from dateline.store.query import category as category_name
from dateline.web.render import answer


def codebook_page(request: Request) -> Response:
    """All categories by quad."""
    categories = sorted(load_codebook().categories.values(), key=lambda c: (c.quad, c.event))
    return answer(request, "codebook.html", {"categories": categories}, data=categories)


def category_page(request: Request) -> Response:
    """One category: definition, modes, rules, examples, CAMEO codes, patterns."""
    name = category_name(request.path_params["category"].removesuffix(".json"))
    category = load_codebook().categories[name]
    codes = [c for c in load_cameo().values() if c.event == name]
    return answer(request, "category.html", {"category": category, "codes": codes}, data=category)
