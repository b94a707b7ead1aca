"""Whether data may go out (共享策略): the three ways of sharing, purpose, period, fields, and who asks with what."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tongban.registers.resources.rules.kinds import ShareType

ANSWER_WORKDAYS = 10
"""Working days for the answer to a request or a demand (十个工作日内答复)."""

LONGEST = timedelta(days=366)
"""A grant lasts a year at most, and is asked for anew."""

UNUSED_AFTER = timedelta(days=90)
"""Days without a use, or since the last review, after which a grant is looked at again (闲置复核)."""


@dataclass(frozen=True, slots=True)
class Grant:
    """What a request was granted (共享授权), as the policy looks at it on the day of a use."""

    is_active: bool
    share: ShareType
    was_approved: bool
    is_resource_live: bool
    has_owner: bool
    fields: Sequence[str]
    from_on: date
    until_on: date
    client: str


def refused_because(grant: Grant, *, client: str, wanted: Sequence[str], on: date) -> str:
    """Why this use is not allowed, in words; empty when it is."""
    if client != grant.client:
        return "这个授权不是给这个系统的。"
    if not grant.is_resource_live:
        return "这个资源已经下线，暂时不能共享。"
    if not grant.has_owner:
        return "这个资源没有责任主体，不能共享。"
    if grant.share is ShareType.WITHHELD:
        return "这个资源现在不予共享。"
    if grant.share is ShareType.CONDITIONAL and not grant.was_approved:
        return "有条件共享的资源要先经责任部门同意。"
    if not grant.is_active:
        return "这个授权没有开通，或者已经停用。"
    if not grant.from_on <= on <= grant.until_on:
        return f"授权只在{grant.from_on.isoformat()}到{grant.until_on.isoformat()}之间有效。"
    beyond = [each for each in wanted if each not in grant.fields]
    if beyond:
        return f"这些信息项不在授权范围里：{'、'.join(beyond)}。"
    return ""


def is_unused(last: date, *, on: date) -> bool:
    """Has the grant been idle too long, counted from its last use, its review or its beginning?"""
    return on - last > UNUSED_AFTER


def agreement(*, asker: str, owner: str, resource: str, fields: Sequence[str], purpose: str, until: str) -> str:
    """The text that the asking body signs (共享协议): what, for what, until when, and what it must not do."""
    return (
        f"{asker}（使用方）和{owner}（提供方）约定：使用方按“{resource}”的{'、'.join(fields)}履行职责，"
        f"用途是“{purpose}”，到{until}为止。"
        "使用方只把数据用于上述用途，不转给第三方，不另存成自己的数据库；每次使用写明为哪一件事，全程留痕；"
        "发现数据有误，告诉提供方核对。提供方保证数据按更新周期更新，不附加条件，不要求使用方再向群众收取同样的材料。"
        "发生泄露的，当天告诉提供方和市政务服务管理局。"
    )
