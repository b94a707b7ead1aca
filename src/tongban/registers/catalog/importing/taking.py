"""Reading a record whose keys may be missing, misspelt or of any type (容错读取); what is not placed is kept."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

from .limits import written
from .remarks import Remarks
from .words import called

_NUMBER = re.compile(r"[+-]?\d{1,9}(?:\.0+)?", re.ASCII)
LARGEST = 1_000_000


class Taken:
    """One record of the source: reading never fails, a defect becomes a finding, and nothing is lost.

    What is read with `place=True` stands word for word in the option, and so leaves `kept`.
    """

    def __init__(self, record: dict[str, Any], path: str, remarks: Remarks) -> None:
        self.record = record
        self.path = path
        self.remarks = remarks
        self._placed: set[str] = set()
        self._children: dict[str, list[Any]] = {}

    def at(self, key: str) -> str:
        return f"{self.path}.{key}" if self.path else key

    def has(self, key: str) -> bool:
        return self.record.get(key) not in (None, "", [], {})

    def text(self, key: str, *, place: bool = False) -> str:
        """The text of a key; a number is written as a person would; anything else is a finding and stays kept."""
        value = self.record.get(key)
        if value is None:
            return ""
        if isinstance(value, str):
            if place:
                self._placed.add(key)
            return value.strip()
        if isinstance(value, bool) or not isinstance(value, int | float):
            self.remarks.add(
                "wrong_type", self.at(key), f"这里应是文字，现在是{_named(value)}。", assumed="按没有填写处理"
            )
            return ""
        return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)

    def number(self, key: str) -> int | None:
        """A whole number, however it is written; None when there is none."""
        value = self.record.get(key)
        if value is None or value == "":
            return None
        found = whole(value)
        if found is None:
            said = f"“{str(value)[:40]}”不是整数。"
            self.remarks.add("number_unreadable", self.at(key), said, assumed="按没有填写处理")
        return found

    def limit(self, key: str) -> tuple[int | None, str]:
        """The number of a limit, and the unit that is written with it (5个工作日); most sources give none."""
        value = self.record.get(key)
        found = written(value) if isinstance(value, str) and whole(value) is None else None
        return found if found is not None else (self.number(key), "")

    def entries(self, key: str) -> list["Taken"]:
        """The records of a list; other things in it are findings and stay kept."""
        value = self.record.get(key)
        if key in self._children:
            return [each for each in self._children[key] if isinstance(each, Taken)]
        if value is None:
            return []
        if value == "":
            self.remarks.add("empty_as_text", self.at(key), "空的列表写成了空文字。", assumed="按空列表读取")
            return []
        if is_numbered(value):
            self.remarks.add(
                "wrong_type", self.at(key), "这里应是列表，现在是按序号排的记录。", assumed="按序号排成列表读取"
            )
            value = list(value.values())
        elif isinstance(value, dict):
            self.remarks.add(
                "wrong_type", self.at(key), "这里应是列表，现在是一条记录。", assumed="按只有一条的列表读取"
            )
            value = [value]
        if not isinstance(value, list):
            self.remarks.add(
                "wrong_type", self.at(key), f"这里应是列表，现在是{_named(value)}。", assumed="按空列表读取"
            )
            return []
        children = [self._child(f"{self.at(key)}[{place}]", each) for place, each in enumerate(value)]
        self._children[key] = children
        return [each for each in children if isinstance(each, Taken)]

    def part(self, key: str) -> "Taken":
        """The record below a key; an empty one when there is none."""
        if key in self._children:
            found: Taken = self._children[key][0]
            return found
        value = self.record.get(key)
        if isinstance(value, dict):
            child = Taken(value, self.at(key), self.remarks)
            self._children[key] = [child]
            return child
        if value not in (None, ""):
            self.remarks.add("wrong_type", self.at(key), f"这里应是一条记录，现在是{_named(value)}。")
        return Taken({}, self.at(key), self.remarks)

    def word(self, key: str, words: Mapping[str, str], default: str, pointer: str = "") -> str:
        """The value of a word in a fixed list; an unknown word is a finding, and the default is assumed."""
        said = self.text(key)
        found = words.get(said) or words.get(_squeezed(said))
        if found is None and "^" in said[:200]:
            parts = (_squeezed(each) for each in said[:200].split("^"))
            found = next((words[each] for each in parts if each in words), None)
            if found is not None:
                message = f"“{said[:40]}”是几个取值连在一起。"
                self.remarks.add("value_assumed", self.at(key), message, pointer=pointer, assumed=called(found))
        if found is None:
            if said:
                message = f"“{said[:40]}”不在认识的取值里（{'、'.join(words)}）。"
                assumed = called(default) or "留空"
                self.remarks.add("value_unknown", self.at(key), message, pointer=pointer, assumed=assumed)
            return default
        return found

    def tell_unknown(self, known: frozenset[str]) -> None:
        for key in (each for each in self.record if each not in known):
            self.remarks.add("unknown_key", self.at(str(key)), f"不认识“{str(key)[:60]}”，原样保留。")

    def kept(self) -> dict[str, Any]:
        """Every key that is not placed, verbatim; records below it without what they placed."""
        return {key: self._kept(key, value) for key, value in self.record.items() if key not in self._placed}

    def _kept(self, key: str, value: Any) -> Any:
        children = self._children.get(key)
        if children is None:
            return value
        below = [each.kept() if isinstance(each, Taken) else each for each in children]
        return below if isinstance(value, list) or is_numbered(value) else below[0]

    def _child(self, path: str, value: Any) -> Any:
        if isinstance(value, dict):
            return Taken(value, path, self.remarks)
        self.remarks.add("wrong_type", path, f"这里应是一条记录，现在是{_named(value)}。", assumed="跳过这一条")
        return value


def whole(value: Any) -> int | None:
    """A whole number from 20, 20.0, "20", "２０" or "20.0"; None for anything else or beyond a million."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        found = int(value) if abs(value) <= LARGEST and float(value).is_integer() else None
    elif isinstance(value, str) and len(value) < 100:
        plain = unicodedata.normalize("NFKC", value).strip()
        found = int(float(plain)) if _NUMBER.fullmatch(plain) else None
    else:
        found = None
    return found if found is not None and abs(found) <= LARGEST else None


def keys(names: str) -> frozenset[str]:
    """The known keys of a record, written as one text."""
    return frozenset(names.split())


def leaves(value: Any) -> Iterator[str]:
    """Every text in nested data, for a search or for proving that nothing is lost."""
    waiting = [value]
    while waiting:
        each = waiting.pop()
        if isinstance(each, str):
            yield each
        elif isinstance(each, dict):
            waiting += each.values()
        elif isinstance(each, list | tuple):
            waiting += each


def is_numbered(value: Any) -> bool:
    """A list that some systems write as a record: every key a number, every value a record."""
    return (
        isinstance(value, dict)
        and bool(value)
        and all(key.isascii() and key.isdigit() and isinstance(each, dict) for key, each in value.items())
    )


def _squeezed(said: str) -> str:
    return "".join(unicodedata.normalize("NFKC", said[:200]).split())


def _named(value: Any) -> str:
    names = {bool: "是/否值", int: "数", float: "数", str: "文字", list: "列表", dict: "一条记录", type(None): "空"}
    return names.get(type(value), "别的东西")
