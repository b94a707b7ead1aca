"""What a visit is (跑动), as the ledger shows it; never the number that a list declares. Plan 三(三)3, R-094.

A visit is a day on which the applicant, or somebody for them, did something of this case at a counter, a station or
a kiosk, or was served at a hall with a number that ended for this case, also when nothing came of it. Two of these on
one day are one visit. Inspections at the applicant's place are none: there the office comes.
"""

from dataclasses import dataclass
from typing import Final

ON_SITE_CHANNELS: Final = ("window", "kiosk", "station")
ONLINE_CHANNELS: Final = ("web", "mobile", "api")
OPENING_VERBS: Final = ("receive", "submit")
"""How a case begins; a visit when its channel is a place."""
BROUGHT_VERBS: Final = ("supply", "correct", "make_good", "withdraw")
"""What people bring; a visit when the counter or the issuing window wrote it down for them."""
COLLECTED_VERBS: Final = ("collect",)
COUNTER_ROLES: Final = ("counter", "issuer")

IS_VISIT: Final = """(
    (e.verb = ANY(%(opening_verbs)s) AND e.facts ->> 'channel' = ANY(%(on_site)s))
    OR (e.verb = ANY(%(brought_verbs)s) AND e.by_role = ANY(%(counter_roles)s))
    OR e.verb = ANY(%(collected_verbs)s))"""
"""The same as a condition over an entry `e` of the ledger; the one place where SQL says it."""
VISIT_VALUES: Final = {
    "opening_verbs": list(OPENING_VERBS),
    "on_site": list(ON_SITE_CHANNELS),
    "brought_verbs": list(BROUGHT_VERBS),
    "counter_roles": list(COUNTER_ROLES),
    "collected_verbs": list(COLLECTED_VERBS),
}


@dataclass(frozen=True, slots=True)
class Definition:
    """An indicator as people read it (指标口径): what it says, its formula, and where the numbers come from."""

    code: str
    name: str
    words: str
    formula: str


DEFINITIONS: Final = (
    Definition(
        "ended", "办结件数", "这段时间里走到终点的办件：办结、不予受理、撤回、退件、终止、转报都算。", "按结束时间计数"
    ),
    Definition(
        "zero",
        "零跑动率",
        "结束的办件里，申请人一次都没有到现场的占多少。",
        "跑动次数为0的办件数 ÷ 办结件数",
    ),
    Definition(
        "visits",
        "平均跑动次数",
        "申请人为一件事平均到现场几次。看大厅号票的结果登记，和留痕里实际发生的窗口收件、窗口补交材料、窗口领取、自助终端和"
        "便民服务站申办，同一天算一次；白跑一趟也算；不采用办事指南填写的次数。工作人员上门核查不算申请人跑动。",
        "跑动次数之和 ÷ 办结件数",
    ),
    Definition(
        "online",
        "网上申办率",
        "结束的办件里，从网页、手机或者系统对接提交的占多少。",
        "网上提交的办件数 ÷ 办结件数",
    ),
    Definition(
        "reachable",
        "网上可办率",
        "这段时间里有办件的事项，有多少真的有人在网上申办过。清单写了能网办、没有人办成的不算。",
        "有网上办件的事项数 ÷ 有办件的事项数",
    ),
    Definition(
        "whole",
        "全程网办率",
        "结束的办件里，网上提交、而且申请人一次都没有到现场的占多少。",
        "网上提交且跑动次数为0的办件数 ÷ 办结件数",
    ),
    Definition(
        "once",
        "一次办成率",
        "结束的办件里，没有要求补正、到现场不超过一次的占多少。",
        "没有要求补正且跑动次数不超过1的办件数 ÷ 办结件数",
    ),
    Definition(
        "depth",
        "全程网办事项",
        "在用事项里，从申请到拿结果都能在网上办的有多少。不到这个程度、又没有登记例外依据的，列为差距。",
        "网办深度为网上办理、网上反馈结果、网上反馈电子证照的事项数 ÷ 在用事项数",
    ),
)
