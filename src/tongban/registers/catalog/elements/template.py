"""The template itself (要素模板): the names of the elements, where each stands, which are the same at all levels; pure.

The province's own list of the 46 is not in the plan's text. What is shipped is a reconstruction and says so; loading
the province's file replaces it (R-016).
"""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec

from tongban.foundation.kernel.errors import Fault

from .paths import BadPath, ElementPath, parse
from .words import WORDS


class Element(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One element (要素): its number and name, where it stands, how its value is said, whether it may differ locally.

    `path` and `each` are read by `paths.parse`. `is_same`: no place may change it; `may_shorten`: but for a limit that
    is made shorter, as promises may be (plan 二(二)).
    """

    number: int
    code: str
    name: str
    group: str
    path: str
    is_same: bool
    each: str | None = None
    words: str = "text"
    may_shorten: bool = False

    @property
    def is_fixed(self) -> bool:
        """Must every place say exactly the same?"""
        return self.is_same and not self.may_shorten

    @property
    def place(self) -> ElementPath:
        return parse(self.path, self.each)


class Template(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A version of the template (要素模板版本); `is_reconstruction`: made here, not the province's own file."""

    version: str
    source: str
    is_reconstruction: bool
    elements: tuple[Element, ...]

    @property
    def same(self) -> tuple[Element, ...]:
        """The elements that no place may change (四级相同的要素)."""
        return tuple(each for each in self.elements if each.is_same)


def from_plain(plain: Any) -> Template:
    """The template from plain data; msgspec.ValidationError names the path of the first defect."""
    return msgspec.convert(plain, Template)


@lru_cache(maxsize=1)
def shipped() -> Template:
    """The reconstruction that is in force until the province's list is loaded."""
    return msgspec.json.decode(Path(__file__).with_name("four_levels.json").read_bytes(), type=Template)


def faults(template: Template) -> list[Fault]:
    """Everything that keeps the template from being used, with its place; empty when it is sound."""
    return [*_whole(template), *(found for each in template.elements for found in _of(each))]


def _whole(template: Template) -> Iterator[Fault]:
    if not template.version.strip() or len(template.version) > 40:
        yield Fault("/version", "version", "要素模板要有版本名称，最多40个字。")
    if not template.elements:
        yield Fault("/elements", "empty", "要素模板里至少要有一个要素。")
    for name in ("number", "code", "name"):
        said = [getattr(each, name) for each in template.elements]
        for twice in sorted({each for each in said if said.count(each) > 1}):
            yield Fault("/elements", "twice", f"“{twice}”出现了两次，请改成不同的。")


def _of(element: Element) -> Iterator[Fault]:
    pointer = f"/elements/{element.code}"
    try:
        path = element.place
    except BadPath as error:
        yield Fault(f"{pointer}/path", "path", f"“{element.name}”：{error}。")
    else:
        if path.root == "place" and element.is_same:
            yield Fault(f"{pointer}/is_same", "place", f"“{element.name}”每个地方都不同，不能四级相同。")
    if element.words not in WORDS:
        yield Fault(f"{pointer}/words", "words", f"“{element.name}”的取值说法只能是：{'、'.join(WORDS)}。")
