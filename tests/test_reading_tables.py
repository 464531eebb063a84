"""Tables: delimiters, headers, columns by name and by content, bad rows; Parquet alike."""

from __future__ import annotations

import csv
import gzip
import io
import json
from pathlib import Path

import duckdb
import pytest

from dateline.extract import extract
from dateline.reading import Limits, Wishes, read
from dateline.records import Failure, Page

STORY = ("PORT SELM (ENA) - The harbour board of Port Selm voted on Thursday to reopen the northern quay.\n\n"
         "\"The quay is safe again,\" its chairwoman, Ilse Marn, told reporters.")
HEADER = ["ID", "Title", "Body", "Pub_Date", "Link", "Author", "Source"]
ROW = ["n1", "Quay to reopen", STORY, "2024-05-02", "https://news.example/quay", "By Ann Lee and Bo Hall", "The Selm Courier"]


def table(*rows: list[str], delimiter: str = ",") -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue()


def items(path: Path, data: str | bytes, limits: Limits | None = None, **columns: str) -> list[Page | Failure]:
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return list(read([path], limits=limits, wishes=Wishes(columns=tuple(columns.items()))))


def page(got: list[Page | Failure]) -> Page:
    (item,) = got
    assert isinstance(item, Page), item
    return item


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("name", ["a.csv", "a.tsv", "a.txt", "noname"])
def test_columns_are_known_by_name_whatever_the_delimiter(tmp_path: Path, delimiter: str, name: str) -> None:
    got = page(items(tmp_path / name, table(HEADER, ROW, delimiter=delimiter)))
    assert (got.id, got.date, got.url) == ("n1", "2024-05-02", "https://news.example/quay")
    assert got.authors == ("Ann Lee", "Bo Hall")
    assert got.metadata == (("source", "The Selm Courier"),)
    assert [p.kind for p in got.parts] == ["headline", "body", "body"]
    article, _ = extract(got)
    assert article.headline is not None
    assert article.headline.text == "Quay to reopen"
    assert article.dateline is not None


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "windows-1252"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    text = table(["text", "date"], ["The café’s owner in Málaga said “yes” – twice – to the mayor’s men. " * 3, "2024-05-02"])
    got = page(items(tmp_path / "a.csv", text.encode(encoding)))
    assert got.text is not None
    assert got.text.startswith("The café’s owner in Málaga said “yes” – twice")


def test_ids_are_the_rows_of_a_spreadsheet(tmp_path: Path) -> None:
    text = table(["text", "date"], ["One\n\nline break.", ""], ["Two.", "2024-05-02"]) + "\r\n" + table(["", ""], ["Three.", ""])
    got = items(tmp_path / "a.csv", text)
    assert [i.id for i in got] == [f"{tmp_path}/a.csv:{n}" for n in (2, 3, 6)]


def test_the_column_of_long_text_is_found(tmp_path: Path) -> None:
    rows = [["nr", "when it was", "what was said"], *([str(i), "x", STORY] for i in range(3))]
    got = items(tmp_path / "a.csv", table(*rows))
    assert [isinstance(i, Page) and i.text == STORY for i in got] == [True] * 3
    got = items(tmp_path / "b.csv", table(*rows[1:]))  # no header
    assert [i.id for i in got] == [f"{tmp_path}/b.csv:{n}" for n in (1, 2, 3)]


def test_named_columns(tmp_path: Path) -> None:
    text = table(["A", "B", "C"], [STORY, "13/05/2024", "Quay to reopen"])
    got = page(items(tmp_path / "a.csv", text, text="A", published="b", title="C"))
    assert (got.date, got.parts[0].text) == ("2024-05-13", "Quay to reopen")
    (failed,) = items(tmp_path / "b.csv", text, text="Body")
    assert isinstance(failed, Failure)
    assert failed.code == "no-column"
    assert "A, B, C" in failed.message
    (failed,) = items(tmp_path / "c.csv", table(["a", "b"], ["1", "2"]))
    assert isinstance(failed, Failure)
    assert "--column text=NAME" in failed.message
    assert "a, b" in failed.message


def test_dates_that_tell_no_day_are_left_out_with_a_warning(tmp_path: Path) -> None:
    dates = ["03/04/2024", "May 2, 2024", "2 May 2024", "20240502", "1714608000", "2024-05-02T23:10:00-05:00", "soon", "",
             "Thu, 02 May 2024 10:00:00 +0200", "2024-05-02 10:00:00"]
    got = items(tmp_path / "a.csv", table(["text", "date"], *([STORY, d] for d in dates)))
    assert [i.date for i in got if isinstance(i, Page)] == [
        None, "2024-05-02", "2024-05-02", "2024-05-02", "2024-05-02T00:00:00Z", "2024-05-02T23:10:00-05:00", None, None,
        "2024-05-02T10:00:00+02:00", "2024-05-02"]
    assert [bool(i.warnings) for i in got if isinstance(i, Page)] == [True, *[False] * 5, True, *[False] * 3]


