"""Web archives: which records give pages, how their bodies are had, and what a break leaves."""

from __future__ import annotations

import gzip
import resource
import zlib
from pathlib import Path

import pytest

from dateline.reading import Limits, read
from dateline.records import Failure, Page

HTML = "<!doctype html><html><head><title>Ferry resumes</title></head><body><p>The ferry of Käs resumed.</p></body></html>"
URL = "https://news.example/ferry"


def record(kind: str, block: bytes, *headers: str, url: str = URL, length: int | None = None) -> bytes:
    lines = ["WARC/1.0", f"WARC-Type: {kind}", f"WARC-Target-URI: {url}", "WARC-Date: 2024-05-03T08:00:00Z", *headers,
             f"Content-Length: {len(block) if length is None else length}"]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + block + b"\r\n\r\n"


def response(body: bytes, *headers: str, status: str = "200 OK", kind: str = "text/html; charset=utf-8") -> bytes:
    head = "\r\n".join([f"HTTP/1.1 {status}", f"Content-Type: {kind}", *headers]).encode()
    return record("response", head + b"\r\n\r\n" + body, "Content-Type: application/http; msgtype=response")


def chunked(body: bytes) -> bytes:
    return b"".join(b"%x;x=1\r\n%b\r\n" % (len(body[i : i + 37]), body[i : i + 37]) for i in range(0, len(body), 37)) + b"0\r\n\r\n"


def packed(*records: bytes) -> bytes:
    return b"".join(gzip.compress(r) for r in records)


def items(path: Path, data: bytes, limits: Limits | None = None) -> list[Page | Failure]:
    path.write_bytes(data)
    return list(read([path], limits=limits))


PLAIN = response(HTML.encode())


