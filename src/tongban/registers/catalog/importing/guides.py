"""From plain data to guides (认出格式): envelopes opened, both formats told apart, every record accounted for."""

from collections.abc import Callable, Iterator
from typing import Any

from . import decoding, one_thing, portal
from .heading import Setting
from .imported import ImportedGuide
from .remarks import Remarks

ENVELOPE = frozenset({"code", "data", "msg", "success", "error"})
SUCCEEDED = (0, "0", 200, "200", "00000", None)
MOST_IN_A_FILE = 20_000
DEEPEST_ENVELOPE, MOST_LOOKED_AT = 4, 20

Opened = tuple[Any, dict[str, Any]]
"""A record, and what its envelope says besides."""


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
    """The guides of one record, whose findings are their own: one, or those of an envelope that holds a list."""
    found = _opened(record, name, remarks)
    for place, (opened, outside) in enumerate(found):
        place_name = name if len(found) == 1 else f"{name}[{place}]"
        guide = _guide(opened, place_name, setting, remarks)
        if guide is not None:
            if outside:
                guide.kept["#envelope"] = outside
            yield guide


def _guide(opened: Any, name: str, setting: Setting, remarks: Remarks) -> ImportedGuide | None:
    if not isinstance(opened, dict):
        remarks.add("shape_unknown", "", f"“{name[-60:]}”里不是一条记录。", assumed="没有导入")
    elif one_thing.is_one_thing(opened):
        return one_thing.read(opened, name, setting, Remarks(name))
    elif portal.is_ordinary(opened):
        return portal.read(opened, name, setting, Remarks(name))
    else:
        keys = "、".join(str(each)[:20] for each in list(opened)[:8])
        remarks.add(
            "shape_unknown", "", f"“{name[-60:]}”不是认识的指南格式，它的键是：{keys or '空的'}。", assumed="没有导入"
        )
    return None


def _opened(record: Any, name: str, remarks: Remarks) -> list[Opened]:
    """The records inside their envelope, and what the envelope says besides."""
    if not isinstance(record, dict) or "data" not in record or not record.keys() & (ENVELOPE - {"data"}):
        return _within(record, {}, name, remarks)
    data, outside = _parsed(record["data"], remarks), {key: each for key, each in record.items() if key not in ENVELOPE}
    if not isinstance(data, dict | list) or not data:
        said = f"平台返回“{str(record.get('msg', ''))[:80]}”，没有指南内容。"
        remarks.add("portal_error", "data", said, assumed="没有导入")
        return []
    if record.get("code") not in SUCCEEDED or record.get("error") is True:
        said = f"平台返回代码{str(record.get('code'))[:20]}（{str(record.get('msg', ''))[:60]}），内容可能不全。"
        remarks.add("portal_error", "code", said, assumed="照内容导入")
    return _within(data, outside, name, remarks)


def _within(record: Any, outside: dict[str, Any], name: str, remarks: Remarks, depth: int = 0) -> list[Opened]:
    """The guides at this place, or below it, whatever the portal calls the keys on the way there."""
    if isinstance(record, list):
        if len(record) > MOST_IN_A_FILE:
            message = f"“{name[-60:]}”里最多{MOST_IN_A_FILE}份指南，后面的没有导入。"
            remarks.add("too_large", "", message, assumed="请分成几个文件")
        return [each for inner in record[:MOST_IN_A_FILE] for each in _within(inner, outside, name, remarks, depth + 1)]
    if not isinstance(record, dict) or _is_guide(record) or depth > DEEPEST_ENVELOPE:
        return [(record, outside)]
    inside = {key: value for key, value in record.items() if _holds_guides(value)}
    if not inside:
        return [(record, outside)]
    besides = outside | {key: value for key, value in record.items() if key not in inside}
    return [each for value in inside.values() for each in _within(value, besides, name, remarks, depth + 1)]


def _holds_guides(value: Any, depth: int = 0) -> bool:
    if isinstance(value, dict):
        return _is_guide(value) or (depth < DEEPEST_ENVELOPE and any(map(_deeper(depth), value.values())))
    return isinstance(value, list) and depth < DEEPEST_ENVELOPE and any(map(_deeper(depth), value[:MOST_LOOKED_AT]))


def _deeper(depth: int) -> Callable[[Any], bool]:
    return lambda value: _holds_guides(value, depth + 1)


def _is_guide(record: dict[str, Any]) -> bool:
    return one_thing.is_one_thing(record) or portal.is_ordinary(record)


def _parsed(data: Any, remarks: Remarks) -> Any:
    """What the envelope holds; some portals write it down as a text within the text."""
    is_text = isinstance(data, str) and data.lstrip().startswith(("{", "["))
    return decoding.plain_of(data, remarks, "data") if is_text else data
