"""Feeds and wire formats: own fixtures of invented news, good, odd and hostile."""

# ruff: noqa: E501

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path

import pytest

from dateline.extract import extract
from dateline.reading import Limits, read
from dateline.records import Failure, Page

PARAGRAPHS = (
    "TARVIK, Ostmark, June 3 (AFP) — Ostmark and Lunde signed a fishing accord on Monday, ending a dispute of two years.",
    "“We have what we came for,” Lunde’s minister Ida Falk told reporters.",
)
HTML = "".join(f"<p>{p}</p>" for p in PARAGRAPHS)
HEADLINE = "Ostmark and Lunde sign fishing accord"


def pages(data: str | bytes, name: str, tmp_path: Path, **options: object) -> list[Page | Failure]:
    path = tmp_path / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return list(read([path], **options))  # type: ignore[arg-type]


def one(data: str | bytes, name: str, tmp_path: Path) -> Page:
    found = pages(data, name, tmp_path)
    assert len(found) == 1 and isinstance(found[0], Page), found
    return found[0]


def kinds(page: Page, kind: str) -> list[str]:
    return [p.text for p in page.parts if p.kind == kind]


RSS = f"""<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/" xmlns:atom="http://www.w3.org/2005/Atom">
<channel><title>Northern Press</title><link>https://news.example/world/</link><atom:link href="https://news.example/rss" rel="self"/>
<language>en-gb</language>
<item><title>{HEADLINE}</title><link>2024/06/fishing</link><guid isPermaLink="false">npa-77</guid>
<dc:creator>Ann Lee and Bo Hall</dc:creator><category>fishing</category>
<pubDate>Mon, 03 Jun 2024 23:40:00 -0600</pubDate><description>Short.</description>
<content:encoded><![CDATA[{HTML}<figure><img src="a.jpg"><figcaption>The harbour of Tarvik.</figcaption></figure><p>Read more</p>]]></content:encoded>
<media:content url="b.jpg"><media:title>Not the headline</media:title><media:credit>Photo: NPA</media:credit></media:content></item>
<item><title>Strike &amp;amp; talks: caf&eacute; owners walk out</title><guid>https://news.example/strike</guid>
<author>desk@news.example (Eva Holm)</author><pubDate>4 Jun 2024 08:00:00 EST</pubDate>
<description>&lt;p&gt;Caf&amp;eacute; owners in Tarvik shut their doors on Tuesday.&lt;/p&gt;</description></item>
</channel></rss>"""


def test_rss(tmp_path: Path) -> None:
    first, second = pages(RSS, "world.xml", tmp_path)
    assert isinstance(first, Page) and isinstance(second, Page)
    assert kinds(first, "headline") == [HEADLINE]
    assert kinds(first, "body")[:2] == list(PARAGRAPHS)
    assert kinds(first, "caption") == ["The harbour of Tarvik."] and kinds(first, "credit") == ["Photo: NPA"]
    assert (first.id, first.url) == ("npa-77", "https://news.example/world/2024/06/fishing")
    assert first.date == "2024-06-03T23:40:00-06:00" and first.language == "en-gb"
    assert first.authors == ("Ann Lee", "Bo Hall") and ("subject", "fishing") in first.metadata
    article, _ = extract(first)
    assert article.published is not None and article.published.date == "2024-06-03"  # the day at its own offset
    assert "Read more" not in [article.text[s.start : s.end] for s in article.segments if s.kind == "body"]
    assert article.dateline is not None and article.text[article.dateline.start :].startswith("TARVIK")
    assert kinds(second, "headline") == ["Strike & talks: café owners walk out"]
    assert kinds(second, "body") == ["Café owners in Tarvik shut their doors on Tuesday."]
    assert second.authors == ("Eva Holm",) and second.date == "2024-06-04T08:00:00-05:00"
    assert second.url == "https://news.example/strike" and [w.code for w in second.warnings] == ["abstract-only"]


