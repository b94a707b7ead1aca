"""The questions that choose members (情形问题)."""

from collections.abc import Iterator

from django.http import QueryDict
from msgspec.structs import replace

from tongban.foundation.kernel.errors import Fault
from tongban.registers.bundles.rules.content import Content
from tongban.registers.bundles.rules.editing import with_question, without_question
from tongban.registers.bundles.rules.findings.members import is_key
from tongban.registers.catalog.content import Choice, Question

from .boxes import Box, Editing, Part, Section, refuse, said

KINDS = (("choice", "单选"), ("yes_no", "是或否"), ("number", "数字"))
_CHOICES_HINT = "一行一个，前面是在条件里的称呼，后面是给人看的话，例如：second_hand 买卖二手房"


def _here(editing: Editing) -> Question | None:
    return next((each for each in editing.content.questions if each.code == editing.key), None)


def _sections(editing: Editing) -> list[Section]:
    found = _here(editing) or Question(code="", text="")
    lines = "\n".join(f"{each.value} {each.label}" for each in found.choices)
    return [
        Section(
            "情形问题",
            (
                Box("code", "在条件里怎么称呼", found.code, hint="小写字母、数字和下划线", most=41),
                Box("text", "怎么问", found.text),
                Box("kind", "怎么回答", found.kind, "select", KINDS),
                Box(
                    "choices",
                    "有哪些回答（单选才写）",
                    lines,
                    "textarea",
                    hint=_CHOICES_HINT,
                    is_optional=True,
                    most=4000,
                ),
                Box("unit", "单位（数字才写）", found.unit, is_optional=True),
                Box("hint", "提示", found.hint, is_optional=True),
            ),
        )
    ]


def _read(editing: Editing, post: QueryDict) -> Content:
    kind, found = said(post, "kind"), _here(editing)
    lines = [line.split(maxsplit=1) for line in said(post, "choices", 4000).splitlines() if line.strip()]
    code, words = said(post, "code", 41), said(post, "text")
    refuse(_faults(editing, code, words, kind, lines))
    choices = tuple(Choice(value=value, label=label.strip()) for value, label in lines) if kind == "choice" else ()
    question = replace(
        found or Question(code=code, text=words),
        code=code,
        text=words,
        kind=kind,
        choices=choices,
        unit=said(post, "unit") if kind == "number" else "",
        hint=said(post, "hint"),
    )
    return with_question(editing.content, question, was=editing.key)


def _faults(editing: Editing, code: str, words: str, kind: str, lines: list[list[str]]) -> Iterator[Fault]:
    if not is_key(code):
        yield Fault("/code", "code", "称呼用小写字母、数字和下划线，以字母开头。")
    elif code != editing.key and code in {each.code for each in editing.content.questions}:
        yield Fault("/code", "twice", "已经有这个称呼的问题，请换一个。")
    if not words:
        yield Fault("/text", "blank", "请写明怎么问。")
    if kind not in dict(KINDS):
        yield Fault("/kind", "kind", "请选择怎么回答。")
    if kind == "choice" and (len(lines) < 2 or any(len(line) != 2 for line in lines)):
        yield Fault("/choices", "choices", "单选至少写两行，每行先写称呼，空一格，再写给人看的话。")
    elif kind == "choice" and len({line[0] for line in lines}) != len(lines):
        yield Fault("/choices", "twice", "有两个回答用了同一个称呼。")


PART = Part(
    name="question",
    label="情形问题",
    is_there=lambda editing: _here(editing) is not None,
    heading=lambda editing: found.text if (found := _here(editing)) is not None else "加一个情形问题",
    sections=_sections,
    read=_read,
    without=without_question,
)