def test_html_cells_and_authors(tmp_path: Path) -> None:
    got = page(items(tmp_path / "a.csv", table(["content", "authors"], ["<p>One.</p><p>Two.</p>", "['Ann Lee', \"Bo O'Hall\"]"])))
    assert got.html == "<p>One.</p><p>Two.</p>"
    assert got.authors == ("Ann Lee", "Bo O'Hall")


def test_bad_rows_are_named_and_the_others_read(tmp_path: Path) -> None:
    text = table(["text", "date"], ["One.", ""], ["", "2024-01-01"], ["x" * 5000, ""], ["Two.", ""], ["Three."])
    got = items(tmp_path / "a.csv", text, Limits(item_bytes=1000))
    assert [i.code if isinstance(i, Failure) else i.text for i in got] == ["One.", "empty", "too-large", "Two.", "Three."]
    (failed,) = items(tmp_path / "b.csv", "text,date\n")
    assert isinstance(failed, Failure)
    assert failed.code == "empty"
    runaway = table(["text", "date"], ["One.", ""]) + '"never closed\n' + "more, and more\n" * 1000
    got = items(tmp_path / "c.csv", runaway, Limits(item_bytes=1000))
    assert isinstance(got[0], Page)
    assert isinstance(got[1], Failure)


def test_three_hundred_megabytes_in_one_line(tmp_path: Path) -> None:
    import resource

    path = tmp_path / "a.csv.gz"
    with gzip.open(path, "wb", compresslevel=1) as out:
        out.write(b"text,date\nOne.,2024-05-02\n")
        for i in range(300):
            out.write(b"".join(b"word%d" % (n * i) for n in range(150_000))[:1_000_000])
        out.write(b"\nTwo.,\n")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    got = list(read([path], limits=Limits(ratio=100_000)))
    assert [i.code if isinstance(i, Failure) else i.text for i in got] == ["One.", "too-large", "Two."]
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 200_000  # kilobytes


@pytest.mark.parametrize("text", [
    "Rain fell on Monday, text and all.\nOn Tuesday, the date was set, he said.\nIt ended.",
    "Title, text and date\n\nThe board met, and met again, and parted.",
    STORY,
    "date;headline\n2024-05-02;Quay to reopen\n",
])
def test_articles_are_no_tables(tmp_path: Path, text: str) -> None:
    assert page(items(tmp_path / "a.txt", text)).text == text


def parquet(path: Path, rows: list[dict[str, object]]) -> Path:
    source = path.with_suffix(".json")
    source.write_text(json.dumps(rows, default=str))
    duckdb.execute(f"COPY (SELECT * FROM read_json('{source}')) TO '{path}' (FORMAT parquet)")
    return path


def test_parquet(tmp_path: Path) -> None:
    rows: list[dict[str, object]] = [
        {"title": f"Quay {i}", "text": STORY, "date": f"2024-05-{i + 1:02d}", "authors": ["Ann Lee", "Bo Hall"]} for i in range(20)
    ]
    path = parquet(tmp_path / "a[1].parquet", rows)
    got = [i for i in read([path]) if isinstance(i, Page)]
    assert [i.id for i in got] == [f"{path}:{n}" for n in range(1, 21)]
    assert (got[4].date or "")[:10] == "2024-05-05"
    assert got[4].authors == ("Ann Lee", "Bo Hall")
    data = path.read_bytes()
    (tmp_path / "b.parquet.gz").write_bytes(gzip.compress(data))
    assert len(list(read([tmp_path / "b.parquet.gz"]))) == 20
    assert len(list(read(["-"], stdin=io.BytesIO(data)))) == 20
    (failed,) = read([path], wishes=Wishes(columns=(("text", "Body"),)))
    assert isinstance(failed, Failure)
    assert "title, text, date, authors" in failed.message or "columns are" in failed.message
    big = list(read([path], limits=Limits(item_bytes=50)))
    assert all(isinstance(i, Failure) and i.code == "too-large" for i in big)
    (tmp_path / "c.parquet").write_bytes(data[: len(data) // 2])
    (failed,) = read([tmp_path / "c.parquet"])
    assert isinstance(failed, Failure)
    assert failed.code == "not-readable"
