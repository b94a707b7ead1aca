"""What an element says, in words (要素取值的说法); pure."""

from collections.abc import Callable, Mapping
from typing import Any

from tongban.registers.catalog import vocabulary
from tongban.registers.catalog.content import Basis, Fee, Intermediary, MaterialRequirement, Span, Stage
from tongban.registers.catalog.item import ItemDocument
from tongban.registers.catalog.kinds import ItemKind

NOTHING = "无"
LEVELS = {1: "国家级", 2: "省级", 3: "市级", 4: "县级", 5: "镇（街道）级", 6: "村（社区）级", 7: "分级管理"}
UNITS = {"workday": "个工作日", "day": "天", "month": "个月", "year": "年", "hour": "小时", "on_the_spot": "当场"}
_AUDIENCES = {"person": "自然人", "enterprise": "企业法人和其他组织"}


def limit_words(span: Span | None) -> str:
    """A limit in words: 5个工作日; on the spot is 当场."""
    return NOTHING if span is None else span.words


def _sub_item(item: ItemDocument) -> str:
    """A basic code that ends in 000 is a main item without sub-items; else the list is of a sub-item."""
    return NOTHING if item.basic_code.endswith("000") else item.name


def _original_or_copy(material: MaterialRequirement) -> str:
    if material.originals and material.copies:
        return "原件和复印件"
    return "原件" if material.originals else "复印件" if material.copies else "不收纸质件"


def _counts(material: MaterialRequirement) -> str:
    return f"原件{material.originals}份，复印件{material.copies}份"


def _necessity(material: MaterialRequirement) -> str:
    return f"{material.necessity.label}{'，看情形需要' if material.required_when else ''}"


def _stage(stage: Stage) -> str:
    limit = f"（{stage.limit.words}）" if stage.limit else ""
    return f"{stage.name}：{vocabulary.POSTS.get(stage.post, stage.post)}{limit}"


def _fee(fee: Fee) -> str:
    return f"{fee.amount / 100:.2f}元" if fee.amount is not None else fee.standard


def _intermediary(service: Intermediary) -> str:
    return "，".join(filter(None, (service.name, service.qualification, service.limit, service.price)))


def _basis(basis: Basis | None) -> str:
    return basis.text if basis is not None else ""


def _from(table: Mapping[Any, str]) -> Callable[[Any], str]:
    return lambda value: table.get(value, str(value))


WORDS: dict[str, Callable[[Any], str]] = {
    "text": str,
    "sub_item": _sub_item,
    "item_kind": lambda kind: ItemKind(kind).label if kind in set(ItemKind) else str(kind),
    "level": _from(LEVELS),
    "audience": _from(_AUDIENCES),
    "basis": _basis,
    "span": limit_words,
    "unit": lambda unit: UNITS.get(unit, str(unit)).removeprefix("个"),
    "power_source": _from(vocabulary.POWER_SOURCES),
    "agency_nature": _from(vocabulary.AGENCY_NATURES),
    "case_type": _from(vocabulary.CASE_TYPES),
    "channel": _from(vocabulary.CHANNELS),
    "medium": _from(vocabulary.MEDIA),
    "source": _from(vocabulary.SOURCES),
    "original_or_copy": _original_or_copy,
    "counts": _counts,
    "condition": lambda condition: condition.text,
    "necessity": _necessity,
    "stage": _stage,
    "is_charged": lambda fees: "是" if fees else "否",
    "fee": _fee,
    "result_kind": _from(vocabulary.RESULTS),
    "intermediary": _intermediary,
    "scope": _from(vocabulary.SCOPES),
    "online_depth": _from(vocabulary.ONLINE_DEPTHS),
    "visits": lambda times: f"{times}次",
}

# What the words leave out and what must be the same all the same: the expression behind a condition.
_BEHIND: dict[str, Callable[[Any], str]] = {
    "condition": lambda condition: condition.met_when,
    "necessity": lambda material: material.required_when,
}


def say(kind: str, value: Any) -> str:
    """The value in words; nothing is 无. A plain value that fits no type is said as it stands."""
    if value is None or value == "":
        return NOTHING
    return (str(value) if isinstance(value, Mapping) else WORDS[kind](value)) or NOTHING


def changed(kind: str, old: Any, new: Any) -> tuple[str, str] | None:
    """Both values in words if they are not the same; None if they are."""
    if old == new:
        return None
    before, after = say(kind, old), say(kind, new)
    if before != after:
        return before, after
    behind = _BEHIND.get(kind)
    is_whole = behind is not None and not any(each is None or isinstance(each, Mapping) for each in (old, new))
    if behind is not None and is_whole and behind(old) != behind(new):
        return before, f"{after}（判断条件改过）"
    return None
