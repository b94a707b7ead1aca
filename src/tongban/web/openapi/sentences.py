"""What pydantic says, in Chinese (校验用语): one sentence for each kind of error, so that no English leaks."""

from collections.abc import Mapping, Sequence
from typing import Any

SENTENCES: Mapping[str, str] = {
    "missing": "这一项必填，请补上。",
    "extra_forbidden": "没有这个字段，请删去或者核对字段名。",
    "string_type": "这里应填文字。",
    "string_too_short": "太短了，至少{min_length}个字符。",
    "string_too_long": "太长了，最多{max_length}个字符。",
    "string_pattern_mismatch": "格式不对，请对照说明填写。",
    "string_unicode": "文字里有不能保存的字符，请删掉后重新填写。",
    "int_type": "这里应填整数。",
    "int_parsing": "这里应填整数，例如 20。",
    "int_parsing_size": "这个数太大了。",
    "int_from_float": "这里应填整数，不能有小数。",
    "float_type": "这里应填数字。",
    "float_parsing": "这里应填数字，例如 1.5。",
    "bool_type": "这里只能是 true 或者 false。",
    "bool_parsing": "这里只能是 true 或者 false。",
    "greater_than": "应大于{gt}。",
    "greater_than_equal": "不能小于{ge}。",
    "less_than": "应小于{lt}。",
    "less_than_equal": "不能大于{le}。",
    "literal_error": "只能是：{expected}。",
    "enum": "只能是：{expected}。",
    "dict_type": "这里应是一个对象，例如 {{}}。",
    "model_type": "这里应是一个对象，例如 {{}}。",
    "model_attributes_type": "这里应是一个对象，例如 {{}}。",
    "list_type": "这里应是一个数组，例如 []。",
    "too_long": "太多了，最多{max_length}个。",
    "too_short": "太少了，至少{min_length}个。",
    "uuid_type": "这里应是文件编号（上传后得到的id）。",
    "uuid_parsing": "文件编号不对，请用上传后得到的id。",
    "date_type": "这里应是日期，例如 2026-03-08。",
    "date_parsing": "日期不对，请写成 2026-03-08 这样。",
    "date_from_datetime_parsing": "日期不对，请写成 2026-03-08 这样。",
    "date_from_datetime_inexact": "这里只要日期，请写成 2026-03-08 这样。",
    "datetime_type": "这里应是时刻，例如 2026-03-08T10:00:00+08:00。",
    "datetime_parsing": "时刻不对，请写成 2026-03-08T10:00:00+08:00 这样。",
    "datetime_from_date_parsing": "时刻不对，请写成 2026-03-08T10:00:00+08:00 这样。",
    "timezone_aware": "时刻要带时区，例如 2026-03-08T10:00:00+08:00。",
    "finite_number": "这里应填一个普通的数字。",
    "value_error": "{error}",
}
UNKNOWN = "这一项填得不对，请对照接口说明核对。"
CODES: Mapping[str, str] = {"missing": "required", "extra_forbidden": "unknown_field"}
_SOURCES_WITH_A_NAME = frozenset({"body", "form"})


def in_chinese(error: Mapping[str, Any]) -> tuple[str, str]:
    """The code and the sentence of one pydantic error."""
    kind = str(error["type"])
    context = dict(error.get("ctx") or {})
    if "expected" in context:
        context["expected"] = str(context["expected"]).replace("' or '", "、").replace("', '", "、").strip("'")
    sentence = SENTENCES.get(kind, UNKNOWN)
    try:
        text = sentence.format(**context)
    except (KeyError, IndexError):
        text = UNKNOWN
    return CODES.get(kind, kind), text if _is_chinese(text) else UNKNOWN


def pointer(where: Sequence[Any]) -> str:
    """The JSON pointer (RFC 6901) of a place; of a query parameter it is its name after a slash.

    ninja names the source first, and for a body the name of the view's argument; neither was sent by anybody.
    """
    parts = list(where)
    if parts and parts[0] in _SOURCES_WITH_A_NAME:
        parts = parts[2:]
    elif parts and parts[0] in ("query", "path", "header", "file", "cookie"):
        parts = parts[1:]
    return "".join(f"/{_escaped(each)}" for each in parts)


def _escaped(part: Any) -> str:
    text = str(part).encode("utf-8", "replace").decode()[:80]
    return text.replace("~", "~0").replace("/", "~1")


def _is_chinese(text: str) -> bool:
    return any("\u4e00" <= each <= "\u9fff" for each in text)
