"""One question of the one form and where its answer goes (共用字段): chosen by name, member by member."""

from collections.abc import Iterator

from django.http import QueryDict

from tongban.foundation.kernel.errors import Fault
from tongban.registers.bundles.rules.content import Content, Fill, SharedField
from tongban.registers.bundles.rules.editing import with_shared, without_shared
from tongban.registers.bundles.rules.findings.members import is_key
from tongban.registers.bundles.rules.form import FORM, QUESTION
from tongban.registers.catalog.guides import Guide

from .boxes import Box, Choices, Editing, Part, Section, refuse, said

MOST_PLACES = 2
"""So many fields of one member may be filled by one answer from the form: more are rare and kept as they are."""


def places_of(guide: Guide) -> Choices:
    """The fields and situation questions of a member, as people call them."""
    fields = [(f"{FORM}:{each.code}", f"申请表：{each.label}") for each in guide.option.form]
    return [*fields, *((f"{QUESTION}:{each.code}", f"情形：{each.text}") for each in guide.option.questions)]


def _sections(editing: Editing) -> list[Section]:
    found = editing.content.shared_field(editing.key) or SharedField(key="", label="", fills=())
    hint = "小写字母、数字和下划线；和情形问题同名，就是把那个问题的回答也填过去"
    boxes = [
        Box("key", "在条件里怎么称呼", found.key, hint=hint, most=41),
        Box("label", "表单上怎么写", found.label),
        Box("hint", "提示", found.hint, is_optional=True),
    ]
    return [Section("共用字段", tuple(boxes)), *(_places(editing, found, key) for key in editing.guides)]


def _places(editing: Editing, found: SharedField, key: str) -> Section:
    standing = [f"{each.part}:{each.code}" for each in found.fills if each.member == key]
    choices = [("", "不填"), *places_of(editing.guides[key])]
    boxes = [
        Box(
            f"fill{place}.{key}",
            words,
            standing[place] if place < len(standing) else "",
            "select",
            choices,
            is_optional=True,
        )
        for place, words in enumerate(("填到哪一栏", "还填到"))
    ]
    return Section(f"填到“{editing.title(key)}”", tuple(boxes))


def _read(editing: Editing, post: QueryDict) -> Content:
    key, label = said(post, "key", 41), said(post, "label")
    found = editing.content.shared_field(editing.key)
    fills: list[Fill] = []
    for member in editing.content.members:
        standing = [each for each in (found.fills if found is not None else ()) if each.member == member.key]
        if member.key not in editing.guides:
            fills += standing
            continue
        known = dict(places_of(editing.guides[member.key]))
        places = [said(post, f"fill{place}.{member.key}") for place in range(MOST_PLACES)]
        for each in dict.fromkeys(place for place in places if place in known):
            part, _, code = each.partition(":")
            fills.append(Fill(member=member.key, code=code, part=part))
        fills += standing[MOST_PLACES:]
    refuse(_faults(editing, key, label, fills))
    field = SharedField(key=key, label=label, hint=said(post, "hint"), fills=tuple(fills))
    return with_shared(editing.content, field, was=editing.key)


def _faults(editing: Editing, key: str, label: str, fills: list[Fill]) -> Iterator[Fault]:
    if not is_key(key):
        yield Fault("/key", "key", "称呼用小写字母、数字和下划线，以字母开头。")
    elif key != editing.key and editing.content.shared_field(key) is not None:
        yield Fault("/key", "twice", "已经有这个称呼的共用字段，请换一个。")
    if not label:
        yield Fault("/label", "blank", "请写明表单上怎么写。")
    if not fills:
        yield Fault("/fills", "blank", "请至少选一栏，回答填到哪里。")


PART = Part(
    name="shared",
    label="共用字段",
    is_there=lambda editing: editing.content.shared_field(editing.key) is not None,
    heading=lambda editing: found.label if (found := editing.content.shared_field(editing.key)) else "加一个共用字段",
    sections=_sections,
    read=_read,
    without=without_shared,
)
