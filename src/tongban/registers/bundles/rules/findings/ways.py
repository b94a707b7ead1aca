"""The order of a bundle: no circles, prerequisites kept, a promise that can be kept, no licence given twice."""

from collections.abc import Iterator, Mapping
from itertools import combinations

from tongban.registers.bundles.rules.content import Content
from tongban.registers.bundles.rules.graph import circles, critical_path, in_workdays, waits_for
from tongban.registers.catalog.findings import Finding
from tongban.registers.catalog.guides import Guide

from .told import TOGETHER, error, warning


def order(content: Content) -> Iterator[Finding]:
    """Members wait only for members, and never in a circle, which is named."""
    keys = {each.key for each in content.members}
    titles = named(content)
    for member in content.members:
        for key in member.after:
            if key not in keys:
                said = f"“{titles[member.key]}”要等“{key}”，但这件一件事里没有它。"
                yield error("unknown_member", f"/members/{member.key}/after", said)
    for each in circles(content.members):
        way = "→".join(f"“{titles[key]}”" for key in each)
        yield error("circle", f"/members/{each[0]}/after", f"先后顺序成了一个圈，谁也办不了：{way}(箭头指向要先办的)。")


def prerequisites(content: Content, guides: Mapping[str, Guide]) -> Iterator[Finding]:
    """What the catalogue names as done before is done before here too."""
    earlier, titles = waits_for(content.members), named(content)
    by_item = {guide.basic_code: key for key, guide in guides.items()}
    for member in content.members:
        guide = guides.get(member.key)
        for each in guide.option.prerequisites if guide is not None else ():
            source = by_item.get(each.basic_code)
            if source is not None and source != member.key and source not in earlier[member.key]:
                said = f"按事项清单，“{titles[source]}”是“{titles[member.key]}”的前置事项，这里却没有写先后。"
                yield warning("prerequisite", f"/members/{member.key}/after", said)


def promise(content: Content, guides: Mapping[str, Guide]) -> Iterator[Finding]:
    """The promise for the whole against the longest way by their own promises; shorter is said openly."""
    limits = {key: guide.option.promised_limit for key, guide in guides.items()}
    if content.promised_limit is None or circles(content.members) or not limits:
        return
    way = critical_path(content.members, limits)
    total = sum(in_workdays(each)[0] for each in limits.values())
    promised, _ = in_workdays(content.promised_limit)
    if promised > total:
        said = f"总时限{promised}个工作日，比一项一项分开办的{total}个工作日还长，联办没有省时间。"
        yield error("promise_longer", "/promised_limit", said)
    elif promised < way.workdays:
        said = f"总时限{promised}个工作日，短于按各事项承诺时限先后推算的{way.workdays}个工作日，请确认各部门都同意。"
        yield warning("promise_shorter", "/promised_limit", said)


def same_result(content: Content, guides: Mapping[str, Guide]) -> Iterator[Finding]:
    """Two members that both issue the same kind of licence: either one is too many, or they exclude each other."""
    titles = named(content)
    issued = {
        key: {each.license_type for each in guide.option.results if each.license_type and each.operation == "issue"}
        for key, guide in guides.items()
    }
    members = [each for each in content.members if each.key in issued]
    for one, other in combinations(members, 2):
        if issued[one.key] & issued[other.key]:
            said = f"“{titles[one.key]}”和“{titles[other.key]}”都核发同一种证照，请确认不会同时办，或者去掉一个。"
            yield warning("same_license", f"/members/{other.key}", said, TOGETHER)


def named(content: Content) -> dict[str, str]:
    """What people call each member."""
    return {each.key: each.title or each.key for each in content.members}
