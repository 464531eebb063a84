"""From pages to records, one article after another, in one process."""

from __future__ import annotations

import traceback
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice

from msgspec import structs

from dateline.coding.attribution import Voices
from dateline.coding.coder import Coder
from dateline.coding.relation import relate_spans
from dateline.coding.voices import resolve_quotes
from dateline.coding.vote import load_vote
from dateline.errors import DatelineError
from dateline.extract import extract
from dateline.lexicon.packs import laid_packs, per_packs
from dateline.mark.actors import Lexicon, actor_records, load_lexicon, mark_actors
from dateline.mark.places import event_place, mark_places
from dateline.mark.quotes import mark_quotes
from dateline.mark.times import event_time, mark_times
from dateline.parse import Parsed, Sentence, parse_all
from dateline.records import Article, Failure, Page, Place, Record, Warning

BATCH = 16  # articles parsed together; more gains nothing, and a reader waits longer for the first record
SURE = 0.5  # confidence from which a place name lends its country to phrases
VERBAL = frozenset({"AGREE", "SUPPORT", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN"})
CODED_LANGUAGES = frozenset({"en", None})


@per_packs
def _lexicon() -> Lexicon:
    return load_lexicon()


def code_pages(pages: Iterable[Page | Failure], clean: bool = False) -> Iterator[Record | Failure]:
    """Records in the order of the pages. What cannot be read or coded comes out as a Failure in its place. With `clean` the records
    hold the article alone, which takes no parse."""
    queue = iter(pages)
    while batch := list(islice(queue, BATCH)):
        yield from map(_cleaned, batch) if clean else _code_batch(batch)


def _cleaned(page: Page | Failure) -> Record | Failure:
    draft = page if isinstance(page, Failure) else _extract(page)
    return draft if isinstance(draft, Failure) else _packed(Record(article=draft[1], warnings=draft[2]))


def _code_batch(batch: list[Page | Failure]) -> Iterator[Record | Failure]:
    drafts: list[tuple[Page, Article, tuple[Warning, ...]] | Failure] = []
    for page in batch:
        drafts.append(page if isinstance(page, Failure) else _extract(page))
    articles = [d[1] for d in drafts if not isinstance(d, Failure) and _is_coded(*d[:2])]
    parsed = parse_all(articles)
    for draft in drafts:
        if isinstance(draft, Failure):
            yield draft
            continue
        page, article, warnings = draft
        if not _is_coded(page, article):
            yield _packed(Record(article=article, warnings=warnings))
            continue
        try:
            yield code_article(page, next(parsed), warnings)
        except Exception as e:  # one article must not end the batch
            where = traceback.extract_tb(e.__traceback__)[-1]
            yield Failure(
                id=page.id,
                path=page.path,
                code="internal",
                message=f"{page.id} could not be coded ({type(e).__name__}: {e}, at {where.name}:{where.lineno}); "
                "please report it with the text",
            )


def _is_coded(page: Page, article: Article) -> bool:
    """English copy, and whatever a user asks a relation of."""
    return article.language in CODED_LANGUAGES or page.relation is not None


def _extract(page: Page) -> tuple[Page, Article, tuple[Warning, ...]] | Failure:
    try:
        article, warnings = extract(page)
    except DatelineError as e:
        return Failure(id=page.id, path=page.path, code="extract", message=str(e))
    except Exception as e:
        return Failure(
            id=page.id,
            path=page.path,
            code="internal",
            message=f"{page.id} could not be read as an article ({type(e).__name__}: {e})",
        )
    return page, article, tuple(dict.fromkeys((*page.warnings, *warnings)))


def story_day(article: Article) -> date | None:
    """The day to look officeholders up by: the story's day, else the middle of a narrow interval."""
    p = article.published
    if p is None:
        return None
    if p.date:
        return date.fromisoformat(p.date)
    if p.earliest and p.latest:
        first, last = date.fromisoformat(p.earliest), date.fromisoformat(p.latest)
        if (last - first).days <= 366:
            return date.fromordinal((first.toordinal() + last.toordinal()) // 2)
    return None


def _told(article: Article) -> list[tuple[int, int]]:
    """Where time expressions count: the story and its headline, not the furniture."""
    return [(s.start, s.end) for s in article.segments if s.kind in {"headline", "subhead", "body", "caption"}]


def _filed(article: Article, places: tuple[Place, ...]) -> Place | None:
    """The place of the dateline."""
    line = article.dateline
    return next((p for p in places if line is not None and line.start <= p.start < line.end), None)


def _countries(article: Article, places: tuple[Place, ...]) -> dict[int, str]:
    """Countries of places by the start of their last word, where the parser has the head of a name."""
    out = {}
    for p in places:
        if p.country and p.confidence >= SURE:
            text = article.text[p.start : p.end]
            out[p.start + (text.rfind(" ") + 1)] = p.country
    return out


def _place(
    s: Sentence, i: int, event: str, places: tuple[Place, ...], article: Article, filed: Place | None
) -> str | None:
    """Where an event happened. Words have no place but where they were filed or the one their own sentence gives."""
    found = event_place(s, i, places, article)
    place = next((p for p in places if p.id == found), None)
    if place is None or event not in VERBAL or s.start <= place.start < s.end or place is filed:
        return found
    return None


def _placed(article: Article, filed: Place | None) -> Article:
    """The article with the place of its dateline."""
    if article.dateline is None or filed is None:
        return article
    return structs.replace(article, dateline=structs.replace(article.dateline, place=filed.id))


def _packed(record: Record) -> Record:
    """The record with the packs in force."""
    packs = laid_packs()
    return structs.replace(record, packs=tuple(p.label for p in packs)) if packs else record


def code_article(page: Page, parsed: Parsed, warnings: tuple[Warning, ...] = ()) -> Record:
    """The record of one parsed article."""
    article = parsed.article
    written = date.fromisoformat(article.published.date) if article.published and article.published.date else None
    day = story_day(article)
    times = mark_times(article.text, _told(article), written)
    places = mark_places(parsed)
    filed = _filed(article, places)
    clusters = mark_actors(parsed, _lexicon(), day, _countries(article, places), filed.country if filed else None)
    drafts = mark_quotes(parsed)
    quotes, voices = resolve_quotes(parsed, drafts, clusters)
    coder = Coder(
        parsed,
        clusters,
        Voices(voices),
        lambda s, i, auxiliary: event_time(s, i, times, written),
        lambda s, i, event: _place(s, i, event, places, article, filed),
        lambda place: next((p.country for p in places if p.id == place), None),
        vote=load_vote(),
    )
    coded = coder.run()
    used = coded.used | {p.id for v in voices for p in (*v.speakers, *v.via)}
    record = Record(
        article=_placed(article, filed),
        actors=actor_records(clusters, used),
        events=tuple(coded.reports),
        quotes=quotes,
        times=times,
        places=places,
        rejected=tuple(coded.rejected),
        warnings=warnings,
    )
    record = _packed(record)
    if page.relation is not None:
        relation = relate_spans(coder, parsed, page.relation)
        return structs.replace(record, relation=relation)
    return record
