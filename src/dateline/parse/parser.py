"""From an article to its sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from dateline.lexicon.inflection import verb_lemma
from dateline.parse.paragraphs import Paragraph, paragraphs
from dateline.parse.pipeline import load_pipeline
from dateline.parse.tree import Entity, Parsed, Sentence, Token, build_sentence
from dateline.records import Article

BATCH = 64
LONGEST = 20_000  # code points of one paragraph; longer ones (tables, minified junk) are parsed in pieces


def parse(article: Article) -> Parsed:
    """Parse one article."""
    return next(iter(parse_all([article])))


def parse_all(articles: Iterable[Article]) -> Iterator[Parsed]:
    """Parse articles in order, in batches of paragraphs that run across articles."""
    nlp = load_pipeline()

    def jobs() -> Iterator[tuple[str, tuple[Article, Paragraph]]]:
        for article in articles:
            pieces = [piece for p in paragraphs(article) for piece in _pieces(p)]
            yield "", (article, Paragraph(0, 0, "other", ""))
            for piece in pieces:
                yield piece.text, (article, piece)

    current: Article | None = None
    sentences: list[Sentence] = []
    count = 0
    for doc, (article, paragraph) in nlp.pipe(jobs(), as_tuples=True, batch_size=BATCH):
        if paragraph.kind == "other":
            if current is not None:
                yield Parsed(current, tuple(sentences))
            current, sentences, count = article, [], 0
            continue
        for sentence in _sentences(doc, article, paragraph, count, len(sentences)):
            sentences.append(sentence)
        count += 1
    if current is not None:
        yield Parsed(current, tuple(sentences))


def _pieces(paragraph: Paragraph) -> Iterator[Paragraph]:
    if len(paragraph.text) <= LONGEST:
        yield paragraph
        return
    at = 0
    while at < len(paragraph.text):
        cut = min(at + LONGEST, len(paragraph.text))
        if cut < len(paragraph.text):
            space = paragraph.text.rfind(" ", at + 1, cut)
            cut = space if space > at else cut
        yield Paragraph(paragraph.start + at, paragraph.start + cut, paragraph.kind, paragraph.text[at:cut])
        at = cut


def _sentences(doc: Any, article: Article, paragraph: Paragraph, number: int, first: int) -> Iterator[Sentence]:
    index = first
    for span in doc.sents:
        tokens, ents = _tokens(span, paragraph.start)
        if tokens:
            yield build_sentence(index, number, paragraph.kind, article.text, tokens, ents)
            index += 1


def _lemma(t: Any) -> str:
    if t.pos_ == "PROPN":
        return str(t.text)
    if t.pos_ == "VERB":
        return verb_lemma(t.lower_, t.lemma_.lower())
    return str(t.lemma_.lower())


def _tokens(span: Any, offset: int) -> tuple[tuple[Token, ...], tuple[Entity, ...]]:
    kept = [t for t in span if not t.is_space]
    place = {t.i: n for n, t in enumerate(kept)}

    def head(t: Any) -> int:
        above = t.head
        while above.i not in place and above.head.i != above.i:
            above = above.head
        return place.get(above.i, place[t.i])

    tokens = tuple(
        Token(
            n,
            t.text,
            t.lower_,
            _lemma(t),
            t.pos_,
            t.tag_,
            t.dep_,
            head(t),
            offset + t.idx,
            offset + t.idx + len(t.text),
            t.ent_type_,
        )
        for n, t in enumerate(kept)
    )
    ents = []
    for ent in span.ents:
        inside = [place[t.i] for t in ent if t.i in place]
        if inside:
            ents.append(Entity(inside[0], inside[-1] + 1, ent.label_))
    return tokens, tuple(ents)
