"""Reading a path (导入一个路径): file, folder, .zip or .jsonl; bounded, and no bad file stops the others."""

import os
import stat
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path, PurePosixPath

from tongban.foundation.kernel.errors import Declined
from tongban.registers.catalog.findings import Finding

from . import assembling, decoding, guides, sheets, workbook
from .heading import Setting
from .imported import ImportedGuide
from .remarks import Remarks

LARGEST_FILE = 64_000_000
LARGEST_TEXT = 32_000_000
MOST_FILES = 20_000
LARGEST_TOTAL = 1_500_000_000
TEXTS, LINES, BOOKS, ZIPS = (".json",), (".jsonl", ".ndjson"), (".xlsx", ".xlsm", ".xls", ".xltx", ".et"), (".zip",)
TABLES = (".csv", ".tsv", ".ods", ".numbers")
FOREIGN = (".docx", ".pptx", ".wps", ".doc", ".ppt", ".msi", ".jar", ".apk", ".odt", ".ods")

Progress = Callable[[int, int], None]


class Unusable(Declined):
    """The path cannot be read at all (路径读不了)."""

    code = "unusable_path"
    status = 422
    sentence = "这个路径读不了。"


@dataclass(frozen=True, slots=True)
class Reading:
    """What a path held (读取结果): its guides, findings that belong to no guide, and how many files were looked at."""

    guides: list[ImportedGuide] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    files: int = 0

    @property
    def all_findings(self) -> list[Finding]:
        return [*self.findings, *(each for guide in self.guides for each in guide.findings)]


@dataclass(frozen=True, slots=True)
class Source:
    """One file: its name below the path, and its bytes when they are asked for (None: too large)."""

    name: str
    bytes_of: Callable[[], bytes | None]


def read_path(path: Path, setting: Setting, progress: Progress | None = None) -> Reading:
    """Everything that lies at the path; `Unusable` only when there is no such path, or nothing in it."""
    sources = _sources(path)
    if not sources:
        raise Unusable(f"{path.name or path} 里没有文件。")
    return read_sources(sources, setting, progress)


def read_blob(name: str, blob: bytes, setting: Setting) -> Reading:
    """One file that was handed over, such as an upload."""
    if PurePosixPath(name).suffix.lower() in ZIPS:
        remarks = Remarks(name)
        return _with(read_sources(list(_zipped(name, blob, remarks)), setting), remarks)
    return read_sources([Source(name, lambda: blob)], setting)


def read_sources(sources: list[Source], setting: Setting, progress: Progress | None = None) -> Reading:
    found: list[ImportedGuide] = []
    findings: list[Finding] = []
    for place, each in enumerate(sources, 1):
        read, remarks = _read(each, setting)
        found += read
        findings += remarks.findings
        if progress is not None:
            progress(place, len(sources))
    return Reading(assembling.assembled(found), findings, len(sources))


def _with(reading: Reading, remarks: Remarks) -> Reading:
    return Reading(reading.guides, [*remarks.findings, *reading.findings], reading.files)


def _read(source: Source, setting: Setting) -> tuple[list[ImportedGuide], Remarks]:
    remarks = Remarks(source.name)
    blob = source.bytes_of()
    suffix = PurePosixPath(source.name).suffix.lower()
    if blob is None:
        message = f"文件太大（最多{LARGEST_FILE // 1_000_000}MB），或者读不出来。"
        remarks.add("too_large", "", message, assumed="没有导入")
        return [], remarks
    kind = _kind(suffix, blob)
    if kind in BOOKS:
        return workbook.read(blob, source.name, setting, remarks), remarks
    if kind in ZIPS:
        remarks.add("unreadable", "", "压缩包里还有压缩包，请解开再导入。", assumed="没有导入")
    elif kind not in (*TEXTS, *LINES):
        todo = "请用Excel或WPS另存为.xlsx再导入。" if suffix in TABLES else ""
        remarks.add("not_a_guide", "", f"“{suffix or '没有扩展名'}”文件不是指南，没有导入。{todo}")
    elif len(blob) > LARGEST_TEXT:
        remarks.add("too_large", "", f"文件太大，最多{LARGEST_TEXT // 1_000_000}MB。", assumed="没有导入")
    elif (text := decoding.text_of(blob, remarks)) is not None:
        read = _lines if kind in LINES or _is_by_line(text) else _whole
        return list(read(text, source.name, setting, remarks)), remarks
    return [], remarks


def _kind(suffix: str, blob: bytes) -> str:
    """What the file is: by its name, unless its first bytes show that the name lies or says nothing."""
    if suffix in ZIPS:
        return suffix
    if blob.startswith((b"PK\x03\x04", sheets.OLE)) and suffix not in FOREIGN:
        return BOOKS[0]
    if suffix in (*TEXTS, *LINES, *BOOKS):
        return suffix
    head = blob[:64].removeprefix(b"\xef\xbb\xbf").lstrip()
    return TEXTS[0] if suffix in ("", ".txt") and head.startswith((b"{", b"[")) else suffix


