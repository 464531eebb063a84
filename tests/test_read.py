"""Reading: forms, decoding, bad input. Every bad item is one Failure that says what to do."""

from __future__ import annotations

import gzip
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from dateline.errors import ReadError
from dateline.reading import Limits, page_from_text, read
from dateline.records import Failure, Page

HTML = "<!doctype html><html><head><title>A title</title></head><body><p>Ministers met on Monday.</p></body></html>"


def one(path: Path | str, **options: object) -> Page | Failure:
    items = list(read([path], **options))  # type: ignore[arg-type]
    assert len(items) == 1
    return items[0]


def failure(path: Path | str, **options: object) -> Failure:
    item = one(path, **options)
    assert isinstance(item, Failure)
    assert item.message.endswith((".", "name)")), item.message
    return item


def page(path: Path | str) -> Page:
    item = one(path)
    assert isinstance(item, Page), item
    return item


def test_text_is_kept_to_the_character(tmp_path: Path) -> None:
    text = "  A line.\r\n\r\n\tAnother – with “quotes”.\n\n"
    (tmp_path / "a.txt").write_bytes(text.encode())
    got = page(tmp_path / "a.txt")
    assert got.text == text
    assert got.media_type == "text/plain"
    assert got.warnings == ()


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_marked_and_wide_encodings(tmp_path: Path, encoding: str) -> None:
    text = "Zelenskyy said “no” in Kraków on Friday."
    (tmp_path / "a.txt").write_bytes(text.encode(encoding))
    assert page(tmp_path / "a.txt").text == text


def test_windows_1252_is_read_with_a_warning(tmp_path: Path) -> None:
    text = "The café’s owner said “yes” – twice. " * 4
    (tmp_path / "a.txt").write_bytes(text.encode("windows-1252"))
    got = page(tmp_path / "a.txt")
    assert got.text == text
    assert [w.code for w in got.warnings] == ["encoding-guessed"]


def test_wounded_utf8_is_read_with_a_warning(tmp_path: Path) -> None:
    data = ("“Ça va”, déjà vu à Orléans. " * 20).encode() + b"\xff end"
    (tmp_path / "a.txt").write_bytes(data)
    got = page(tmp_path / "a.txt")
    assert got.text is not None
    assert got.text.startswith("“Ça va”")
    assert [w.code for w in got.warnings] == ["encoding"]


def test_html_is_told_by_content_and_declared_charset_holds(tmp_path: Path) -> None:
    source = '<html><head><meta charset="iso-8859-2"></head><body><p>Łódź</p></body></html>'
    (tmp_path / "page.txt").write_bytes(source.encode("iso-8859-2"))
    got = page(tmp_path / "page.txt")
    assert got.media_type == "text/html"
    assert got.html is not None
    assert "Łódź" in got.html
    assert got.warnings == ()


def test_jsonl_fields_and_ids(tmp_path: Path) -> None:
    lines = [{"id": "x", "text": "One.", "date": "2024-01-02", "url": "https://news.example/a"},
             {"id": 7, "html": HTML, "fetched": "2024-01-03"},
             {"text": "No id.", "relation": {"source": [0, 2], "target": None}}]
    path = tmp_path / "a.jsonl"
    path.write_text("\n".join(map(json.dumps, lines)) + "\n", encoding="utf-8")
    first, second, third = read([path])
    assert isinstance(first, Page)
    assert isinstance(second, Page)
    assert isinstance(third, Page)
    assert (first.id, first.text, first.date, first.url) == ("x", "One.", "2024-01-02", "https://news.example/a")
    assert (second.id, second.media_type, second.fetched) == ("7", "text/html", "2024-01-03")
    assert third.id == f"{path}:3"
    assert third.relation is not None
    assert third.relation.source == (0, 2)


def test_jsonl_broken_lines_do_not_stop_the_others(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"id": "a", "text": "One."}\n{"id": "b", "te\n{"id": "c", "text": 3}\n{"id": "d"}\n\n'
                     b'{"id": "e", "text": "Two."}')
    items = list(read([path]))
    assert [type(i).__name__ for i in items] == ["Page", "Failure", "Failure", "Failure", "Page"]
    failures = [i for i in items if isinstance(i, Failure)]
    assert [f.code for f in failures] == ["bad-line", "bad-line", "empty"]
    assert f"{path}:2" in failures[0].message
    assert f"{path}:3" in failures[1].message
    assert failures[2].id == "d"


def test_gzip_is_unpacked_whatever_the_form(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(b'{"id": "a", "text": "One."}\n'))
    (tmp_path / "b.html.gz").write_bytes(gzip.compress(HTML.encode()))
    assert page(tmp_path / "a.jsonl.gz").id == "a"
    assert page(tmp_path / "b.html.gz").media_type == "text/html"


