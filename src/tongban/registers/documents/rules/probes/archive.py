"""The probe of documents that are archives inside (docx, xlsx, ofd): bounds first, then each member."""

import io
import stat
import zipfile
from typing import Any
from xml.parsers import expat

MAX_MEMBERS = 2000
MAX_TOTAL = 200 * 1024 * 1024
MAX_RATIO = 150
RATIO_FROM = 1024 * 1024
END_RECORD = 22
NESTED_NAMES = (".zip", ".rar", ".7z", ".gz", ".docx", ".xlsx", ".pptx", ".ofd", ".jar", ".exe", ".dll")
NESTED_STARTS = (b"PK\x03\x04", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"MZ", b"\x7fELF", b"\xd0\xcf\x11\xe0", b"#!")
MACRO_NAMES = ("vbaproject.bin", "vbadata.xml", "vbaprojectsignature.bin")
MAIN_MEMBERS = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml", "ofd": "OFD.xml"}
TYPES_MEMBER = "[Content_Types].xml"

Answer = tuple[dict[str, Any], bytes]


class Refusal(Exception):  # noqa: N818 - it is an answer, not an error
    """A defect of a member; the argument is the fault's code."""


def probe(content: bytes) -> Answer:
    """Faults of an archive, or which kind of document it is."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            check_frame(content, archive)
            kind = kind_of(archive)
            for member in archive.infolist():
                check_content(archive, member)
            return {"faults": [], "kind": kind}, b""
    except Refusal as refusal:
        return {"faults": [str(refusal)]}, b""
    except MemoryError:
        return {"faults": ["bomb"]}, b""


def check_frame(content: bytes, archive: zipfile.ZipFile) -> None:
    """The directory alone: nothing before, behind or overlapping, bounded counts and sizes, honest names."""
    members = archive.infolist()
    if content[-END_RECORD:][:4] != b"PK\x05\x06" or archive.comment:
        raise Refusal("polyglot")
    if len(members) > MAX_MEMBERS or sum(each.file_size for each in members) > MAX_TOTAL:
        raise Refusal("bomb")
    if sum(each.compress_size for each in members) > len(content):
        raise Refusal("bomb")
    if any(each.file_size > RATIO_FROM and each.file_size > MAX_RATIO * each.compress_size for each in members):
        raise Refusal("bomb")
    names = [each.filename for each in members]
    if len(set(names)) != len(names) or any(map(climbs, names)):
        raise Refusal("bad_path")
    for each in members:
        if stat.S_ISLNK(each.external_attr >> 16):
            raise Refusal("link")
        if each.flag_bits & 0x1:
            raise Refusal("encrypted")


def climbs(name: str) -> bool:
    """Would this name leave the folder that the archive is unpacked into?"""
    return name.startswith("/") or "\\" in name or ":" in name or "\0" in name or ".." in name.split("/")


def kind_of(archive: zipfile.ZipFile) -> str:
    names = set(archive.namelist())
    kinds = [kind for kind, main in MAIN_MEMBERS.items() if main in names]
    if len(kinds) > 1:
        raise Refusal("polyglot")
    if not kinds or (kinds[0] != "ofd" and TYPES_MEMBER not in names):
        raise Refusal("plain_archive")
    return kinds[0]


def check_content(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
    """One member, read to its end, which also checks its sum."""
    lowered = member.filename.lower()
    if lowered.rsplit("/", 1)[-1] in MACRO_NAMES:
        raise Refusal("macro")
    if member.is_dir():
        return
    content = archive.read(member)
    if lowered.endswith(NESTED_NAMES) or content.startswith(NESTED_STARTS):
        raise Refusal("nested")
    if lowered.endswith((".xml", ".rels")):
        check_markup(content)
    if member.filename == TYPES_MEMBER and b"macroenabled" in content.lower():
        raise Refusal("macro")


def check_markup(content: bytes) -> None:
    """Well-formed, without a document type (entities that grow), without anything fetched from elsewhere."""
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.StartElementHandler = _refuse_fetched
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        raise Refusal("unreadable") from error


def _refuse_doctype(*_: object) -> None:
    raise Refusal("bomb")


def _refuse_fetched(name: str, attributes: dict[str, str]) -> None:
    is_link = attributes.get("Type", "").endswith("/hyperlink")
    if name == "Relationship" and attributes.get("TargetMode") == "External" and not is_link:
        raise Refusal("fetches")
