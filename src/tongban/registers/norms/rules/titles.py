"""Titles of normative files (文件题名): the same file is written in many ways, and is one file all the same; pure."""

import re
from collections.abc import Iterator, Mapping
from enum import StrEnum

_EDITION = re.compile(
    r"（(?:\d{4}年?)?(?:\d{1,2}月\d{1,2}日)?(?:第?[一二三四五六七八九十\d]*次?)?(?:修订|修正|修改|公布|施行)?(?:版|本)?）$"
)
_YEAR = re.compile(r"(?:\d{4}年?)(?:修订|修正)?(?:版|本)?$")
_NAMED = re.compile("《([^《》]{2,100})》")
_PLACE = re.compile(r"[^省市区州]{2,3}(?:省|市|自治区|自治州)")
_COUNTRY = "中华人民共和国"
_WIDE = str.maketrans({"(": "（", ")": "）", "〈": "《", "〉": "》", "<": "《", ">": "》", "・": "·"})


class Level(StrEnum):
    """What kind of file it is (效力层级); `PENDING` where the title alone does not say."""

    LAW = "law"
    STATE_REGULATION = "state_regulation"
    LOCAL_REGULATION = "local_regulation"
    RULE = "rule"
    NORMATIVE = "normative"
    PENDING = "pending"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    Level.LAW: "法律",
    Level.STATE_REGULATION: "行政法规",
    Level.LOCAL_REGULATION: "地方性法规",
    Level.RULE: "规章",
    Level.NORMATIVE: "规范性文件",
    Level.PENDING: "规章或规范性文件（待核定）",
}


def normal(title: str) -> str:
    """What is left of a title when brackets, spaces, the country's name and the year of the edition are taken away.

    《中华人民共和国食品安全法（2021年修正）》 and 食品安全法 are one; （试行） and （样例） belong to the name.
    """
    bare = re.sub(r"\s+", "", title).translate(_WIDE).strip("《》")
    while (shorter := _YEAR.sub("", _EDITION.sub("", bare))) not in ("", bare):
        bare = shorter
    return bare.removeprefix(_COUNTRY) or bare


def named(text: str) -> Iterator[str]:
    """The titles in a text that stand in 《》."""
    return (found.group(1) for found in _NAMED.finditer(text))


def level_of(title: str) -> Level:
    """What the title says of the kind of file (立法法): only where it leaves no doubt."""
    bare = re.sub(r"（[^（）]*）", "", re.sub(r"\s+", "", title).translate(_WIDE)).strip("《》")
    if bare.startswith("全国人民代表大会") or (bare.startswith(_COUNTRY) and bare.endswith(("法", "法典"))):
        return Level.LAW
    if bare.endswith("条例"):
        return Level.LOCAL_REGULATION if _PLACE.match(bare) else Level.STATE_REGULATION
    if bare.endswith(("意见", "通知", "规范", "规程", "决定", "标准", "章程", "通则")):
        return Level.NORMATIVE
    return Level.PENDING


class ByTitle(Mapping[str, str]):
    """A mapping by title (按题名查找): it is gone through as it was written, and found however a title is written."""

    def __init__(self, said: Mapping[str, str]) -> None:
        self._said = dict(said)
        self._found = {normal(title): words for title, words in said.items()}

    def __getitem__(self, title: str) -> str:
        return self._found[normal(title)]

    def __iter__(self) -> Iterator[str]:
        return iter(self._said)

    def __len__(self) -> int:
        return len(self._said)
