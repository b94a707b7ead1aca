"""What a file handed in must be (上传材料的检查): bytes, structure and name agree, and stay within bounds."""

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import msgspec

from tongban.foundation.kernel.errors import Fault, Invalid

from .names import clean_name, extension_of

MAX_SIZE = 20 * 1024 * 1024
PATIENCE = 15.0  # seconds on the clock; the processor's own bound is 10
_CELL = Path(__file__).parent / "probes" / "confined.py"

_STARTS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "pdf"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"PK\x03\x04", "archive"),
    (b"PK\x05\x06", "plain_archive"),
    (b"Rar!", "plain_archive"),
    (b"7z\xbc\xaf\x27\x1c", "plain_archive"),
    (b"\x1f\x8b", "plain_archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old_office"),
    (b"GIF8", "other_picture"),
    (b"BM", "other_picture"),
    (b"II*\0", "other_picture"),
    (b"MM\0*", "other_picture"),
    (b"MZ", "program"),
    (b"\x7fELF", "program"),
    (b"#!", "program"),
)
_HEIC_BRANDS = {b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1", b"avif"}
_PROBES = {"pdf": "paged", "jpeg": "picture", "png": "picture", "archive": "archive"}
_MEDIA_TYPES = {
    "pdf": "application/pdf",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ofd": "application/ofd",
}
_KINDS_BY_EXTENSION = {"jpg": "jpeg", "jpeg": "jpeg", "png": "png", "pdf": "pdf"} | {
    kind: kind for kind in ("docx", "xlsx", "ofd")
}
_NAMES_OF_KINDS = {
    "pdf": "PDF",
    "jpeg": "JPG图片",
    "png": "PNG图片",
    "docx": "Word文档",
    "xlsx": "Excel表格",
    "ofd": "OFD",
}
ACCEPTED = "PDF、JPG、PNG、OFD、Word(.docx)、Excel(.xlsx)"

_WORDS = {
    "empty": "是空的（0字节）。请重新导出或重新拍照后再上传。",
    "too_large": "超过20MB。请压缩后再上传：照片选“大”而不选“原图”，扫描件选200dpi。",
    "heic": "是苹果手机的HEIC照片。请把照片另存为JPG再上传，或在“设置-相机-格式”选“兼容性最佳”后重拍。",
    "other_picture": "是不常用的图片格式。请把图片另存为JPG或PNG再上传。",
    "old_office": "是老版本的Word或Excel文件。请用“另存为”选择.docx、.xlsx或PDF再上传。",
    "plain_archive": "是压缩包。请解压以后，把里面的文件一个一个上传。",
    "program": "是程序，不是材料。请选择材料的照片或PDF再上传。",
    "web_page": "是网页或矢量图。请打印成PDF，或截图存为PNG再上传。",
    "unknown_type": f"看不出是什么文件。可以上传{ACCEPTED}。",
    "unreadable": "打不开，内容可能损坏了。请用自己的电脑或手机打开确认，重新导出后再上传。",
    "truncated": "不完整，可能没有下载完或没有保存完。请重新保存后再上传。",
    "encrypted": "设了密码或限制。请去掉密码（打印成一份新的PDF即可）再上传。",
    "too_many_pages": "超过200页。请只留需要的页，或分成几个文件上传。",
    "active": "里面有脚本、附件或自动执行的动作，不能收。请打印成一份新的PDF再上传。",
    "polyglot": "里面混有别的内容，不是一份干净的文件。请重新导出或打印成PDF再上传。",
    "too_many_pixels": "尺寸太大（超过5000万像素）。请缩小后再上传，一般1000万像素就足够清楚。",
    "too_small": "太小，看不清（长和宽都要在200像素以上）。请重新拍照或上传原图。",
    "bomb": "解开以后大得不正常，不能收。请打印成PDF再上传。",
    "bad_path": "内部文件名不正常，不能收。请用Word、Excel重新另存，或打印成PDF再上传。",
    "link": "内部有指向别处的链接文件，不能收。请打印成PDF再上传。",
    "macro": "带有宏（自动执行的代码），不能收。请另存为不带宏的.docx、.xlsx，或打印成PDF再上传。",
    "nested": "里面还嵌着别的文件。请把嵌入的文件删掉单独上传，或打印成PDF再上传。",
    "fetches": "里面引用了网上的内容，不能收。请打印成PDF再上传。",
    "too_hard": "太复杂，检查不完。请打印成PDF，或截图存为PNG再上传。",
}


@dataclass(frozen=True, slots=True)
class FileFacts:
    """A file that passed (检查通过的文件): pictures upright and without metadata, all else unchanged."""

    content: bytes
    name: str
    media_type: str
    pages: int | None = None
    width: int | None = None
    height: int | None = None


class _Answer(msgspec.Struct, frozen=True):
    """What a probe says."""

    faults: tuple[str, ...] = ()
    kind: str = ""
    pages: int | None = None
    width: int | None = None
    height: int | None = None


def inspect(content: bytes, name: str) -> FileFacts:
    """Look at a file that was handed in; raises `Invalid` that names the file, what is wrong, and what to do.

    The bytes decide what it is; the extension must agree; then a confined process reads the structure
    (768 MB, 10 s of processor), so that a hostile file costs one answer and no worker.
    """
    shown = clean_name(name)
    if not content:
        raise _declined(shown, "empty")
    kind = sniff(content)
    faults = ["too_large"] if len(content) > MAX_SIZE else []
    if kind not in _PROBES:
        raise _declined(shown, *faults, kind)
    if faults:
        raise _declined(shown, *faults)
    answer, cleaned = _probed(_PROBES[kind], content, shown)
    kind = answer.kind or kind
    if _KINDS_BY_EXTENSION.get(extension_of(shown)) != kind:
        raise _disagreeing(shown, kind)
    return FileFacts(
        content=cleaned or content,
        name=shown,
        media_type=_MEDIA_TYPES[kind],
        pages=answer.pages,
        width=answer.width,
        height=answer.height,
    )


def sniff(content: bytes) -> str:
    """What the first bytes say it is: a kind that a probe knows, or the reason why it cannot be taken."""
    if content[4:8] == b"ftyp":
        return "heic" if content[8:12] in _HEIC_BRANDS else "unknown_type"
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "other_picture"
    found = next((kind for start, kind in _STARTS if content.startswith(start)), "")
    if found:
        return found
    return "web_page" if content[:512].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") else "unknown_type"


def _probed(probe: str, content: bytes, shown: str) -> tuple[_Answer, bytes]:
    """Run a probe in its cell; a probe that dies or does not end is an answer too."""
    command = [sys.executable, "-I", str(_CELL), probe]
    try:
        done = subprocess.run(command, input=content, capture_output=True, timeout=PATIENCE, env={}, check=False)  # noqa: S603
    except subprocess.TimeoutExpired:
        raise _declined(shown, "too_hard") from None
    if done.returncode != 0:
        raise _declined(shown, "too_hard" if done.returncode < 0 else "unreadable")
    line, _, cleaned = done.stdout.partition(b"\n")
    answer = msgspec.json.decode(line, type=_Answer)
    if answer.faults:
        raise _declined(shown, *answer.faults)
    return answer, cleaned


def _declined(shown: str, *codes: str) -> Invalid:
    faults = [Fault("/file", code, f"“{shown}”{_WORDS[code]}") for code in codes]
    return Invalid(" ".join(each.message for each in faults), faults=faults)


def _disagreeing(shown: str, kind: str) -> Invalid:
    message = f"“{shown}”的内容是{_NAMES_OF_KINDS[kind]}，和文件名的后缀不一致。请改成正确的后缀，或重新另存后再上传。"
    return Invalid(message, faults=[Fault("/file", "extension_disagrees", message)])