def test_rss_1_and_old_rss(tmp_path: Path) -> None:
    rdf = f"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
     xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>N</title></channel>
     <item rdf:about="https://news.example/1"><title>{HEADLINE}</title><link>https://news.example/1</link>
     <description>{PARAGRAPHS[0]}</description><dc:date>2024-06-03T10:00:00+02:00</dc:date></item></rdf:RDF>"""
    page = one(rdf, "feed.rdf", tmp_path)
    assert kinds(page, "body") == [PARAGRAPHS[0]] and page.date == "2024-06-03T10:00:00+02:00"
    old = f"""<!DOCTYPE rss PUBLIC "-//Netscape//DTD RSS 0.91//EN" "http://my.netscape.example/rss-0.91.dtd"><rss version="0.91">
     <channel><title>N</title><item><title>Caf&eacute; talks</title><description>{PARAGRAPHS[0]}</description></item></channel></rss>"""
    assert kinds(one(old, "old.rss", tmp_path), "headline") == ["Café talks"]


ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en" xml:base="https://news.example/a/"><title>Northern Press</title>
<author><name>The Desk</name></author>
<entry><title type="html">Envoy &amp;lt;b&amp;gt;recalled&amp;lt;/b&amp;gt; after “caf&amp;eacute;” remark</title><id>tag:1</id><link href="x.html"/>
<updated>2024-06-09T00:00:00Z</updated><published>2024-06-03T09:45:00+01:00</published>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><h2>Dispute</h2><p>{PARAGRAPHS[0]}</p><p>One<br/>two</p><script>x()</script></div></content></entry>
<entry><title>Only a summary</title><id>tag:2</id><updated>2024-06-09T00:00:00Z</updated><summary>The talks go on.</summary></entry></feed>"""


def test_atom(tmp_path: Path) -> None:
    first, second = pages(ATOM, "a.atom", tmp_path)
    assert isinstance(first, Page) and isinstance(second, Page)
    assert kinds(first, "headline") == ["Envoy recalled after “café” remark"]
    assert kinds(first, "subhead") == ["Dispute"] and kinds(first, "body") == [PARAGRAPHS[0], "One two"]
    assert first.date == "2024-06-03T09:45:00+01:00" and first.dates == (("updated", "2024-06-09T00:00:00Z"),)
    assert first.url == "https://news.example/a/x.html" and first.authors == ("The Desk",)
    assert [w.code for w in second.warnings] == ["abstract-only"]


def test_json_feed(tmp_path: Path) -> None:
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "N", "home_page_url": "https://news.example/", "language": "en",
            "items": [{"id": "7", "url": "/fishing", "title": HEADLINE, "content_html": HTML, "date_published": "2024-06-03T10:00:00Z",
                       "authors": [{"name": "Ann Lee"}], "tags": ["fishing"]},
                      {"id": 8, "content_text": "One paragraph.\n\nAnother."}, {"id": "9"}]}
    first, second, third = pages(json.dumps(feed, indent=1), "feed.json", tmp_path)
    assert isinstance(first, Page) and isinstance(second, Page) and isinstance(third, Failure)
    assert kinds(first, "body") == list(PARAGRAPHS) and first.url == "https://news.example/fishing"
    assert second.id == "8" and kinds(second, "body") == ["One paragraph.", "Another."]
    assert third.code == "no-story"


def test_news_sitemap(tmp_path: Path) -> None:
    sitemap = f"""<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
    <url><loc>https://news.example/1</loc><news:news><news:publication><news:name>N</news:name><news:language>en</news:language>
    </news:publication><news:publication_date>2024-06-03</news:publication_date><news:title>{HEADLINE}</news:title></news:news></url>
    <url><loc>https://news.example/about</loc></url></urlset>"""
    page, rest = pages(sitemap, "s.xml", tmp_path)
    assert isinstance(page, Page) and isinstance(rest, Failure)
    assert kinds(page, "headline") == [HEADLINE] and page.url == "https://news.example/1" and page.date == "2024-06-03"
    assert [w.code for w in page.warnings] == ["no-body"] and "1 addresses" in rest.message
    index = '<sitemapindex><sitemap><loc>https://news.example/s1.xml</loc></sitemap></sitemapindex>'
    (only,) = pages(index, "i.xml", tmp_path)
    assert isinstance(only, Failure) and "other sitemaps" in only.message


