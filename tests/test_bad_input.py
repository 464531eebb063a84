"""Bad input: one clear message an item, exit status 1, the others done, the desk intact."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from dateline.cli.app import run
from dateline.records import Record
from dateline.store import Desk
from dateline.store.desk import FILE
from desks import VISIT

GOOD = "Norway met Chile in Oslo on Monday."
Capture = pytest.CaptureFixture[str]


def answer(capfd: Capture, *arguments: object) -> tuple[int, list[Record], list[str]]:
    """Exit status, records and lines of complaint of `dateline code --jsonl`."""
    capfd.readouterr()
    status = run(["code", *map(str, arguments), "--jsonl", "--workers", "1"])
    out, err = capfd.readouterr()
    assert "Traceback" not in err
    return status, [Record.from_json(line) for line in out.splitlines()], err.splitlines()


def refused(capfd: Capture, path: Path, *words: str) -> None:
    """A bad file beside a good one: the good one is coded, the bad one named in one line that holds `words`."""
    good = path.parent / "zz-good.txt"
    good.write_text(GOOD, encoding="utf-8")
    status, records, complaints = answer(capfd, path, good)
    assert status == 1
    assert [r.article.source.path for r in records] == [str(good)]
    assert len(complaints) == 1, complaints
    for word in (str(path), *words):
        assert word in complaints[0]


@pytest.mark.parametrize("content", [b"", b"\n \t\n"])
def test_empty(capfd: Capture, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.txt").write_bytes(content)
    refused(capfd, tmp_path / "a.txt", "nothing to read")


@pytest.mark.parametrize(("name", "content", "words"), [
    ("a.bin", bytes(range(256)) * 40, ("binary", "give text")),
    ("a.pdf", b"%PDF-1.7\n%\xe2\xe3\n1 0 obj", ("PDF", "pdftotext")),
    ("a.txt", b"\x89PNG\r\n\x1a\n" + b"\0" * 99, ("image", "text of the page")),
    ("a.docx", b"PK\x03\x04" + b"\0" * 99, ("save it",)),
    ("a.txt", b"\x00\x01\x02\x03" * 999, ("binary",)),
])
def test_binary(capfd: Capture, tmp_path: Path, name: str, content: bytes, words: tuple[str, ...]) -> None:
    (tmp_path / name).write_bytes(content)
    refused(capfd, tmp_path / name, *words)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "windows-1252"])
def test_other_encodings_are_read(capfd: Capture, tmp_path: Path, encoding: str) -> None:
    text = "Perú’s president met Chile’s in São Paulo – and “signed” nothing.\n"
    (tmp_path / "a.txt").write_bytes(text.encode(encoding))
    status, (record,), complaints = answer(capfd, tmp_path / "a.txt")
    assert (status, complaints) == (0, [])
    assert record.article.text == text


def test_broken_bytes_are_read_with_a_warning(capfd: Capture, tmp_path: Path) -> None:
    text = "Perú met Côte d’Ivoire in Bogotá. " * 20
    (tmp_path / "a.txt").write_bytes(text.encode()[:200] + b"\xff\xfe\x80" + text.encode()[200:])
    status, (record,), _ = answer(capfd, tmp_path / "a.txt")
    assert status == 0
    (warning,) = [w for w in record.warnings if w.code.startswith("encoding")]
    assert "UTF-8" in warning.message
    assert "Perú met Côte" in record.article.text


def test_one_line_of_50_megabytes(capfd: Capture, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"word " * 10_000_000)
    refused(capfd, tmp_path / "a.txt", "20 MB", "split it")


def test_one_line_of_50_megabytes_in_jsonl(capfd: Capture, tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    with path.open("wb") as out:
        out.write(json.dumps({"id": "one", "text": GOOD}).encode() + b"\n")
        out.write(b'{"id": "big", "text": "' + b"word " * 10_000_000 + b'"}\n')
        out.write(json.dumps({"id": "three", "text": GOOD}).encode() + b"\n")
    status, records, complaints = answer(capfd, path)
    assert status == 1
    assert [r.article.source.id for r in records] == ["one", "three"]
    assert len(complaints) == 1
    assert f"{path}:2" in complaints[0]


@pytest.mark.parametrize("html", [
    "<!DOCTYPE html><html><head><title></title></head><body></body></html>",
    "<html><body><script>var a = 1;</script><img src='a.jpg'></body></html>",
])
def test_html_without_text(capfd: Capture, tmp_path: Path, html: str) -> None:
    (tmp_path / "a.html").write_text(html)
    refused(capfd, tmp_path / "a.html", "text")


@pytest.mark.parametrize(("line", "word"), [
    ('{"id": "two", "text": "Norway met', "JSON"), ('["Norway met Chile."]', "object"),
    ('{"id": "two", "text": 7}', "text"), ('{"id": "two"}', "text"), ('{"id": "two", "text": "  "}', "text"),
    ('{"id": "two", "text": "Norway met Chile.", "relation": {"source": [0]}}', "relation"),
])
def test_jsonl_with_a_broken_line(capfd: Capture, tmp_path: Path, line: str, word: str) -> None:
    path = tmp_path / "a.jsonl"
    one, three = (json.dumps({"id": id, "text": GOOD}) for id in ("one", "three"))
    path.write_text("\n".join([one, line, three]))
    status, records, complaints = answer(capfd, path)
    assert status == 1
    assert [r.article.source.id for r in records] == ["one", "three"]
    assert len(complaints) == 1
    assert f"{path}:2" in complaints[0]
    assert word in complaints[0]


def test_paths_that_lead_nowhere(capfd: Capture, tmp_path: Path) -> None:
    refused(capfd, tmp_path / "missing.txt", "check the path")
    (tmp_path / "dangling.txt").symlink_to(tmp_path / "gone.txt")
    refused(capfd, tmp_path / "dangling.txt")
    (tmp_path / "loop.txt").symlink_to(tmp_path / "loop.txt")
    refused(capfd, tmp_path / "loop.txt")
    (tmp_path / "empty").mkdir()
    refused(capfd, tmp_path / "empty", "no files")
    refused(capfd, tmp_path / "*.nothing")


def test_a_folder_that_holds_itself_ends(capfd: Capture, tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "a.txt").write_text(GOOD)
    (tmp_path / "pages" / "again").symlink_to(tmp_path / "pages")
    status, records, _ = answer(capfd, tmp_path / "pages")
    assert status == 0
    assert len(records) == 1


def mixed(folder: Path) -> dict[str, str]:
    """A folder of good and bad items; what each bad one must be told."""
    folder.mkdir()
    (folder / "a-good.txt").write_text(VISIT, encoding="utf-8")
    (folder / "b-empty.txt").write_bytes(b"")
    (folder / "c-binary.txt").write_bytes(bytes(range(256)) * 40)
    (folder / "d-blank.html").write_text("<html><body></body></html>")
    (folder / "e-lines.jsonl").write_text(json.dumps({"id": "good", "text": GOOD}) + "\n{broken\n")
    (folder / "f-gone.txt").symlink_to(folder / "nowhere")
    (folder / "g-good.txt").write_text("Peru condemned Brazil on Monday.", encoding="utf-8")
    return {"b-empty.txt": "empty", "c-binary.txt": "binary", "d-blank.html": "text", "e-lines.jsonl:2": "JSON",
            "f-gone.txt": ""}


def test_a_mix_in_one_folder(capfd: Capture, tmp_path: Path) -> None:
    bad = mixed(tmp_path / "pages")
    status, records, complaints = answer(capfd, tmp_path / "pages")
    assert status == 1
    assert [Path(r.article.source.path or "").name for r in records] == ["a-good.txt", "e-lines.jsonl", "g-good.txt"]
    assert len(complaints) == len(bad), complaints
    for (name, word), complaint in zip(bad.items(), complaints, strict=True):
        assert name in complaint
        assert word in complaint


def test_the_desk_stays_whole(capfd: Capture, tmp_path: Path) -> None:
    bad, desk = mixed(tmp_path / "pages"), tmp_path / "news"
    for outcome in ("added", "known"):
        capfd.readouterr()
        assert run(["add", str(tmp_path / "pages"), "--desk", str(desk), "--workers", "1", "--json"]) == 1
        out, err = capfd.readouterr()
        assert json.loads(out)["outcomes"] == {outcome: 3, "failed": len(bad)}
        assert len(err.splitlines()) == len(bad)
    db = sqlite3.connect(desk / FILE)
    assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert db.execute("PRAGMA foreign_key_check").fetchall() == []
    with Desk.open(desk) as held:
        assert held.counts()["articles"] == len(list(held.records())) == 3


def test_a_file_that_is_no_desk_is_left_alone(capfd: Capture, tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"this is no database" * 100)
    (tmp_path / "a.txt").write_text(GOOD)
    capfd.readouterr()
    assert run(["add", str(tmp_path / "a.txt"), "--desk", str(tmp_path)]) == 1
    assert str(tmp_path) in capfd.readouterr().err
    assert (tmp_path / FILE).read_bytes() == b"this is no database" * 100
