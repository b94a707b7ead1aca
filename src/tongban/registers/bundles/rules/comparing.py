"""Two editions of a bundle side by side (版本对照): what changed, one sentence each; pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .content import Content, Fill, Member, SharedField


@dataclass(frozen=True, slots=True)
class Change:
    """One change (一处变化): which part of the bundle it is in, and what changed."""

    part: str
    sentence: str


def compare(before: Content, after: Content) -> tuple[Change, ...]:
    """Every change, in the order of the document; empty when the two are alike."""
    return (
        *(Change("基本情况", each) for each in _frame(before, after)),
        *(Change("情形问题", each) for each in _questions(before, after)),
        *(Change("联办事项", each) for each in _members(before, after)),
        *(Change("一张表单", each) for each in _shared(before, after)),
        *(Change("一套材料", each) for each in _papers(before, after)),
    )


def _frame(before: Content, after: Content) -> Iterator[str]:
    if before.title != after.title:
        yield f"名称由“{before.title}”改为“{after.title}”"
    if before.summary != after.summary:
        yield "说明改过"
    if set(before.audience) != set(after.audience):
        yield "服务对象改过"
    if before.promised_limit != after.promised_limit:
        old, new = (
            each.words if each is not None else "未写明" for each in (before.promised_limit, after.promised_limit)
        )
        yield f"总时限由{old}改为{new}"
    if before.core_limit != after.core_limit:
        old, new = (each.words if each is not None else "未写明" for each in (before.core_limit, after.core_limit))
        yield f"必办环节的目标时限由{old}改为{new}"
    if before.held != after.held:
        yield "由登记簿回答的情形改过"
    if before.is_ended_together != after.is_ended_together:
        yield "改为统一办结、一次送达" if after.is_ended_together else "改为办好一项送达一项"
    if before.basis != after.basis:
        yield "依据改过"


def _questions(before: Content, after: Content) -> Iterator[str]:
    old, new = {each.code: each for each in before.questions}, {each.code: each for each in after.questions}
    yield from (f"新增问题：{new[code].text}" for code in new if code not in old)
    yield from (f"不再问：{old[code].text}" for code in old if code not in new)
    yield from (f"这个问题改过：{new[code].text}" for code in new if code in old and old[code] != new[code])


def _members(before: Content, after: Content) -> Iterator[str]:
    old, new = {each.key: each for each in before.members}, {each.key: each for each in after.members}
    yield from (f"新增事项“{_title(new[key])}”" for key in new if key not in old)
    yield from (f"去掉事项“{_title(old[key])}”" for key in old if key not in new)
    for key in (each for each in new if each in old):
        yield from (f"“{_title(new[key])}”{said}" for said in _member(old[key], new[key], after))


def _member(old: Member, new: Member, after: Content) -> Iterator[str]:
    if old.option_code != new.option_code:
        yield "换成了另一个办理项"
    if old.title != new.title:
        yield f"原来叫“{_title(old)}”"
    if set(old.after) != set(new.after):
        titles = "、".join(f"“{_title(found)}”" for key in new.after if (found := after.member(key)))
        yield f"改为等{titles}办完再办" if titles else "改为不用等别的事项"
    if old.needed_when != new.needed_when:
        yield "需要办理的情形改过"
    if old.is_optional != new.is_optional:
        yield "改为可以不选" if new.is_optional else "改为必须办"
    if old.takes != new.takes:
        yield "使用前面事项结果的材料改过"
    if old.known != new.known:
        yield "不用申请人回答的问题改过"
    if old.gate != new.gate:
        yield f"发放结果以前要等“{new.gate.name}”" if new.gate is not None else "发放结果以前不用再等"


def _shared(before: Content, after: Content) -> Iterator[str]:
    old, new = {each.key: each for each in before.shared}, {each.key: each for each in after.shared}
    yield from (f"新增共用字段“{new[key].label}”" for key in new if key not in old)
    yield from (f"去掉共用字段“{old[key].label}”" for key in old if key not in new)
    for key in (each for each in new if each in old):
        if _places(old[key]) != _places(new[key]):
            yield f"共用字段“{new[key].label}”填写的地方改过"
        elif old[key] != new[key]:
            yield f"共用字段“{new[key].label}”的名称或者提示改过"


def _papers(before: Content, after: Content) -> Iterator[str]:
    old, new = {each.name: each for each in before.papers}, {each.name: each for each in after.papers}
    yield from (f"新增共用材料“{name}”" for name in new if name not in old)
    yield from (f"去掉共用材料“{name}”" for name in old if name not in new)
    yield from (f"共用材料“{name}”对应的材料改过" for name in new if name in old and old[name] != new[name])


def _title(member: Member) -> str:
    return member.title or member.key


def _places(field: SharedField) -> set[tuple[str, str, str]]:
    fills: Iterable[Fill] = field.fills
    return {(each.member, each.part, each.code) for each in fills}