NINJS = {
    "1": {"uri": "urn:npa:1", "type": "text", "language": "en", "headline": HEADLINE, "byline": "By Ann Lee", "urgency": 4,
          "body_text": "\n\n".join(PARAGRAPHS), "firstcreated": "2024-06-03T23:40:00-06:00", "versioncreated": "2024-06-05T08:00:00Z",
          "subject": [{"name": "fishing"}], "embargoed": "2024-06-03T20:00:00Z", "ednote": "Corrects the name of the minister."},
    "2": {"standard": {"name": "ninjs", "version": "2.1"}, "uri": "https://news.example/1", "by": "Ann Lee", "language": "en",
          "headlines": [{"role": "short", "value": "Accord"}, {"role": "main", "value": HEADLINE}], "urgency": 4,
          "bodies": [{"role": "caption", "value": "A boat."}, {"role": "main", "contenttype": "text/html", "value": HTML}],
          "contentcreated": "2024-06-03T23:40:00-06:00", "subjects": [{"name": "fishing"}]},
    "3": {"standard": {"name": "ninjs", "version": "3.0"}, "uri": "urn:npa:1", "by": "By Ann Lee", "language": "en", "urgency": 4,
          "headlines": [{"value": HEADLINE}], "bodies": [{"contentType": "text/html", "value": HTML}],
          "contentCreated": "2024-06-03T23:40:00-06:00", "versionCreated": "2024-06-05T08:00:00Z", "subjects": [{"name": "fishing"}]},
}  # fmt: skip


@pytest.mark.parametrize("version", NINJS)
@pytest.mark.parametrize("indent", [None, 2])
def test_ninjs(version: str, indent: int | None, tmp_path: Path) -> None:
    page = one(json.dumps(NINJS[version], indent=indent), "item.json", tmp_path)
    assert page.media_type == "application/ninjs+json"
    assert kinds(page, "headline") == [HEADLINE] and kinds(page, "body") == list(PARAGRAPHS)
    assert page.date == "2024-06-03T23:40:00-06:00" and page.authors == ("Ann Lee",) and page.language == "en"
    assert {("urgency", "4"), ("subject", "fishing")} <= set(page.metadata)
    if version == "1":
        assert kinds(page, "correction") == ["Corrects the name of the minister."]
        assert ("embargo", "2024-06-03T20:00:00Z") in page.metadata


def test_ninjs_lists_lines_and_what_is_no_story(tmp_path: Path) -> None:
    event = {"uri": "urn:npa:2", "type": "event", "standard": {"name": "ninjs", "version": "3.0"}, "title": "Summit"}
    bare = {"uri": "urn:npa:3", "versioncreated": "2024-06-05T08:00:00Z"}
    for data in (json.dumps([NINJS["1"], event, bare]), "\n".join(map(json.dumps, [NINJS["1"], event, bare]))):
        story, planned, nothing = pages(data, "items.json", tmp_path)
        assert isinstance(story, Page) and isinstance(planned, Failure) and isinstance(nothing, Failure)
        assert "event" in planned.message and nothing.code == "no-story"
    carrying = {**NINJS["1"], "associations": {"background": {**NINJS["1"], "uri": "urn:npa:4"}, "picture": {"uri": "p", "type": "picture"}}}
    assert [p.id for p in pages(json.dumps(carrying), "c.json", tmp_path)] == ["urn:npa:1", "urn:npa:4"]


def nitf(dateline: str = "") -> str:
    return f"""<nitf><head><title>T</title><docdata><doc-id id-string="npa-7"/><urgency ed-urg="4"/><date.issue norm="20240604T101500Z"/>
    <ed-msg info="Adds quote"/><key-list><keyword key="fishing"/></key-list></docdata></head><body><body.head><hedline><hl1>{HEADLINE}</hl1>
    <hl2>Dispute of two years ends</hl2></hedline><byline>By <person>Ann Lee</person>, <byttl>Staff</byttl></byline>
    <dateline><location>Tarvik, Ostmark</location><story.date norm="20240603">June 3</story.date></dateline></body.head>
    <body.content><block><p>{dateline}{PARAGRAPHS[1]}</p><media media-type="image"><media-reference source="a.jpg">x</media-reference>
    <media-caption><p>The harbour.</p></media-caption></media></block><p>Boats left at <em>dawn</em>.</p></body.content>
    <body.end><tagline>(Editing by Bo Hall)</tagline></body.end></body></nitf>"""


