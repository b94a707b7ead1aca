"""From plain data to guides (认出格式): envelopes opened, both formats told apart, every record accounted for."""

from collections.abc import Iterator
from typing import Any

from . import one_thing, portal
from .heading import Setting
from .imported import ImportedGuide
from .remarks import Remarks

ENVELOPE = frozenset({"code", "data", "msg", "success", "error"})
SUCCEEDED = (0, "0", 200, "200", "00000", None)
MOST_IN_A_FILE = 20_000


def read(plain: Any, file: str, setting: Setting, remarks: Remarks) -> Iterator[ImportedGuide]:
    """The guides of one file; what is no guide is a finding of `remarks`, which then speaks for the file."""
    records = plain if isinstance(plain, list) else [plain]
    if not records:
        remarks.add("shape_unknown", "", "文件是空的列表，没有指南。", assumed="没有导入")
    if len(records) > MOST_IN_A_FILE:
        remarks.add("too_large", "", f"一个文件最多{MOST_IN_A_FILE}份指南，后面的没有导入。", assumed="请分成几个文件")
    for place, each in enumerate(records[:MOST_IN_A_FILE]):
        name = file if len(records) == 1 else f"{file}[{place}]"
        yield from one(each, name, setting, remarks)


def one(record: Any, name: str, setting: Setting, remarks: Remarks) -> Iterator[ImportedGuide]:
    """The guide of one record, whose findings are its own."""
    opened, outside = _opened(record, name, remarks)
    if opened is None:
        return
    own = Remarks(name)
    if one_thing.is_one_thing(opened):
        guide = one_thing.read(opened, name, setting, own)
    elif portal.is_ordinary(opened):
        guide = portal.read(opened, name, setting, own)
    else:
        keys = "、".join(str(each)[:20] for each in list(opened)[:8])
        remarks.add(
            "shape_unknown", "", f"“{name[-60:]}”不是认识的指南格式，它的键是：{keys or '空的'}。", assumed="没有导入"
        )
        return
    if outside:
        guide.kept["#envelope"] = outside
    yield guide


def _opened(record: Any, name: str, remarks: Remarks) -> tuple[dict[str, Any] | None, dict[str, Any]]:
    """The record inside its envelope, and what the envelope says besides."""
    if not isinstance(record, dict):
        remarks.add("shape_unknown", "", f"“{name[-60:]}”里不是一条记录。", assumed="没有导入")
        return None, {}
    if "data" not in record or not record.keys() & (ENVELOPE - {"data"}):
        if set(record) == {"data"} and isinstance(record["data"], dict):
            return record["data"], {}
        return record, {}
    data, outside = record["data"], {key: value for key, value in record.items() if key not in ENVELOPE}
    if not isinstance(data, dict) or not data:
        said = f"平台返回“{str(record.get('msg', ''))[:80]}”，没有指南内容。"
        remarks.add("portal_error", "data", said, assumed="没有导入")
        return None, outside
    if record.get("code") not in SUCCEEDED or record.get("error") is True:
        said = f"平台返回代码{str(record.get('code'))[:20]}（{str(record.get('msg', ''))[:60]}），内容可能不全。"
        remarks.add("portal_error", "code", said, assumed="照内容导入")
    return data, outside
