"""Archives and packed files: every packing around any form, members one at a time, bombs and breaks."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import resource
import tarfile
import zipfile
from pathlib import Path

import pytest
import zstandard

from dateline.reading import Limits, read
from dateline.records import Failure, Page

HTML = b"<!doctype html><html><head><title>A title</title></head><body><p>Ministers met on Monday.</p></body></html>"
TEXT = b"The harbour of Port Selm reopened on Friday.\n"
LINES = b"".join(json.dumps({"id": f"a{i}", "text": f"Item {i}."}).encode() + b"\n" for i in range(3))
PACKERS = {"gz": gzip.compress, "bz2": bz2.compress, "xz": lzma.compress, "zst": zstandard.ZstdCompressor().compress}


def zipped(*members: tuple[str, bytes], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", how) as file:
        for name, data in members:
            file.writestr(name, data)
    return out.getvalue()


def tarred(*members: tuple[str, bytes]) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as file:
        for name, data in members:
            info = tarfile.TarInfo(name)
            info.size = len(data)
            file.addfile(info, io.BytesIO(data))
    return out.getvalue()


def items(path: Path, data: bytes, limits: Limits | None = None) -> list[Page | Failure]:
    path.write_bytes(data)
    return list(read([path], limits=limits))


def told(got: list[Page | Failure]) -> list[str]:
    return [i.code if isinstance(i, Failure) else i.id.rsplit("/", 1)[-1] for i in got]


@pytest.mark.parametrize("ending", PACKERS)
def test_every_packing_goes_around_every_form(tmp_path: Path, ending: str) -> None:
    pack = PACKERS[ending]
    assert told(items(tmp_path / f"a.jsonl.{ending}", pack(LINES))) == ["a0", "a1", "a2"]
    (page,) = items(tmp_path / f"b.{ending}", pack(HTML))
    assert isinstance(page, Page)
    assert page.media_type == "text/html"
    halves = pack(LINES[:20]) + pack(LINES[20:])  # two members, one file
    assert told(items(tmp_path / f"c.jsonl.{ending}", halves)) == ["a0", "a1", "a2"]
    tar = pack(tarred(("d/e.txt", TEXT), ("d/f.html", HTML)))
    got = items(tmp_path / f"d.tar.{ending}", tar)
    assert [i.id for i in got] == [f"{tmp_path}/d.tar.{ending}!/d/{n}" for n in ("e.txt", "f.html")]
    assert {i.path for i in got} == {f"{tmp_path}/d.tar.{ending}"}


@pytest.mark.parametrize("ending", PACKERS)
def test_cut_and_damaged_packings_keep_what_came_before(tmp_path: Path, ending: str) -> None:
    lines = b"".join(json.dumps({"id": f"a{i}", "text": f"{hash(i * 7919)} {i * i}" * 9}).encode() + b"\n" for i in range(30_000))
    data = PACKERS[ending](lines)
    got = items(tmp_path / f"a.jsonl.{ending}", data[: len(data) // 2])
    assert isinstance(got[-1], Failure)
    assert got[-1].code == "not-readable"
    assert ending == "bz2" or len(got) > 100
    wounded = bytearray(data)
    wounded[len(data) // 2 : len(data) // 2 + 40] = bytes(40)
    assert any(isinstance(i, Failure) for i in items(tmp_path / f"b.jsonl.{ending}", bytes(wounded)))


def test_zip_members_in_order_hidden_ones_left(tmp_path: Path) -> None:
    data = zipped(("b/a.html", HTML), ("a.txt", TEXT), (".DS_Store", b"x"), ("__MACOSX/a.txt", b"x"), ("c.jsonl", LINES))
    got = items(tmp_path / "a.zip", data)
    assert told(got) == ["a.html", "a.txt", "a0", "a1", "a2"]
    assert got[0].id == f"{tmp_path}/a.zip!/b/a.html"


def test_names_that_climb_are_names_only(tmp_path: Path) -> None:
    inside = tmp_path / "here"
    inside.mkdir()
    for name, data in (("a.zip", zipped(("../../evil.txt", TEXT))), ("a.tar", tarred(("../../evil.txt", TEXT)))):
        (page,) = items(inside / name, data)
        assert isinstance(page, Page)
        assert page.id == f"{inside}/{name}!/../../evil.txt"
    assert sorted(p.name for p in tmp_path.rglob("*")) == ["a.tar", "a.zip", "here"]


def test_links_in_tar_lead_nowhere(tmp_path: Path) -> None:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as file:
        link = tarfile.TarInfo("passwd.txt")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        file.addfile(link)
        info = tarfile.TarInfo("a.txt")
        info.size = len(TEXT)
        file.addfile(info, io.BytesIO(TEXT))
    assert told(items(tmp_path / "a.tar", out.getvalue())) == ["a.txt"]


def test_encrypted_and_broken_members_are_named_and_the_rest_is_read(tmp_path: Path) -> None:
    data = bytearray(zipped(("a.txt", TEXT), ("b.txt", TEXT * 5), ("c.txt", TEXT), how=zipfile.ZIP_STORED))
    first = data.index(b"PK\x01\x02")
    data[first + 8] |= 1  # the directory says a.txt is encrypted
    spot = data.index(TEXT * 5)
    data[spot + 4 : spot + 8] = b"####"  # and b.txt no longer fits its check sum
    got = items(tmp_path / "a.zip", bytes(data))
    assert told(got) == ["encrypted", "not-readable", "c.txt"]
    failures = [i for i in got if isinstance(i, Failure)]
    assert all(f.path == f"{tmp_path}/a.zip" and "a.zip!/" in f.id for f in failures)
    assert "a.txt" in failures[0].message
    assert "b.txt" in failures[1].message


def test_cut_zip_and_tar(tmp_path: Path) -> None:
    data = zipped(("a.txt", TEXT), ("b.txt", TEXT))
    assert told(items(tmp_path / "a.zip", data[:-30])) == ["not-readable"]
    data = tarred(("a.txt", TEXT), ("b.txt", TEXT * 1000))
    got = items(tmp_path / "a.tar", data[:20_000])
    assert told(got)[:2] == ["a.txt", "not-readable"]


def test_bombs_stop_early(tmp_path: Path) -> None:
    limits = Limits(item_bytes=500_000_000)
    (got,) = items(tmp_path / "a.txt.gz", gzip.compress(bytes(b" " * 100_000_000)), limits)
    assert isinstance(got, Failure)
    assert got.code == "too-large"
    assert "200 times" in got.message
    zero = zipped(*((f"{i}.txt", b"a" * 30_000_000) for i in range(3)))
    assert told(items(tmp_path / "a.zip", zero, limits)) == ["too-large"]
    (got,) = items(tmp_path / "b.txt.gz", gzip.compress(bytes(b" " * 100_000_000)))
    assert isinstance(got, Failure)
    assert "20 MB" in got.message or "200 times" in got.message
    layered = gzip.compress(gzip.compress(b"x" * 200_000_000))
    assert told(items(tmp_path / "c.gz", layered, limits)) == ["too-large"]
    (got,) = items(tmp_path / "d.jsonl.gz", gzip.compress(LINES * 10), Limits(unpacked_bytes=100))
    assert isinstance(got, Failure)
    assert "unpacked_bytes" in got.message


def test_limits_of_depth_and_members(tmp_path: Path) -> None:
    three = zipped(("b.tar.gz", gzip.compress(tarred(("c.txt", TEXT)))))
    assert told(items(tmp_path / "a.zip", three)) == ["c.txt"]
    four = zipped(("b.tar.gz", gzip.compress(tarred(("c.txt.gz", gzip.compress(TEXT)), ("d.txt", TEXT)))))
    assert told(items(tmp_path / "b.zip", four)) == ["too-deep", "d.txt"]
    many = [(f"{i}.txt", TEXT) for i in range(5)]
    for name, data in (("m.zip", zipped(*many)), ("m.tar", tarred(*many))):
        assert told(items(tmp_path / name, data, Limits(members=3))) == ["0.txt", "1.txt", "2.txt", "too-large"]


def test_zip_from_standard_input_and_in_an_archive(tmp_path: Path) -> None:
    data = zipped(("a.txt", TEXT), ("b.zip", zipped(("c.html", HTML))))
    got = list(read(["-"], stdin=io.BytesIO(data)))
    assert [i.id for i in got] == ["stdin!/a.txt", "stdin!/b.zip!/c.html"]
    (got,) = read(["-"], stdin=io.BytesIO(data), limits=Limits(spool_bytes=10))  # type: ignore[assignment]
    assert isinstance(got, Failure)
    assert "spool_bytes" in got.message


def test_office_documents_are_told(tmp_path: Path) -> None:
    data = zipped(("[Content_Types].xml", b"<x/>"), ("word/document.xml", b"<x/>"))
    for name in ("a.docx", "b.zip"):
        (got,) = items(tmp_path / name, data)
        assert isinstance(got, Failure)
        assert got.code == "binary"
        assert "Office" in got.message


def test_empty_archives(tmp_path: Path) -> None:
    for name, data in (("a.zip", zipped()), ("b.tar", tarred()), ("c.gz", gzip.compress(b""))):
        assert told(items(tmp_path / name, data)) == ["empty"]


def test_a_large_archive_takes_little_memory(tmp_path: Path) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    path = tmp_path / "a.jsonl.gz"
    with gzip.open(path, "wb", compresslevel=1) as out:
        for i in range(40_000):
            out.write(json.dumps({"id": str(i), "text": f"Sentence {i} of the file, {i * i}. " * 40}).encode() + b"\n")
    assert sum(1 for _ in read([path])) == 40_000
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 60_000  # kilobytes
