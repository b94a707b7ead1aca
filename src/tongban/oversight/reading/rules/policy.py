"""The policy of sensitive look-ups (敏感查询策略): purposes, thresholds, limits; data, edited on record."""

from collections.abc import Sequence
from typing import Any

import msgspec

from tongban.foundation.kernel.errors import Fault

LONGEST = 40


class Purpose(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Why personal data may be looked up (查询用途); one that needs no case names the law instead."""

    name: str
    needs_case: bool = True
    basis: str = ""


class LookPolicy(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is asked and what is odd.

    `answer_workdays` is how long a body has for its answer. Whoever looks more than `burst_least` times a day, and
    more than `burst_factor` times their own daily mean, looks in a burst. Outside of `day_from`–`day_to` (whole
    hours) and on rest days is off hours.
    """

    answer_workdays: int = 5
    purposes: tuple[Purpose, ...] = ()
    burst_least: int = 60
    burst_factor: float = 3.0
    day_from: int = 7
    day_to: int = 20

    def purpose(self, name: str) -> Purpose | None:
        return next((each for each in self.purposes if each.name == name), None)


DEFAULT = LookPolicy(
    purposes=(
        Purpose("办理办件"),
        Purpose("核对证件"),
        Purpose("回复当事人来电", needs_case=False, basis="个人信息保护法 第十三条第一款第三项"),
        Purpose("刷证找办件", needs_case=False, basis="行政许可法 第二十九条"),
        Purpose("核对委托", needs_case=False, basis="民法典 第一百六十五条"),
        Purpose("合并重复登记", needs_case=False, basis="个人信息保护法 第八条"),
        Purpose("处理投诉举报", needs_case=False, basis="信访工作条例 第二十三条"),
    )
)


def policy_from(plain: Any) -> LookPolicy:
    """The policy of a file or a row; msgspec.ValidationError names the path of a defect."""
    return msgspec.convert(plain, LookPolicy)


def plain_of(policy: LookPolicy) -> dict[str, Any]:
    found: dict[str, Any] = msgspec.to_builtins(policy)
    return found


def purposes_from(text: str) -> tuple[Purpose, ...]:
    """One purpose a line; one that needs no case is followed by «｜» and the law that allows it."""
    found = []
    for line in text.splitlines():
        name, mark, basis = (each.strip() for each in line.replace("|", "｜").partition("｜"))
        if name:
            found.append(Purpose(name, needs_case=not mark, basis=basis))
    return tuple(found)


def lines_of(purposes: Sequence[Purpose]) -> str:
    """The same as it is typed."""
    return "\n".join(each.name if each.needs_case else f"{each.name}｜{each.basis}" for each in purposes)


def faults_of(policy: LookPolicy) -> list[Fault]:
    """Everything that is wrong with a policy, told at once."""
    checks = (
        (1 <= policy.answer_workdays <= 30, "answer_workdays", "答复期限是1到30个工作日。"),
        (5 <= policy.burst_least <= 10_000, "burst_least", "一天的次数是5到10000。"),
        (1 < policy.burst_factor <= 100, "burst_factor", "倍数要大于1，不超过100。"),
        (0 <= policy.day_from < policy.day_to <= 24, "day_from", "上班时间从几点到几点，请写整点，先早后晚。"),
        (bool(policy.purposes), "purposes", "至少要有一个查询用途。"),
        (
            len({each.name for each in policy.purposes}) == len(policy.purposes),
            "purposes",
            "有两个查询用途的名字一样。",
        ),
        (
            all(len(each.name) <= LONGEST for each in policy.purposes),
            "purposes",
            f"查询用途的名字不超过{LONGEST}个字。",
        ),
        (
            all(each.needs_case or each.basis for each in policy.purposes),
            "purposes",
            "不要求办件的用途，请在“｜”后面写明法律依据。",
        ),
    )
    return [Fault(f"/{name}", "wrong", words) for is_right, name, words in checks if not is_right]
