"""Streams that unpack while they are read: gzip, bzip2, xz and Zstandard, member after member, under limits."""

from __future__ import annotations

import bz2
import io
import lzma
import zlib
from collections.abc import Callable
from typing import BinaryIO, Protocol, cast

import zstandard

from dateline.reading.origin import HEAD, MEGABYTE, Limits, TooMuch

MAGICS: tuple[tuple[bytes, str], ...] = (
    (b"\x1f\x8b\x08", "gzip"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ\x00", "xz"),
    (b"\x28\xb5\x2f\xfd", "zstd"),
)
SUFFIXES = (".gz", ".bz2", ".xz", ".zst", ".zstd")
XZ_MEMORY = 256 * MEGABYTE
ZSTD_WINDOW = 1 << 27  # what `zstd --long` makes; larger windows would take their memory from us
# Zstandard's decompressor gives all that a piece of input holds at once, up to 128 kB for every 4 bytes.
ZSTD_PIECE = 1024
BROKEN = (OSError, EOFError, zlib.error, lzma.LZMAError, zstandard.ZstdError)


class Codec(Protocol):
    """One member's decompressor, as in `bz2`."""

    piece: int

    def feed(self, data: bytes, most: int) -> bytes: ...
    def hungry(self) -> bool: ...
    def ended(self) -> bool: ...
    def rest(self) -> bytes: ...


class _Gzip:
    piece = HEAD

    def __init__(self) -> None:
        self.inner = zlib.decompressobj(31)

    def feed(self, data: bytes, most: int) -> bytes:
        return self.inner.decompress(self.inner.unconsumed_tail + data, most)

    def hungry(self) -> bool:
        return not self.inner.unconsumed_tail

    def ended(self) -> bool:
        return self.inner.eof

    def rest(self) -> bytes:
        return self.inner.unused_data


class _Blocks:
    """bzip2 and xz, whose decompressors work alike."""

    piece = HEAD

    def __init__(self, inner: bz2.BZ2Decompressor | lzma.LZMADecompressor) -> None:
        self.inner = inner

    def feed(self, data: bytes, most: int) -> bytes:
        return self.inner.decompress(data, most)

    def hungry(self) -> bool:
        return self.inner.needs_input

    def ended(self) -> bool:
        return self.inner.eof

    def rest(self) -> bytes:
        return self.inner.unused_data


class _Zstd:
    piece = ZSTD_PIECE

    def __init__(self) -> None:
        self.inner = zstandard.ZstdDecompressor(max_window_size=ZSTD_WINDOW).decompressobj()

    def feed(self, data: bytes, most: int) -> bytes:
        return self.inner.decompress(data) if data else b""

    def hungry(self) -> bool:
        return True

    def ended(self) -> bool:
        return self.inner.eof

    def rest(self) -> bytes:
        return self.inner.unused_data


CODECS: dict[str, Callable[[], Codec]] = {
    "gzip": _Gzip,
    "bzip2": lambda: _Blocks(bz2.BZ2Decompressor()),
    "xz": lambda: _Blocks(lzma.LZMADecompressor(memlimit=XZ_MEMORY)),
    "zstd": _Zstd,
}


def packing(head: bytes) -> str | None:
    """`gzip`, `bzip2`, `xz` or `zstd` when a stream that starts with `head` is packed so."""
    return next((name for magic, name in MAGICS if head.startswith(magic)), None)


def unpacked_name(name: str) -> str:
    """A file's name without the ending of its packing: `a.jsonl.gz` is `a.jsonl`, `news.tgz` is `news.tar`."""
    low = name.lower()
    for short in (".tgz", ".tbz2", ".tbz", ".txz", ".tzst"):
        if low.endswith(short):
            return name[: -len(short)] + ".tar"
    return next((name[: -len(s)] for s in SUFFIXES if low.endswith(s)), name)


class Unpacked(io.RawIOBase):
    """The unpacked bytes of `source`, all its members in turn.

    Raises TooMuch beyond `limits`, and one of BROKEN where the packing is damaged or cut; what came before was given.
    Junk after a member that starts no other member ends the stream, as in `gzip`.
    """

    def __init__(self, source: BinaryIO, how: str, limits: Limits) -> None:
        super().__init__()
        self.how, self.limits = how, limits
        self.fetch: Callable[[int], bytes] = getattr(source, "read1", source.read)
        self.codec: Codec | None = None
        self.waiting = b""  # packed bytes that no codec has taken
        self.last = b""  # what the present codec was fed last, where a search for the next member starts
        self.packed = self.unpacked = 0
        self.error: Exception | None = None
        self.held = b""  # unpacked bytes beyond what was asked for

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(cast(bytearray, buffer))
        filled = 0
        while filled < len(view):
            if self.error is not None:
                if filled:
                    break
                raise self.error
            try:
                data = self._next(len(view) - filled)
            except (*BROKEN, TooMuch) as error:
                self.error = error
                continue
            if not data:
                break
            if len(data) > len(view) - filled:  # only Zstandard gives more than was asked for
                self.held = data[len(view) - filled :]
                data = data[: len(view) - filled]
            view[filled : filled + len(data)] = data
            filled += len(data)
        return filled

    def resync(self, start: bytes) -> bool:
        """After an error in gzip: go on at the next member whose content begins with `start`. False when there is none."""
        if self.how != "gzip" or isinstance(self.error, TooMuch):
            return False
        window, at = self.last + self.waiting, 1
        while True:
            at = window.find(MAGICS[0][0], at)
            if at < 0 or len(window) - at < 4096:
                more = self._take(HEAD)
                if more:
                    window = (window[at:] if at >= 0 else window[-2:]) + more
                    at = 0
                    continue
                if at < 0:
                    return False
            try:
                begins = zlib.decompressobj(31).decompress(window[at : at + 4096], len(start)) == start
            except zlib.error:
                begins = False
            if begins:
                self.error, self.codec, self.waiting = None, None, window[at:]
                return True
            at += 1

    def _next(self, most: int) -> bytes:
        """Some unpacked bytes; none at the end."""
        if self.held:
            data, self.held = self.held, b""
            return data
        while True:
            if self.codec is None and not self._start():
                return b""
            assert self.codec is not None
            fed = b""
            if self.codec.hungry():
                fed = self.waiting[: self.codec.piece]
                self.waiting = self.waiting[self.codec.piece :]
                fed = fed or self._take(self.codec.piece)
                self.last = fed or self.last
                ended = not fed
            else:
                ended = False
            data = self.codec.feed(fed, most)
            if self.codec.ended():
                self.waiting = self.codec.rest() + self.waiting
                self.codec = None
            elif ended and not data:
                raise EOFError("the packed file ends before its end mark")
            if data:
                self._count(len(data))
                return data

    def _start(self) -> bool:
        """Begin the next member, if there is one."""
        while len(self.waiting) < 6 and (more := self._take(HEAD)):
            self.waiting += more
        if self.how == "gzip":
            self.waiting = self.waiting.lstrip(b"\0")  # tapes pad the end with zeros
        skippable = self.how == "zstd" and self.waiting[1:4] == b"\x2a\x4d\x18" and self.waiting[0] & 0xF0 == 0x50
        if skippable:
            self._skip_frame()
            return self._start()
        if packing(self.waiting) != self.how:
            return False
        self.codec = CODECS[self.how]()
        return True

    def _skip_frame(self) -> None:
        """Pass over a Zstandard frame that holds no data of the file."""
        while len(self.waiting) < 8 and (more := self._take(HEAD)):
            self.waiting += more
        left = int.from_bytes(self.waiting[4:8], "little") + 8
        while left > len(self.waiting):
            left -= len(self.waiting)
            self.waiting = self._take(HEAD)
            if not self.waiting:
                return
        self.waiting = self.waiting[left:]

    def _take(self, size: int) -> bytes:
        data = self.fetch(size) or b""
        self.packed += len(data)
        return data

    def _count(self, size: int) -> None:
        self.unpacked += size
        self.limits.check_unpacked(self.unpacked, self.packed)


def buffered(raw: BinaryIO | io.RawIOBase) -> io.BufferedReader:
    """A stream with one large look-ahead buffer before it, whatever it is read from."""
    return io.BufferedReader(raw if isinstance(raw, Unpacked) else _Raw(cast(BinaryIO, raw)), HEAD)


class _Raw(io.RawIOBase):
    """Any object with `read` as a raw stream, so that one large look-ahead buffer stands before every source."""

    def __init__(self, source: BinaryIO) -> None:
        super().__init__()
        self.source = source

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(cast(bytearray, buffer))
        data = self.source.read(len(view))
        view[: len(data)] = data
        return len(data)
