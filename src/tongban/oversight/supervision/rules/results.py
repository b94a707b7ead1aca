"""Where each number of the report of results comes from (数字来源): the page that counts it, and how; pure. R-203."""

from collections.abc import Mapping
from dataclasses import dataclass

SOLVED = "解决的问题"
SEPARATOR = "："


@dataclass(frozen=True, slots=True)
class Source:
    """The query behind a number (来源): the console's page, what is asked of it, and the rule of counting (口径).

    `by_months` says that the page is asked for the months of the report.
    """

    page: str
    how: str
    asks: tuple[tuple[str, str], ...] = ()
    by_months: bool = False


_INDICATORS = "console-indicators"
SOURCES: Mapping[str, Source] = {
    "办结件数": Source(_INDICATORS, "办件结束时间在这些月份以内", by_months=True),
    "收件件数": Source(_INDICATORS, "办件收到时间在这些月份以内", by_months=True),
    "零跑动率": Source(_INDICATORS, "没有跑动的办结件÷办结件", by_months=True),
    "全程网办率": Source(_INDICATORS, "网上申办并且没有跑动的办结件÷办结件", by_months=True),
    "一次办成率": Source(_INDICATORS, "最多跑一次并且没有补正的办结件÷办结件", by_months=True),
    "按承诺时限办结率": Source(_INDICATORS, "没有超过承诺时限的件÷有承诺时限的件", by_months=True),
    "综合窗口覆盖率": Source("console-windows", "在综合窗口能办的事项÷应当能办的事项，当天"),
    "经常办理事项跨省通办率": Source("console-crossings", "近12个月经常办理的事项里列入跨省通办清单的，当天"),
    "方案目标完成": Source("console-targets", "有佐证、登记完成的目标÷有期限并已到期的目标，当天"),
    "参加评价": Source("console-ratings", "送出的评价邀请里作出评价的，这些月份以内", by_months=True),
    "差评告知评价人": Source("console-ratings", "处理结果告诉了评价人的差评÷差评，这些月份以内", by_months=True),
    "12345工单按时办结率": Source("console-hotline", "按时答复的工单÷答复的和现在超期的，这些月份以内"),
    "销号的问题": Source("console-issues", "登记人核实销号的时间在这些月份以内", (("show", "verified"),)),
    SOLVED: Source("console-issues", "登记人核实销号的问题，写明怎么解决的", (("show", "verified"),)),
}


def source_of(label: str) -> Source | None:
    """The source of a line; lines of one kind share what stands before the colon."""
    return SOURCES.get(label.split(SEPARATOR, 1)[0])
