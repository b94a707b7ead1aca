"""What a city decides for ratings (好差评约定): tags, limits, the share of spot checks. It cannot decide the grades."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

import msgspec

from tongban.foundation.worktime.rules import Limit, Unit

LATEST_CONTACT: Final = 1
"""Workdays: whoever gave a name is called by the next workday, whatever a city decides (R-107)."""
LATEST_REDRESS: Final = 15
LEAST_SAMPLE: Final = 5
"""Per cent of closed redresses that the bureau looks at again (R-108)."""


class Area(StrEnum):
    """Whose part of the service it was (环节): who handles it is responsible (谁办理谁负责)."""

    FRONT = "front"
    BACK = "back"
    HAND_OVER = "hand_over"
    PLATFORM = "platform"

    @property
    def label(self) -> str:
        return {"front": "收件窗口", "back": "承办部门", "hand_over": "出件窗口", "platform": "系统平台"}[self.value]


@dataclass(frozen=True, slots=True)
class Tag:
    """A word that a rater may choose (评价标签); `words` are how people say it in free text."""

    code: str
    label: str
    area: Area = Area.BACK
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Limits:
    """Workdays: until the rater was called, until they heard the result, and at most when it is complex."""

    contact: int = 1
    redress: int = 5
    complex: int = 15

    @property
    def contacting(self) -> Limit:
        return Limit(self.contact, Unit.WORKDAY)

    @property
    def redressing(self) -> Limit:
        return Limit(self.redress, Unit.WORKDAY)

    @property
    def longest(self) -> Limit:
        return Limit(self.complex, Unit.WORKDAY)


@dataclass(frozen=True, slots=True)
class EvaluationPolicy:
    """The whole of it; `platform` is the key of the body that runs the platform."""

    bad: tuple[Tag, ...]
    good: tuple[Tag, ...]
    platform: str
    limits: Limits = Limits()
    sample_percent: int = 5
    open_days: int = 30
    second_days: int = 15

    @property
    def tags(self) -> tuple[Tag, ...]:
        return self.bad + self.good

    def labels(self, codes: Iterable[str]) -> list[str]:
        """In citizens' words; a tag that the city dropped meanwhile stays under its code."""
        known = {each.code: each.label for each in self.tags}
        return [known.get(each, each) for each in codes]


def read_policy(plain: Any) -> EvaluationPolicy:
    """The policy of a file; ValueError says what it may not decide."""
    found = msgspec.convert(plain, EvaluationPolicy)
    if wrong := "；".join(_wrong(found)):
        raise ValueError(wrong)
    return found


def _wrong(found: EvaluationPolicy) -> Iterable[str]:
    codes = [each.code for each in found.tags]
    if len(set(codes)) != len(codes) or not all(codes):
        yield "评价标签的代号不能重复，也不能空着。"
    if not found.bad or not found.good:
        yield "好评和差评都要有标签。"
    limits = found.limits
    if not 1 <= limits.contact <= LATEST_CONTACT:
        yield "实名差评在一个工作日内联系。"
    if not 1 <= limits.redress <= limits.complex <= LATEST_REDRESS:
        yield f"整改最长{LATEST_REDRESS}个工作日。"
    if not LEAST_SAMPLE <= found.sample_percent <= 100:
        yield f"抽查比例不低于{LEAST_SAMPLE}%。"
    if not 1 <= found.open_days <= 365 or not 1 <= found.second_days <= 365:
        yield "评价和再评价的期限是1到365天。"


def topics_of(words: str, tags: Sequence[Tag]) -> tuple[str, ...]:
    """The topics of a free text (诉求主题): the tags whose words occur in it, in the city's order; pure."""
    return tuple(each.code for each in tags if any(word in words for word in each.words))


DEFAULT = EvaluationPolicy(
    bad=(
        Tag("over_limit", "超过时限", Area.BACK, ("超时", "太慢", "拖", "还没办", "逾期")),
        Tag("unlisted_material", "要了指南外的材料", Area.BACK, ("多要", "指南上没有", "又要材料", "材料")),
        Tag("unlisted_condition", "加了指南外的条件", Area.BACK, ("条件", "不符合规定")),
        Tag("attitude", "态度不好", Area.FRONT, ("态度", "不耐烦", "训", "脸色")),
        Tag("waiting", "等得太久", Area.FRONT, ("排队", "等了", "叫号")),
        Tag("hard_system", "系统不好用", Area.PLATFORM, ("网站", "系统", "上传", "打不开", "闪退")),
    ),
    good=(
        Tag("fast", "办得快"),
        Tag("clear", "说得清楚", Area.FRONT),
        Tag("easy", "网上好用", Area.PLATFORM),
    ),
    platform="big-data",
)