def test_nitf(tmp_path: Path) -> None:
    page = one(nitf(), "story.nitf", tmp_path)
    assert [p.kind for p in page.parts] == ["headline", "subhead", "byline", "dateline", "body", "caption", "body", "credit"]
    assert kinds(page, "dateline") == ["Tarvik, Ostmark June 3"] and kinds(page, "body")[1] == "Boats left at dawn."
    assert page.authors == ("Ann Lee",) and page.date == "2024-06-03" and page.id == "npa-7"
    assert {("urgency", "4"), ("note", "Adds quote"), ("keyword", "fishing")} <= set(page.metadata)
    article, _ = extract(page)
    assert article.published is not None and article.published.date == "2024-06-03"
    assert kinds(one(nitf("TARVIK, Ostmark, June 3 (AFP) — "), "s.nitf", tmp_path), "dateline") == []


def newsml(content: str, kind: str = "newsItem") -> str:
    return f"""<{kind} xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:npa:9" version="2" xml:lang="en">
    <itemMeta><itemClass qcode="ninat:text"/><provider qcode="p:NPA"><name>Northern Press</name></provider>
    <versionCreated>2024-06-05T10:20:00Z</versionCreated><embargoed>2024-06-04T00:00:00Z</embargoed></itemMeta>
    <contentMeta><urgency>4</urgency><contentCreated>2024-06-03T10:00:00+02:00</contentCreated><located><name>Tarvik</name></located>
    <creator><name>Ann Lee</name></creator><language tag="en-GB"/><subject qcode="medtop:1"><name>fishing</name></subject>
    <headline role="hl:short">Accord</headline><headline>{HEADLINE}</headline><description>Abstract only.</description></contentMeta>
    <contentSet>{content}</contentSet></{kind}>"""


@pytest.mark.parametrize("content", [
    f'<inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><head><title>T</title></head><body>{HTML}</body></html></inlineXML>',
    f'<inlineXML contenttype="application/nitf+xml"><nitf><body><body.content>{HTML}</body.content></body></nitf></inlineXML>',
    f"<inlineData contenttype='text/plain'>{PARAGRAPHS[0]}\n{PARAGRAPHS[1]}</inlineData>",
])
def test_newsml_g2(content: str, tmp_path: Path) -> None:
    page = one(newsml(content), "item.xml", tmp_path)
    assert kinds(page, "headline") == [HEADLINE] and kinds(page, "body") == list(PARAGRAPHS)
    assert page.date == "2024-06-03T10:00:00+02:00" and page.language == "en-GB" and page.authors == ("Ann Lee",)
    assert {("urgency", "4"), ("located", "Tarvik"), ("provider", "Northern Press"), ("embargo", "2024-06-04T00:00:00Z"),
            ("abstract", "Abstract only.")} <= set(page.metadata)


def test_newsml_messages_and_what_holds_no_story(tmp_path: Path) -> None:
    bare = one(newsml("<remoteContent href='a.xml'/>"), "item.xml", tmp_path)
    assert {w.code for w in bare.warnings} == {"no-body", "remote-content"}
    (package,) = pages(newsml("", "packageItem"), "p.xml", tmp_path)
    assert isinstance(package, Failure) and "package" in package.message
    message = f"""<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet>{newsml(f"<inlineXML>{HTML}</inlineXML>")}
    {newsml("", "planningItem")}</itemSet></newsMessage>"""
    story, plan = pages(message, "m.xml", tmp_path)
    assert isinstance(story, Page) and isinstance(plan, Failure)
    old = f"""<NewsML><NewsItem><Identification><NewsIdentifier><PublicIdentifier>urn:npa:1</PublicIdentifier></NewsIdentifier></Identification>
    <NewsManagement><FirstCreated>20240603T101500Z</FirstCreated></NewsManagement><NewsComponent><NewsLines><HeadLine>{HEADLINE}</HeadLine>
    <ByLine>By Ann Lee</ByLine></NewsLines><ContentItem><DataContent>{HTML}</DataContent></ContentItem></NewsComponent></NewsItem></NewsML>"""
    page = one(old, "old.xml", tmp_path)
    assert (page.id, page.date, page.authors) == ("urn:npa:1", "2024-06-03", ("Ann Lee",)) and kinds(page, "body") == list(PARAGRAPHS)


