"""A form as data (表单): boxes in sections, what they begin with, and what was typed into them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.http import QueryDict

from tongban.foundation.kernel.errors import Fault, Invalid
from tongban.registers.bundles.rules.content import Content
from tongban.registers.catalog.guides import Guide
from tongban.web.console.narrowing import text

LONGEST_KEY = 120
LONGEST = 500
Choices = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Box:
    """One field: kind is text, number, textarea, select or checks (`value` is then what is ticked)."""

    name: str
    label: str
    value: str | tuple[str, ...] = ""
    kind: str = "text"
    choices: Choices = ()
    hint: str = ""
    is_optional: bool = False
    most: int = LONGEST

    def typed_into(self, post: QueryDict) -> "Box":
        """The box with what was typed."""
        if self.kind == "checks":
            return replace(self, value=tuple(each[:LONGEST_KEY] for each in post.getlist(self.name)[:50]))
        return replace(self, value=text(post, self.name, self.most))


@dataclass(frozen=True, slots=True)
class Section:
    """Boxes under one heading; the rarer ones are folded."""

    title: str
    boxes: tuple[Box, ...]
    text: str = ""
    is_folded: bool = False

    def with_typed(self, post: QueryDict | None) -> "Section":
        if post is None:
            return self
        return replace(self, boxes=tuple(each.typed_into(post) for each in self.boxes))


@dataclass(frozen=True, slots=True)
class Editing:
    """What is written at: the document, the guides of its members, and the key of the part (empty: a new one)."""

    content: Content
    guides: Mapping[str, Guide]
    key: str

    def title(self, key: str) -> str:
        member, guide = self.content.member(key), self.guides.get(key)
        return (member.title if member is not None else "") or (guide.name if guide is not None else key)

    @property
    def members(self) -> list[tuple[str, str]]:
        return [(each.key, self.title(each.key)) for each in self.content.members]


@dataclass(frozen=True, slots=True)
class Part:
    """A kind of part: what it is called, whether it is there, its form, how the form is read, how one is taken off."""

    name: str
    label: str
    is_there: Callable[[Editing], bool]
    heading: Callable[[Editing], str]
    sections: Callable[[Editing], list[Section]]
    read: Callable[[Editing, QueryDict], Content]
    without: Callable[[Content, str], Content] | None = None


def said(post: QueryDict, name: str, most: int = LONGEST) -> str:
    """What was typed into a field."""
    return text(post, name, most)


def refuse(faults: Iterable[Fault]) -> None:
    """`Invalid` with everything that is wrong."""
    if found := list(faults):
        raise Invalid(faults=found)
