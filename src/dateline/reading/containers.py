"""Archives: zip and tar around any form, one member at a time. Nothing of them is written where a member's name points."""

from __future__ import annotations

import io
import os
import struct
import tarfile
import zipfile
from collections.abc import Iterator
from contextlib import closing, suppress
from tempfile import TemporaryFile
from typing import IO, BinaryIO, cast

from dateline.reading.origin import MEGABYTE, Limits, Origin, TooMuch
from dateline.reading.unpack import BROKEN
from dateline.records import Failure, Page

ZIP_STARTS = (b"PK\x03\x04", b"PK\x05\x06")
OFFICE = (".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp", ".epub", ".pages", ".numbers", ".jar", ".apk", ".kmz")
OFFICE_MEMBERS = frozenset({"[Content_Types].xml", "mimetype", "META-INF/MANIFEST.MF"})
DIRECTORY_BYTES = 100 * MEGABYTE  # a zip's list of members is held in memory while it is read
HEADER_BYTES = 8 * MEGABYTE  # what one tar header with its extensions may take
TAR_BROKEN = (tarfile.TarError, *BROKEN, ValueError)
# What an archive that cannot be gone through raises; an unknown method is a NotImplementedError.
ZIP_BROKEN = (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, *BROKEN)


def archive(head: bytes, name: str) -> str | None:
    """`zip` or `tar` when a stream that starts with `head` is one that is gone through, else None."""
    if head.startswith(ZIP_STARTS):
        return None if name.lower().endswith(OFFICE) else "zip"
    if head[257:262] == b"ustar" or (name.lower().endswith(".tar") and _old_tar(head)):
        return "tar"
    return None


def read_archive(kind: str, stream: BinaryIO, origin: Origin) -> Iterator[Page | Failure]:
    """Every item of every member, in the archive's order; each member that cannot be read is one Failure."""
    return _zip(stream, origin) if kind == "zip" else _tar(stream, origin)


def _old_tar(head: bytes) -> bool:
    """A header of the first tar, which has no mark: its check sum tells. An empty archive is zeros alone."""
    block = head[:512]
    if len(block) < 512 or not any(block):
        return len(block) == 512
    try:
        told = int(block[148:156].strip(b"\0 ") or b"x", 8)
    except ValueError:
        return False
    return told == sum(block[:148]) + sum(block[156:]) + 8 * 32


def _passed_over(name: str) -> bool:
    """Hidden files and what systems leave in archives, as in folders."""
    return any((part.startswith(".") and part not in (".", "..")) or part == "__MACOSX" for part in name.split("/"))


def _clean(name: str) -> str:
    return name.replace("\\", "/").replace("\n", " ").replace("\0", "").removeprefix("./")


# -- zip ------------------------------------------------------------------------------------------------------------------


def _zip(stream: BinaryIO, origin: Origin) -> Iterator[Page | Failure]:
    with closing(_seekable(stream, origin)) as file:
        size = file.seek(0, io.SEEK_END)
        if (directory := _directory_size(file, size)) > DIRECTORY_BYTES:
            yield origin.failure("too-large", f"{origin.id} lists {directory} bytes of members; split the archive.")
            return
        try:
            opened = zipfile.ZipFile(cast(IO[bytes], file))
        except ZIP_BROKEN as error:
            yield origin.failure(
                "not-readable", f"{origin.id} is no whole zip archive ({error}); fetch or pack it again."
            )
            return
        with opened:
            if OFFICE_MEMBERS & {i.filename for i in opened.infolist()}:
                yield origin.failure("binary", f"{origin.id} is an Office document or an e-book; save it as text or HTML.")
                return
            yield from _zip_members(opened, size, origin)


def _zip_members(opened: zipfile.ZipFile, packed: int, origin: Origin) -> Iterator[Page | Failure]:
    infos = [i for i in opened.infolist() if not i.is_dir() and not _passed_over(_clean(i.filename))]
    if not infos:
        yield origin.failure("empty", f"The archive {origin.id} holds no files.")
    meter = _Meter(origin.limits, packed)
    for number, info in enumerate(infos, 1):
        name = _clean(info.filename)
        member = origin.member(name)
        if number > origin.limits.members:
            yield _too_many(origin)
            return
        if info.flag_bits & 1:
            yield member.failure("encrypted", f"{name} in {origin.id} is encrypted; unpack it first. The others are read.")
            continue
        try:
            file = opened.open(info)
        except ZIP_BROKEN as error:
            yield _broken(name, member, origin, error)
            continue
        with file:
            yield from origin.read_inner(cast(BinaryIO, _Metered(cast(BinaryIO, file), meter)), member)
        if meter.over:
            return


def _seekable(stream: BinaryIO, origin: Origin) -> BinaryIO:
    """The archive as a file that can be gone about in: itself, or a nameless temporary copy. Raises TooMuch."""
    if origin.whole and origin.path is not None and os.path.isfile(origin.path):
        return open(origin.path, "rb")
    file = TemporaryFile()  # noqa: SIM115
    try:
        spool(stream, cast(BinaryIO, file), origin)
    except BaseException:
        file.close()
        raise
    return cast(BinaryIO, file)