def _is_by_line(text: str) -> bool:
    """Does every line hold a record of its own, whatever the file is called?"""
    lines = [each for each in map(str.strip, text.split("\n")) if each]
    return len(lines) > 1 and all(each.startswith("{") and each.endswith("}") for each in lines)


def _whole(text: str, name: str, setting: Setting, remarks: Remarks) -> Iterator[ImportedGuide]:
    if not text.strip():
        remarks.add("unreadable", "", "文件是空的。", assumed="没有导入")
        return
    plain = decoding.plain_of(text, remarks)
    if plain is not None or text.strip() == "null":
        yield from guides.read(plain, name, setting, remarks)


def _lines(text: str, name: str, setting: Setting, remarks: Remarks) -> Iterator[ImportedGuide]:
    """One guide a line; a line that is none is a finding, and the next one is read."""
    lines = [(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip()]
    if not lines:
        remarks.add("unreadable", "", "文件是空的。", assumed="没有导入")
    for number, line in lines[: guides.MOST_IN_A_FILE]:
        plain = decoding.plain_of(line, remarks, f"第{number}行")
        if plain is not None:
            yield from guides.one(plain, f"{name}:{number}", setting, remarks)
    if len(lines) > guides.MOST_IN_A_FILE:
        remarks.add(
            "too_large", "", f"一个文件最多{guides.MOST_IN_A_FILE}行，后面的没有导入。", assumed="请分成几个文件"
        )


def _sources(path: Path) -> list[Source]:
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError) as error:
        raise Unusable(f"没有 {path} 这个文件或文件夹，或者不能读。") from error
    if stat.S_ISDIR(mode):
        found = sorted(each for each in path.rglob("*") if _is_file(each))
        if len(found) > MOST_FILES:
            raise Unusable(f"文件夹里有{len(found)}个文件，最多{MOST_FILES}个，请分批导入。")
        return [Source(_shown(each.relative_to(path).as_posix()), _loader(each)) for each in found]
    if not stat.S_ISREG(mode):
        raise Unusable(f"{path} 不是文件也不是文件夹。")
    if path.suffix.lower() in ZIPS:
        return _archive(path)
    return [Source(_shown(path.name), _loader(path))]


def _is_file(path: Path) -> bool:
    """A file that is meant for us; one that cannot even be looked at is told when it is read."""
    if path.name.startswith((".", "~$")):
        return False
    try:
        return path.is_file()
    except OSError:
        return True


def _shown(name: str) -> str:
    """The name as it can be printed and stored."""
    return os.fsencode(name).decode("utf-8", "replace")


def _archive(path: Path) -> list[Source]:
    remarks = Remarks(path.name)
    blob = _loader(path)()
    if blob is None:
        raise Unusable(f"压缩包太大，最多{LARGEST_FILE // 1_000_000}MB。")
    found = list(_zipped(path.name, blob, remarks))
    if remarks.findings:
        raise Unusable(remarks.findings[0].message)
    return found


def _loader(path: Path) -> Callable[[], bytes | None]:
    def load() -> bytes | None:
        try:
            return path.read_bytes() if path.stat().st_size <= LARGEST_FILE else None
        except OSError:
            return None

    return load


def _zipped(name: str, blob: bytes, remarks: Remarks) -> Iterator[Source]:
    """The files of an archive; a bomb is refused before it is opened."""
    try:
        archive = zipfile.ZipFile(BytesIO(blob))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        remarks.add("unreadable", "", f"{name} 不是完整的压缩包。", assumed="没有导入")
        return
    members = [each for each in archive.infolist() if not each.is_dir() and not _is_hidden(each.filename)]
    if len(members) > MOST_FILES or sum(each.file_size for each in members) > LARGEST_TOTAL:
        remarks.add("too_large", "", f"压缩包里文件太多或太大，最多{MOST_FILES}个。", assumed="没有导入")
        return
    for each in sorted(members, key=lambda member: member.filename):
        yield Source(_named(each), _extractor(archive, each))


def _extractor(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Callable[[], bytes | None]:
    def load() -> bytes | None:
        if member.file_size > LARGEST_FILE or member.flag_bits & 1:
            return None
        try:
            with archive.open(member) as file:
                blob = file.read(LARGEST_FILE + 1)
        except (zipfile.BadZipFile, OSError, EOFError, ValueError, RuntimeError, NotImplementedError, zlib.error):
            return None
        return blob if len(blob) <= LARGEST_FILE else None

    return load


def _named(member: zipfile.ZipInfo) -> str:
    """The name of a member; an old archive writes Chinese in GBK and says nothing about it."""
    if member.flag_bits & 0x800:
        return member.filename
    try:
        return member.filename.encode("cp437").decode("gbk")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return member.filename


def _is_hidden(name: str) -> bool:
    parts = (part for part in PurePosixPath(name).parts if part != "..")
    return any(part.startswith((".", "~$", "__MACOSX")) for part in parts)