@pytest.mark.parametrize("pack", [False, True])
def test_what_gives_a_page_and_what_does_not(tmp_path: Path, pack: bool) -> None:
    feed = b'<?xml version="1.0"?><unknown><a>1</a></unknown>'
    records = [
        record("warcinfo", b"software: test\r\n", "Content-Type: application/warc-fields"),
        record("request", b"GET / HTTP/1.1\r\n\r\n", "Content-Type: application/http; msgtype=request"),
        PLAIN,
        response(b"moved", status="301 Moved"),
        response(b"%PDF-1.7", kind="application/pdf"),
        response(b"\xff\xd8\xff", kind="image/jpeg"),
        response(b'{"a": 1}', kind="application/json"),
        response(feed, kind="application/xml"),
        record("metadata", b"x: y\r\n", "Content-Type: application/warc-fields"),
        record("revisit", b"HTTP/1.1 200 OK\r\n\r\n", "Content-Type: application/http"),
        record("conversion", b"The text of the page alone, by a tool.", "Content-Type: text/plain"),
        record("resource", HTML.encode(), "Content-Type: text/html"),
        record("response", b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\nUser-agent: *\n", url="https://a.example/robots.txt"),
    ]
    path = tmp_path / ("a.warc.gz" if pack else "a.warc")
    got = items(path, packed(*records) if pack else b"".join(records))
    assert [i.id for i in got] == [f"{path}:{n}" for n in (3, 11, 12)]
    page = got[0]
    assert isinstance(page, Page)
    assert (page.url, page.fetched, page.path) == (URL, "2024-05-03T08:00:00Z", str(path))
    assert page.html == HTML
    assert isinstance(got[1], Page)
    assert got[1].text == "The text of the page alone, by a tool."


def test_bodies_are_unchunked_unpacked_and_decoded(tmp_path: Path) -> None:
    body = HTML.encode()
    raw = zlib.compressobj(wbits=-15)
    bare = raw.compress(body) + raw.flush()
    records = [
        response(chunked(body), "Transfer-Encoding: chunked"),
        response(gzip.compress(body), "Content-Encoding: gzip"),
        response(chunked(gzip.compress(body)), "Transfer-Encoding: chunked", "Content-Encoding: gzip"),
        response(zlib.compress(body), "Content-Encoding: deflate"),
        response(bare, "Content-Encoding: deflate"),
        response(body, "Transfer-Encoding: chunked", "Content-Encoding: gzip"),  # the archive's maker unpacked it
        response(body, "Content-Encoding: br"),
        response(HTML.encode("iso-8859-2"), kind="text/html; charset=ISO-8859-2"),
    ]
    got = items(tmp_path / "a.warc.gz", packed(*records))
    assert [i.html for i in got if isinstance(i, Page)] == [HTML] * len(records)
    assert all(i.warnings == () for i in got if isinstance(i, Page))


def test_brotli(tmp_path: Path) -> None:
    from fastwarc.stream_io import BrotliWriter

    writer = BrotliWriter(str(tmp_path / "body.br"))
    writer.write(HTML.encode())
    writer.close()
    (page,) = items(tmp_path / "a.warc", response((tmp_path / "body.br").read_bytes(), "Content-Encoding: br"))
    assert isinstance(page, Page)
    assert page.html == HTML
    failed = items(tmp_path / "b.warc", response(b"\x13garbage" * 50, "Content-Encoding: br"))[0]
    assert isinstance(failed, Failure)


def test_a_page_marked_truncated_has_a_warning(tmp_path: Path) -> None:
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + HTML.encode()[:-20]
    data = record("response", block, "WARC-Truncated: length", "Content-Type: application/http")
    (page,) = items(tmp_path / "a.warc", data)
    assert isinstance(page, Page)
    assert [w.code for w in page.warnings] == ["truncated"]


def test_a_cut_file_gives_what_came_before_and_the_beginning(tmp_path: Path) -> None:
    long = response((HTML + "".join(f"<p>Line {i * 7919} of it.</p>" for i in range(3000))).encode())
    data = packed(PLAIN, long)
    got = items(tmp_path / "a.warc.gz", data[:-4000])
    assert isinstance(got[0], Page)
    assert isinstance(got[1], Page)
    assert [w.code for w in got[1].warnings] == ["truncated"]
    assert isinstance(got[2], Failure)
    assert "record 2 at byte" in got[2].message
    (page, failure) = items(tmp_path / "b.warc", PLAIN + b"WARC/1.0\r\nWARC-Type: respo")
    assert isinstance(page, Page)
    assert isinstance(failure, Failure)


def test_damaged_records_are_passed_over(tmp_path: Path) -> None:
    wounded = bytearray(gzip.compress(response(HTML.encode() + bytes(range(256)) * 40)))
    wounded[200:260] = b"#" * 60
    got = items(tmp_path / "a.warc.gz", gzip.compress(PLAIN) + bytes(wounded) + packed(PLAIN, PLAIN))
    assert [i.id for i in got if isinstance(i, Page) and not i.warnings] == [f"{tmp_path}/a.warc.gz:{n}" for n in (1, 3, 4)]
    assert any(isinstance(i, Failure) and "record 2 " in i.message for i in got)
    bad = b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: many\r\n\r\nxx\r\n\r\n"
    got = items(tmp_path / "b.warc", PLAIN + bad + b"junk\r\n" * 9 + PLAIN)
    assert [type(i).__name__ for i in got] == ["Page", "Failure", "Page"]
    got = items(tmp_path / "c.warc", PLAIN + PLAIN.replace(b"resumed", b"r") + PLAIN)  # a record shorter than it says
    assert isinstance(got[0], Page)
    assert any(isinstance(i, Failure) for i in got)


def test_records_over_the_limit(tmp_path: Path) -> None:
    big, film = response(b"<p>" + b"word " * 40_000), response(b"\0" * 200_000, kind="video/mp4")
    bomb = response(gzip.compress(b"<p>" + b"word " * 40_000), "Content-Encoding: gzip")
    got = items(tmp_path / "a.warc", PLAIN + big + film + bomb + PLAIN, Limits(item_bytes=100_000))
    assert [type(i).__name__ for i in got] == ["Page", "Failure", "Failure", "Page"]
    assert isinstance(got[1], Failure)
    assert got[1].code == "too-large"
    assert f"record 2 at byte {len(PLAIN)}" in got[1].message
    assert isinstance(got[2], Failure)
    assert "limit" in got[2].message


def test_an_archive_without_pages(tmp_path: Path) -> None:
    (got,) = items(tmp_path / "a.warc", response(b"gone", status="404 Not Found"))
    assert isinstance(got, Failure)
    assert got.code == "empty"


def test_fifty_megabytes_in_little_memory(tmp_path: Path) -> None:
    path = tmp_path / "a.warc.gz"
    member = gzip.compress(response((HTML + "".join(f"<p>{i * 7919 % 10007}</p>" for i in range(20_000))).encode()), 1)
    film = gzip.compress(response(b"film" * 2_000_000, kind="video/mp4"), 1)
    with path.open("wb") as out:
        for _ in range(100):
            out.write(member)
        for _ in range(3):
            out.write(film)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert sum(isinstance(i, Page) for i in read([path])) == 100
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 40_000  # kilobytes
