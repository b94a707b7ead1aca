"""A file on its way into the catalogue (导入批次): looked at, confirmed, taken in; what is heavy is a job's; pure."""

import zipfile
from enum import StrEnum
from io import BytesIO

from tongban.foundation.kernel.errors import Fault, Invalid

LARGEST = 20_000_000
LARGEST_UNPACKED = 300_000_000
HEAVY = 4_000_000
MANY = 100
MOST_TRIES = 3


class ImportStatus(StrEnum):
    """Where an import stands (导入状态): waiting → read → queued → done; failed, or dropped before it was taken in."""

    WAITING = "waiting"
    READ = "read"
    QUEUED = "queued"
    DONE = "done"
    FAILED = "failed"
    DROPPED = "dropped"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    ImportStatus.WAITING: "排队检查",
    ImportStatus.READ: "已检查，等确认",
    ImportStatus.QUEUED: "排队写入",
    ImportStatus.DONE: "已导入",
    ImportStatus.FAILED: "没有办成",
    ImportStatus.DROPPED: "已放弃",
}
UNDER_WAY = frozenset({ImportStatus.WAITING, ImportStatus.QUEUED})


def unpacked(blob: bytes) -> int:
    """How much there is to read once a workbook or an archive is opened, as it says itself; else its length."""
    if not blob.startswith(b"PK"):
        return len(blob)
    try:
        with zipfile.ZipFile(BytesIO(blob)) as archive:
            return max(len(blob), sum(each.file_size for each in archive.infolist()))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return len(blob)


def refuse_unusable(blob: bytes) -> None:
    """A file that nobody should have to wait for is refused at once, in words."""
    if not blob:
        raise _unusable("empty", "文件是空的（0字节）。请重新导出再上传。")
    if len(blob) > LARGEST:
        raise _unusable("too_large", "文件超过20MB。请分成几个文件上传，或者请系统管理员在服务器上导入。")
    if unpacked(blob) > LARGEST_UNPACKED:
        raise _unusable("too_large", "压缩包解开以后太大。请分成几个文件上传。")


def _unusable(code: str, sentence: str) -> Invalid:
    return Invalid(sentence, faults=[Fault("/file", code, sentence)])
