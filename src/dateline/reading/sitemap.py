"""Google's news sitemaps: headlines, days and addresses; the stories stand elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from dateline.reading.origin import Origin
from dateline.reading.wire import item_page, web
from dateline.reading.xml import below, child, children, local, parse, root_name, text_of
from dateline.records import Failure, Page, Part

TYPE = "application/xml"


class SitemapReader:
    """Reads the news items of a sitemap, headline only."""

    form = "news-sitemap"

    def score(self, head: bytes, name: str) -> float:
        return 1.0 if root_name(head) in ("urlset", "sitemapindex") else 0.0

    def read(self, stream: BinaryIO, origin: Origin) -> Iterator[Page | Failure]:
        document = parse(stream, origin)
        if isinstance(document, Failure):
            yield document
            return
        root = document.root
        if local(root) == "sitemapindex":
            yield origin.failure(
                "no-story",
                f"{origin.id} is a list of {len(children(root, 'sitemap'))} other sitemaps without a headline; give one of those.",
            )
            return
        bare = 0
        for number, entry in enumerate(children(root, "url"), 1):
            news = child(entry, "news")
            if news is None:
                bare += 1
                continue
            url = web(text_of(child(entry, "loc")))
            paper = below(news, "publication", "name")
            yield item_page(
                origin,
                url or f"{origin.id}#{number}",
                TYPE,
                [Part("headline", text_of(child(news, "title")))],
                days=[
                    ("publication_date", text_of(child(news, "publication_date"))),
                    ("lastmod", text_of(child(entry, "lastmod"))),
                ],
                metadata=[
                    ("provider", text_of(paper)),
                    ("keyword", text_of(child(news, "keywords"))),
                    ("genre", text_of(child(news, "genres"))),
                    ("stock", text_of(child(news, "stock_tickers"))),
                ],
                language=text_of(below(news, "publication", "language")),
                url=url,
                warnings=document.warnings,
            )
        if bare:
            yield origin.failure(
                "no-story",
                f"{origin.id} lists {bare} addresses without a headline; a sitemap holds no stories, give the pages.",
            )
