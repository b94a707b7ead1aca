"""How people are told of policies and grants (推送和告知): with the reason, and where to say no; pure."""

from collections.abc import Mapping, Sequence
from typing import Any

from .content import Content
from .facts import Vocabulary
from .matching import period_words
from .states import Way

LONGEST = 480
_SPELLED_OUT = 3
_WHERE = "在“我的政策”里看理由、确认，也可以关掉自动匹配。"
_DO = {Way.CONFIRMED: "确认一下就能享受", Way.APPLIED: "可以申请", Way.UNAPPLIED: "部门核对以后直接给"}


def reasons_of(content: Content, known: Vocabulary) -> list[dict[str, Any]]:
    """The conditions of a policy that fits, each with the registers that it rests on; no value of a fact."""
    return [
        {"words": clause.words, "sources": sorted({known.kinds[name].source for name in names})}
        for clause, names in zip(content.clauses, _names(content), strict=True)
    ]


def pushed(found: Sequence[tuple[Content, Sequence[Mapping[str, Any]]]]) -> str:
    """One message for all that was found in a round: the first ones with their conditions."""
    told = [
        f"{content.title}：{content.benefit}（{'；'.join(str(each['words']) for each in why)}），{_DO[content.way]}"
        for content, why in found[:_SPELLED_OUT]
    ]
    more = f"。还有{len(found) - _SPELLED_OUT}项" if len(found) > _SPELLED_OUT else ""
    return _cut(f"有{len(found)}项政策您符合条件。{'。'.join(told)}{more}", f"。{_WHERE}")


def granted(content: Content, period: str, why: Sequence[Mapping[str, Any]]) -> str:
    """That a benefit was given, what it rests on."""
    said = "；".join(str(each["words"]) for each in why)
    return _cut(
        f"“{content.title}”已经给予（{period_words(period)}）：{content.benefit}。依据：{said}",
        "。不想要的、认为不对的，请打责任部门电话" + content.contact + "。",
    )


def made_public(content: Content, until: str) -> str:
    return _cut(
        f"“{content.title}”的享受名单正在公示，到{until}。没有异议就给予", "。不想享受，可以在“我的政策”里放弃。"
    )


def refused(content: Content, reason: str) -> str:
    return _cut(f"“{content.title}”这次不能享受：{reason}", f"。有不同意见，请打{content.contact}，或者拨打12345。")


def revoked(content: Content, reason: str) -> str:
    return _cut(f"“{content.title}”的享受已经撤销：{reason}", f"。有不同意见，请打{content.contact}，或者拨打12345。")


def _names(content: Content) -> list[frozenset[str]]:
    return [Content(title="", clauses=(each,)).names for each in content.clauses]


def _cut(text: str, end: str) -> str:
    """Within what one message holds, its end always there."""
    most = LONGEST - len(end)
    return (text if len(text) <= most else text[: most - 1] + "…") + end
