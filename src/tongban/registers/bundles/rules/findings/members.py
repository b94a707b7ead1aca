"""The frame of a bundle and its members: each is in the catalogue, in force, needed at some time, and said once."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping

from tongban.registers.bundles.rules.content import Content
from tongban.registers.catalog.expressions import BadExpression, condition
from tongban.registers.catalog.findings import Finding
from tongban.registers.catalog.guides import Guide

from .told import LISTED, TOGETHER, error, warning

_KEY = re.compile(r"[a-z][a-z0-9_]{0,39}", re.ASCII)
_AUDIENCES = {"person": "个人", "enterprise": "企业"}
FEWEST = 2
MOST = 20


def is_key(text: str) -> bool:
    """May this name a member, a question or a shared field?"""
    return _KEY.fullmatch(text) is not None


def frame(content: Content) -> Iterator[Finding]:
    """Title, audience, number of members, and keys that stand twice or cannot be keys."""
    if not content.title.strip() or len(content.title) > 100:
        yield error("title", "/title", "请写明这件一件事叫什么，不超过100个字。")
    if not content.audience or set(content.audience) - set(_AUDIENCES):
        yield error("audience", "/audience", "请选择办给个人、企业，还是都可以。")
    if not FEWEST <= len(content.members) <= MOST:
        yield error("members", "/members", f"一件事要联办{FEWEST}到{MOST}个事项，现在是{len(content.members)}个。")
    keys = [each.key for each in content.members]
    names = [each.code for each in content.questions]
    fields = [each.key for each in content.shared]
    for pointer, found in (("/members", keys), ("/questions", names), ("/shared", fields)):
        for key in sorted({each for each in found if not _KEY.fullmatch(each)}):
            yield error("key", f"{pointer}/{key}", f"标识“{key}”只能用小写字母、数字和下划线，以字母开头。")
        for key in sorted(key for key, times in Counter(found).items() if times > 1):
            yield error("twice", f"{pointer}/{key}", f"标识“{key}”用了两次，请改成不同的。")


def options(content: Content, guides: Mapping[str, Guide], known: Collection[str]) -> Iterator[Finding]:
    """Each member is an option in force that whom the bundle is for may apply for, and none stands twice."""
    codes = Counter(each.option_code for each in content.members)
    for member in content.members:
        pointer, guide = f"/members/{member.key}/option_code", guides.get(member.key)
        if guide is None and member.option_code in known:
            said = f"“{member.title or member.option_code}”现在不在用，请换成在用的办理项，或者等它生效。"
            yield error("option_not_in_force", pointer, said, LISTED, option_code=member.option_code)
        elif guide is None:
            said = f"事项目录里没有编码为“{member.option_code}”的办理项，请核对。"
            yield error("unknown_option", pointer, said, LISTED, option_code=member.option_code)
        else:
            yield from _offered(content, pointer, guide)
        if codes[member.option_code] > 1:
            yield error("option_twice", pointer, f"办理项“{member.title or member.option_code}”列了两次。")


def _offered(content: Content, pointer: str, guide: Guide) -> Iterator[Finding]:
    if not guide.is_open:
        said = f"“{guide.name}”现在是“{guide.state.label}”，不接受申请，不能放进一件事。"
        yield error("option_not_in_force", pointer, said, LISTED, option_code=guide.option_code)
    barred = [_AUDIENCES[each] for each in content.audience if each in _AUDIENCES and each not in guide.option.audience]
    if barred:
        yield error("option_audience", pointer, f"“{guide.name}”不办给{'、'.join(barred)}，和这件一件事的对象不符。")


def conditions(content: Content) -> Iterator[Finding]:
    """When a member is needed can be read, and asks only what the bundle asks."""
    asked = {each.code for each in content.questions} | {each.key for each in content.shared}
    asked |= {each.code for each in content.held}
    for member in content.members:
        for said in (member.needed_when, *(each.when for each in member.known)):
            yield from _condition(member.key, said, asked)
    always = [each for each in content.members if not each.needed_when and not each.is_optional]
    if content.members and not always:
        yield warning("none_always", "/members", "没有一个事项是一定要办的，请确认每种情形下都至少办一个。", TOGETHER)


def core(content: Content) -> Iterator[Finding]:
    """Those that the target is for are members."""
    for key in content.core_keys:
        if content.member(key) is None:
            yield error("unknown_member", "/core_keys", f"目标时限写到了“{key}”，但这件一件事里没有它。")


def _condition(key: str, said: str, asked: Collection[str]) -> Iterator[Finding]:
    pointer = f"/members/{key}/needed_when"
    try:
        names = condition(said).names if said else frozenset()
    except BadExpression as bad:
        yield error("expression", pointer, f"“{key}”的情形写得不对：{bad}。")
        return
    for name in sorted(names - set(asked)):
        yield error("unknown_name", pointer, f"情形里的“{name}”不是这件一件事问的问题，请先加上这个问题。")


def gates(content: Content, agencies: Mapping[str, str]) -> Iterator[Finding]:
    """A gate names its event, who reports it, and on what basis."""
    for member in content.members:
        gate, pointer = member.gate, f"/members/{member.key}/gate"
        if gate is None:
            continue
        if not _KEY.fullmatch(gate.key) or not gate.name.strip():
            yield error("gate", pointer, f"“{member.key}”发放结果以前等什么事，请写明标识和名称，例如完税。")
        if gate.reported_by not in agencies:
            yield error("gate_reporter", f"{pointer}/reported_by", f"没有“{gate.reported_by}”这个部门，由谁告知？")
        if not gate.basis.law.strip():
            yield error("gate_basis", f"{pointer}/basis", f"“{gate.name}”先于发放结果，要写明依据哪部法律。")