def test_json_list_of_our_own_lines(tmp_path: Path) -> None:
    found = pages(json.dumps([{"id": "a", "text": "One."}, {"id": "b", "html": "<p>Two.</p>"}], indent=2), "list.json", tmp_path)
    assert [p.id for p in found] == ["a", "b"]
    (odd,) = pages('{\n "rows": [1, 2]\n}', "odd.json", tmp_path)
    assert isinstance(odd, Failure) and odd.code == "unknown-form"
    (bad,) = pages('[{"id": "a", "text": "One."},', "cut.json", tmp_path)
    assert isinstance(bad, Failure) and bad.code == "bad-json"


LAUGHS = """<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>
<rss><channel><item><title>&c;</title><description>x</description></item></channel></rss>"""
FILE = """<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY f SYSTEM "file:///etc/passwd">]>
<rss><channel><item><title>T</title><description>&f;</description></item></channel></rss>"""


@pytest.mark.parametrize("data", [LAUGHS, FILE, FILE.replace("SYSTEM", "PUBLIC 'x'"), FILE.replace("ENTITY f", "ENTITY % f")])
def test_entities_are_refused(data: str, tmp_path: Path) -> None:
    (found,) = pages(data, "bad.xml", tmp_path)
    assert isinstance(found, Failure) and found.code == "hostile-xml" and "bad.xml" in found.message


def test_the_rest_of_the_batch_goes_on(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text(LAUGHS)
    (tmp_path / "b.xml").write_text(RSS)
    (tmp_path / "c.xml").write_text("<contentMeta><headline>x</headline></contentMeta>")
    found = list(read([tmp_path]))
    assert [type(f).__name__ for f in found] == ["Failure", "Page", "Page", "Failure"]
    assert "contentMeta" in found[-1].message  # type: ignore[union-attr]


def test_truncated_and_wrongly_declared(tmp_path: Path) -> None:
    cut = RSS[: RSS.index("Strike")]
    found = pages(cut, "cut.xml", tmp_path)
    assert isinstance(found[0], Page) and kinds(found[0], "body")[:2] == list(PARAGRAPHS)
    assert "broken-xml" in {w.code for w in found[0].warnings}
    latin = RSS.replace('"1.0"?>', '"1.0" encoding="UTF-8"?>', 1).replace("—", "-").replace("“", '"').replace("”", '"').replace("’", "'")
    page = pages(latin.replace("Tarvik.", "Tårvik.").encode("latin-1"), "latin.xml", tmp_path)[0]
    assert isinstance(page, Page) and kinds(page, "caption") == ["The harbour of Tårvik."]
    wide = pages(RSS.encode("utf-16"), "wide.xml", tmp_path)[0]
    assert isinstance(wide, Page) and kinds(wide, "headline") == [HEADLINE]


def test_limits_and_depth(tmp_path: Path) -> None:
    (found,) = pages(RSS, "big.xml", tmp_path, limits=Limits(item_bytes=500))
    assert isinstance(found, Failure) and found.code == "too-large"
    deep = "<div>" * 5000 + "Deep." + "</div>" * 5000
    item = f"<rss><channel><item><title>T</title><description><![CDATA[{deep}]]></description></item></channel></rss>"
    page = pages(item, "deep.xml", tmp_path)[0]
    assert isinstance(page, Page) and "Deep." in " ".join(kinds(page, "body"))


def test_from_standard_input() -> None:
    found = list(read(["-"], stdin=BytesIO(RSS.encode())))
    assert [type(f).__name__ for f in found] == ["Page", "Page"]
