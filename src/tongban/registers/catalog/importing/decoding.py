"""From bytes to plain data (读取JSON): any encoding, any depth, any garbage; a defect is a finding."""

import json
import re
from collections.abc import Iterator
from typing import Any

from .remarks import Remarks

DEEPEST = 40
LONGEST_NUMBER = 15
_UNSAVEABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff￾￿]")
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
    (b"{\x00", "utf-16-le"),
    (b"[\x00", "utf-16-le"),
    (b"\x00{", "utf-16-be"),
    (b"\x00[", "utf-16-be"),
)
"""What a file begins with, and its encoding; JSON begins with a bracket, which shows UTF-16 that lost its mark."""


def text_of(blob: bytes, remarks: Remarks) -> str | None:
    """The text of a file: UTF-8 or UTF-16, with or without a mark, UTF-32 with it, or GB18030; None when it is none.

    Big5 can be read as GB18030, but gives characters that nobody has defined: that is no text.
    """
    marked = next((encoding for mark, encoding in _MARKS if blob.startswith(mark)), "")
    for encoding in (marked,) if marked else ("utf-8", "gb18030"):
        try:
            text = blob.decode(encoding)
        except UnicodeDecodeError:
            continue
        if encoding == "gb18030" and _is_garbled(text):
            continue
        if encoding not in ("utf-8", "utf-8-sig"):
            remarks.add("encoding", "", f"文件编码是{encoding.upper()}，已转换。", assumed=encoding.upper())
        return text
    remarks.add("unreadable", "", "文件编码认不出，请另存为UTF-8。", assumed="没有导入")
    return None


def _is_garbled(text: str) -> bool:
    """Are more than a few of the characters beyond ASCII ones that stand for nothing?"""
    return len(_PRIVATE.findall(text)) * 50 > sum(not each.isascii() for each in text)


def plain_of(text: str, remarks: Remarks, where: str = "") -> Any:
    """Plain data that the database can hold; None, and a finding, when the text is no JSON."""
    doubles: list[str] = []

    def record(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) != len(pairs):
            seen: dict[str, Any] = {}
            for key, value in pairs:
                seen[_free(key, seen) if key in seen else key] = value
                doubles.extend([key] if key in seen and found[key] is not value else [])
            return seen
        return found

    try:
        read = json.loads(
            text, object_pairs_hook=record, parse_int=_whole, parse_float=_decimal, parse_constant=lambda said: said
        )
    except json.JSONDecodeError as error:
        remarks.add(
            "unreadable", where, f"不是完整的JSON：第{error.lineno}行第{error.colno}个字符处有误。", assumed="没有导入"
        )
        return None
    except RecursionError:
        remarks.add("too_deep", where, "数据层层嵌套太深，读不了。", assumed="没有导入")
        return None
    for key in dict.fromkeys(doubles):
        remarks.add("duplicate_key", where, f"键“{key[:40]}”出现两次。", assumed="用第一次的，后面的原样保留")
    return _clean(read, remarks, where)


def _free(key: str, seen: dict[str, Any]) -> str:
    """A name for the value of a key that stands twice, so that neither is lost."""
    return next(name for name in (f"{key}（第{number}次）" for number in range(2, len(seen) + 3)) if name not in seen)


def _whole(said: str) -> Any:
    return int(said) if len(said) <= LONGEST_NUMBER else said


def _decimal(said: str) -> Any:
    """A number whose digits a float would lose stays a text."""
    value = float(said)
    return value if len(said) <= LONGEST_NUMBER + 3 and value - value == 0 else said


def _clean(read: Any, remarks: Remarks, where: str) -> Any:
    """Without characters that no database holds, and not deeper than anybody needs."""
    if _depth(read) > DEEPEST:
        remarks.add("too_deep", where, f"数据嵌套超过{DEEPEST}层。", assumed="没有导入")
        return None
    if not any(_UNSAVEABLE.search(each) for each in _texts(read)):
        return read
    remarks.add("character_replaced", where, "有控制字符或残缺的字符，不能保存。", assumed="换成了“�”")
    return _replaced(read)


def _texts(read: Any) -> Iterator[str]:
    waiting = [read]
    while waiting:
        each = waiting.pop()
        if isinstance(each, str):
            yield each
        elif isinstance(each, list):
            waiting += each
        elif isinstance(each, dict):
            waiting += each.keys()
            waiting += each.values()


def _replaced(read: Any) -> Any:
    """Recursion is safe here: the depth is known."""
    if isinstance(read, str):
        return _UNSAVEABLE.sub("�", read)
    if isinstance(read, list):
        return [_replaced(each) for each in read]
    if isinstance(read, dict):
        cleaned: dict[str, Any] = {}
        for key, value in read.items():
            name = _UNSAVEABLE.sub("�", key)
            cleaned[_free(name, cleaned) if name in cleaned else name] = _replaced(value)
        return cleaned
    return read


def _depth(read: Any) -> int:
    level, deepest = [read], 0
    while level:
        deepest += 1
        if deepest > DEEPEST:
            return deepest
        level = [
            below
            for each in level
            if isinstance(each, list | dict)
            for below in (each.values() if isinstance(each, dict) else each)
            if isinstance(below, list | dict)
        ]
    return deepest
