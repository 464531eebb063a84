"""The codebook in the browser, from the same files the coder reads."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from dateline.errors import UsageError
from dateline.lexicon.cameo import load_cameo
from dateline.lexicon.codebook import Category, load_codebook
from dateline.lexicon.rules import rule_text
from dateline.store.query import category as category_name
from dateline.web.render import answer
from dateline.web.views import pattern_lines


def codebook_page(request: Request) -> Response:
    """All categories by quad."""
    categories = sorted(load_codebook().categories.values(), key=lambda c: (c.quad, c.event))
    return answer(request, "codebook.html", {"categories": categories}, data=[plain(c) for c in categories])


def category_page(request: Request) -> Response:
    """One category: definition, modes, rules, examples, CAMEO codes, patterns."""
    try:
        name = category_name(request.path_params["category"].removesuffix(".json"))
        category = load_codebook().categories[name]
    except UsageError as e:
        raise HTTPException(404, str(e)) from e
    codes = [c for c in load_cameo().values() if c.event == name]
    patterns = [(p, p.rule.partition("#")[2], pattern_lines(rule_text(p.rule))) for p in category.patterns]
    values = {"category": category, "codes": codes, "patterns": patterns}
    return answer(request, "category.html", values, data=plain(category))


def plain(category: Category) -> dict[str, object]:
    """A category as JSON shows it: patterns as their file has them, not as they are compiled."""
    fields = {f: getattr(category, f) for f in category.__struct_fields__}
    return {**fields, "patterns": [{"rule": p.rule, **(rule_text(p.rule) or {})} for p in category.patterns]}
