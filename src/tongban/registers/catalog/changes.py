"""What changed between two editions of an option (清单变更), in sentences: for whoever fills in, and for the public."""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from .content import MaterialRequirement, Option

T = TypeVar("T")
_SINGLE = {
    "summary": "一句话说明",
    "channels": "办理渠道",
    "venues": "办理地点",
    "hours": "办公时间",
    "enquiry_phone": "咨询电话",
    "complaint_phone": "投诉电话",
    "quantity_limit": "数量限制",
    "quota": "名额",
    "renewal": "有效期届满前没有决定的处理",
    "may_deliver_by_post": "能不能邮寄",
    "online_depth": "网上办理深度",
    "scope": "通办范围",
    "audience": "服务对象",
}
_MANY = {
    "conditions": "办理条件",
    "refusal_grounds": "不予办理的情形",
    "stages": "办理环节",
    "special_procedures": "可能另外要花时间的环节",
    "acceptance_windows": "受理期",
    "results": "办理结果",
    "legal_basis": "法律依据",
    "faqs": "常见问题",
    "prerequisites": "要先办的事",
    "intermediaries": "中介服务",
}


def what_changed(old: Option, new: Option) -> tuple[str, ...]:
    """Every change that touches the applicant, one sentence each; empty when nothing does (R-026)."""
    return (*_questions(old, new), *_form(old, new), *_materials(old, new), *_terms(old, new))


def every_change(old: Option, new: Option) -> tuple[str, ...]:
    """What the public history says of an edition (版本说明): also what asks nothing of an applicant; never nothing.

    Two editions that are not equal differ in something: what has no sentence of its own is called by a general one.
    """
    if old == new:
        return ()
    said = (*what_changed(old, new), *_texts(old, new), *_lists(old, new))
    return said or ("其他要素有调整，见完整实施清单",)


def _texts(old: Option, new: Option) -> list[str]:
    """Single elements whose value reads on its own."""
    said = []
    if old.name != new.name:
        said.append(f"名称由“{old.name}”改为“{new.name}”")
    if old.statutory_limit != new.statutory_limit:
        said.append(f"法定时限由{old.statutory_limit.words}改为{new.statutory_limit.words}")
    if old.visits_required != new.visits_required:
        said.append(f"要跑的次数由{old.visits_required}次改为{new.visits_required}次")
    said += [f"{label}改过" for name, label in _SINGLE.items() if getattr(old, name) != getattr(new, name)]
    return said


def _lists(old: Option, new: Option) -> list[str]:
    return [f"{label}改过" for name, label in _MANY.items() if getattr(old, name) != getattr(new, name)]


def _questions(old: Option, new: Option) -> list[str]:
    added, gone, altered = _compared(old.questions, new.questions, lambda each: each.code)
    return [
        *(f"新增了一个问题：{each.text}" for each in added),
        *(f"不再问：{each.text}" for each in gone),
        *(f"这个问题改过，请重新看一遍：{each.text}" for each in altered),
    ]


def _form(old: Option, new: Option) -> list[str]:
    added, gone, altered = _compared(old.form, new.form, lambda each: each.code)
    return [
        *(f"申请表新增一栏“{each.label}”" for each in added),
        *(f"申请表不再要“{each.label}”" for each in gone),
        *(f"申请表的“{each.label}”改过" for each in altered),
    ]


def _materials(old: Option, new: Option) -> list[str]:
    added, gone, altered = _compared(old.materials, new.materials, lambda each: each.code)
    return [
        *(f"新增材料“{each.name}”{_when(each)}" for each in added),
        *(f"不再要材料“{each.name}”" for each in gone),
        *(f"材料“{each.name}”的要求改过" for each in altered),
    ]


def _when(material: MaterialRequirement) -> str:
    return "，看情形需要" if material.required_when else ""


def _terms(old: Option, new: Option) -> list[str]:
    said = []
    if old.promised_limit != new.promised_limit:
        said.append(f"承诺时限由{old.promised_limit.words}改为{new.promised_limit.words}")
    if old.fees != new.fees:
        said.append("收费改了" if new.fees else "不再收费")
    if old.commitment != new.commitment:
        said.append("告知承诺的内容改过，请重新选择")
    if old.deferral != new.deferral:
        said.append("容缺受理的规定改过，请重新选择")
    return said


def _compared(old: Iterable[T], new: Iterable[T], key: Callable[[T], Any]) -> tuple[list[T], list[T], list[T]]:
    """Those that came, those that went, and those that are no longer the same."""
    before = {key(each): each for each in old}
    after = {key(each): each for each in new}
    return (
        [each for code, each in after.items() if code not in before],
        [each for code, each in before.items() if code not in after],
        [each for code, each in after.items() if code in before and before[code] != each],
    )