def spool(stream: BinaryIO, file: BinaryIO, origin: Origin) -> None:
    """The rest of a stream laid in a temporary file. Raises TooMuch beyond `spool_bytes`."""
    held = 0
    while chunk := stream.read(MEGABYTE):
        held += file.write(chunk)
        if held > origin.limits.spool_bytes:
            raise TooMuch(
                f"is larger than the limit of {origin.limits.spool_bytes / MEGABYTE:g} MB for what must be held in a "
                "temporary file; unpack it first, or raise the limit (spool_bytes)"
            )
    file.flush()
    file.seek(0)


def _directory_size(file: BinaryIO, size: int) -> int:
    """Bytes of a zip's list of members as its end tells; 0 where it tells nothing, which opening it will complain of."""
    file.seek(max(0, size - 66_000))
    tail = file.read()
    file.seek(0)
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) - at < 22:
        return 0
    told: int = struct.unpack_from("<L", tail, at + 12)[0]
    far = tail.rfind(b"PK\x06\x06", 0, at)
    if told == 0xFFFFFFFF and 0 <= far <= len(tail) - 56:
        told = struct.unpack_from("<Q", tail, far + 40)[0]
    return told


# -- tar ------------------------------------------------------------------------------------------------------------------


def _tar(stream: BinaryIO, origin: Origin) -> Iterator[Page | Failure]:
    guard = _Budget(stream)
    try:
        opened = tarfile.open(fileobj=cast(IO[bytes], guard), mode="r|")  # noqa: SIM115
    except TAR_BROKEN as error:
        yield origin.failure("not-readable", f"{origin.id} is no whole tar archive ({error}); fetch or pack it again.")
        return
    with opened:
        number = 0
        while True:
            try:
                guard.left = HEADER_BYTES
                info = opened.next()
                vars(opened)["members"] = []  # it would keep them all
                guard.left = None
            except TAR_BROKEN as error:
                yield origin.failure(
                    "not-readable", f"{origin.id} broke off after {number} members ({error}); what came before stands."
                )
                return
            if info is None:
                break
            name = _clean(info.name)
            if not info.isreg() or _passed_over(name):
                continue
            number += 1
            if number > origin.limits.members:
                yield _too_many(origin)
                return
            yield from _tar_member(opened, info, name, origin)
        if not number:
            yield origin.failure("empty", f"The archive {origin.id} holds no files.")


def _tar_member(opened: tarfile.TarFile, info: tarfile.TarInfo, name: str, origin: Origin) -> Iterator[Page | Failure]:
    member = origin.member(name)
    if info.issparse():
        yield member.failure("not-readable", f"{name} in {origin.id} is a sparse file; unpack it first. The others are read.")
        return
    file = opened.extractfile(info)
    if file is None:
        return
    yield from origin.read_inner(cast(BinaryIO, file), member)
    with suppress(*TAR_BROKEN):  # the next header is asked for then, and tells
        while file.read(MEGABYTE):  # what a reader left, so that the next header comes next
            pass


# -- what both need -------------------------------------------------------------------------------------------------------


def _broken(name: str, member: Origin, origin: Origin, error: Exception) -> Failure:
    return member.failure(
        "not-readable", f"{name} in {origin.id} cannot be unpacked ({error}); pack it again. The others are read."
    )


def _too_many(origin: Origin) -> Failure:
    return origin.failure(
        "too-large",
        f"{origin.id} holds more than {origin.limits.members} files; the first {origin.limits.members} were read. "
        "Split the archive, or raise the limit (members).",
    )


class _Meter:
    """Counts what all members of one zip gave: entries may overlap, so that each alone looks harmless."""

    def __init__(self, limits: Limits, packed: int) -> None:
        self.limits, self.packed, self.unpacked, self.over = limits, packed, 0, False

    def count(self, size: int) -> None:
        self.unpacked += size
        try:
            self.limits.check_unpacked(self.unpacked, self.packed)
        except TooMuch:
            self.over = True
            raise


class _Metered:
    """A member's stream whose bytes are counted."""

    def __init__(self, file: BinaryIO, meter: _Meter) -> None:
        self.file, self.meter = file, meter

    def read(self, size: int = -1) -> bytes:
        data = self.file.read(size)
        self.meter.count(len(data))
        return data


class _Budget:
    """A stream of which only so much may be read at a time: a tar header can claim extensions of any size."""

    def __init__(self, stream: BinaryIO) -> None:
        self.stream = stream
        self.left: int | None = HEADER_BYTES

    def read(self, size: int = -1) -> bytes:
        data = self.stream.read(size)
        if self.left is not None:
            self.left -= len(data)
            if self.left < 0:
                raise tarfile.ReadError("the header of a member is too large")
        return data