def test_cut_gzip_is_one_failure(tmp_path: Path) -> None:
    data = gzip.compress(b'{"id": "a", "text": "One."}\n' * 2000)
    (tmp_path / "a.jsonl.gz").write_bytes(data[:len(data) // 2])
    last = list(read([tmp_path / "a.jsonl.gz"]))[-1]
    assert isinstance(last, Failure)
    assert last.code == "not-readable"


def test_a_line_over_the_limit_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    long = '{"id": "b", "text": "' + "x" * 5000 + '"}'
    path.write_text(f'{{"id": "a", "text": "One."}}\n{long}\n{{"id": "c", "text": "Two."}}\n', encoding="utf-8")
    items = list(read([path], limits=Limits(item_bytes=1000)))
    assert [type(i).__name__ for i in items] == ["Page", "Failure", "Page"]
    assert isinstance(items[1], Failure)
    assert items[1].code == "too-large"
    assert "item_bytes" in items[1].message


def test_fifty_megabytes_in_one_line_are_one_failure(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"word " * 10_000_000)
    got = failure(path)
    assert got.code == "too-large"
    assert "20 MB" in got.message


def test_jsonl_streams_without_reading_ahead() -> None:
    class Endless(io.RawIOBase):
        def __init__(self) -> None:
            self.served = 0

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: object) -> int:
            line = b'{"id": "a", "text": "One sentence for the record."}\n'
            view = memoryview(buffer)  # type: ignore[arg-type]
            data = (line * (len(view) // len(line) + 1))[:len(view) - len(view) % len(line)] or line[:len(view)]
            view[:len(data)] = data
            self.served += len(data)
            return len(data)

    source = Endless()
    items: Iterator[Page | Failure] = read(["-"], stdin=io.BufferedReader(source))
    assert [next(items).id for _ in range(100)] == ["a"] * 100
    assert source.served < 1_000_000


@pytest.mark.parametrize(("name", "data", "code"), [
    ("empty.txt", b"", "empty"), ("blank.txt", b" \n\t\n", "empty"), ("empty.jsonl", b"\n\n", "empty"),
    ("page.pdf", b"%PDF-1.7 ...", "binary"), ("a.docx", b"PK\x03\x04....", "binary"),
    ("a.bin", bytes(range(256)) * 8, "binary"), ("a.png", b"\x89PNG\r\n\x1a\n....", "binary"),
])
def test_empty_and_binary_files(tmp_path: Path, name: str, data: bytes, code: str) -> None:
    (tmp_path / name).write_bytes(data)
    got = failure(tmp_path / name)
    assert got.code == code
    assert got.path == str(tmp_path / name)


def test_missing_path_and_glob_without_match(tmp_path: Path) -> None:
    assert failure(tmp_path / "none.txt").code == "not-found"
    assert failure(str(tmp_path / "*.none")).code == "not-found"
    assert failure(tmp_path).code == "empty"


def test_unreadable_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_text("A sentence.", encoding="utf-8")

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    got = failure(path)
    assert got.code == "not-readable"
    assert "Permission denied" in got.message


def test_folders_are_read_in_order_and_hidden_files_left(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    for name in ("z.txt", "a.txt", "b/c.txt", ".hidden.txt"):
        (tmp_path / name).write_text("A sentence.", encoding="utf-8")
    ids = [Path(i.id).name for i in read([tmp_path])]
    assert ids == ["a.txt", "z.txt", "c.txt"]
    assert [Path(i.id).name for i in read([str(tmp_path / "*.txt")])] == ["a.txt", "z.txt"]


def test_standard_input_is_sniffed() -> None:
    got = [next(iter(read(["-"], stdin=io.BytesIO(data)))) for data in
           (b"A sentence.", HTML.encode(), b'{"id": "a", "text": "One."}\n{"id": "b", "text": "Two."}\n')]
    assert [(i.id, getattr(i, "media_type", None)) for i in got] == [
        ("stdin", "text/plain"), ("stdin", "text/html"), ("a", "text/plain")]


def test_long_first_line_of_jsonl_is_still_jsonl() -> None:
    data = json.dumps({"id": "a", "html": HTML.replace("</body>", "<p>x</p>" * 20_000 + "</body>")}).encode()
    first = next(iter(read(["-"], stdin=io.BytesIO(data + b"\n"))))
    assert isinstance(first, Page)
    assert first.id == "a"


def test_page_from_text() -> None:
    assert page_from_text("A sentence.", id="me").id == "me"
    assert page_from_text("A sentence.").id == page_from_text("A sentence.").id
    with pytest.raises(ReadError):
        page_from_text(" \n")
