"""What the one form and the one set ask: each place exists, is of one kind, and is filled once."""

from collections import Counter
from collections.abc import Iterator, Mapping

from tongban.registers.bundles.rules.content import Content, Fill, SharedField, Taken
from tongban.registers.bundles.rules.form import FORM, QUESTION, target
from tongban.registers.bundles.rules.graph import waits_for
from tongban.registers.catalog.content import FormField, Question
from tongban.registers.catalog.findings import Finding
from tongban.registers.catalog.guides import Guide

from .told import ONE_FORM, ONE_SET, error, note, warning
from .ways import named


def shared(content: Content, guides: Mapping[str, Guide]) -> Iterator[Finding]:
    """Every shared field fills fields that exist and are of one kind; no field is filled twice."""
    for each in content.shared:
        yield from _shared_field(content, each, guides)
    places = Counter((fill.member, fill.part, fill.code) for each in content.shared for fill in each.fills)
    titles = named(content)
    for (member, _, code), times in sorted(places.items()):
        if times > 1:
            said = f"“{titles.get(member, member)}”的“{code}”由两个共用字段来填，请只留一个。"
            yield error("filled_twice", "/shared", said, ONE_FORM)


def _shared_field(content: Content, field: SharedField, guides: Mapping[str, Guide]) -> Iterator[Finding]:
    pointer, titles = f"/shared/{field.key}/fills", named(content)
    if not field.label.strip():
        yield error("label", f"/shared/{field.key}/label", "共用字段要有一个名称。", ONE_FORM)
    question = next((each for each in content.questions if each.code == field.key), None)
    if len(field.fills) + (question is not None) < 2:
        yield warning("fills_one", pointer, f"“{field.label}”只填一个地方，不算共用，可以去掉。", ONE_FORM)
    first: FormField | Question | None = question
    for fill in field.fills:
        found, told = _place(content, fill, guides)
        if told:
            yield error("unknown_field", pointer, f"“{field.label}”：{told}", ONE_FORM)
        elif found is not None and first is not None and (wrong := _differs(first, found)):
            member = titles.get(fill.member, fill.member)
            yield error("field_kind", pointer, f"“{field.label}”填到“{member}”的“{fill.code}”不行：{wrong}。", ONE_FORM)
        first = first or found


def _place(content: Content, fill: Fill, guides: Mapping[str, Guide]) -> tuple[FormField | Question | None, str]:
    """The field, or what is wrong with the place; neither while its member has no guide, which is told elsewhere."""
    if content.member(fill.member) is None:
        return None, f"这件一件事里没有“{fill.member}”这个事项。"
    if fill.part not in (FORM, QUESTION):
        return None, f"“{fill.code}”要么是申请表的一栏，要么是情形问题。"
    guide = guides.get(fill.member)
    if guide is None:
        return None, ""
    found = target(guide.option, fill)
    if found is None:
        where = "申请表里没有" if fill.part == FORM else "没有情形问题"
        return None, f"“{named(content)[fill.member]}”的{where}“{fill.code}”。"
    return found, ""


def _differs(one: FormField | Question, other: FormField | Question) -> str:
    """Why the same answer could not stand in both; empty when it could."""
    if one.kind != other.kind:
        return "两处的填写类型不同"
    if {each.value for each in one.choices} != {each.value for each in other.choices}:
        return "两处的选项不同"
    return "两处的单位不同" if one.unit != other.unit else ""


def papers(content: Content, guides: Mapping[str, Guide]) -> Iterator[Finding]:
    """A paper that is one stands in materials that exist, each once."""
    titles, seen = named(content), Counter[tuple[str, str]]()
    for place, each in enumerate(content.papers):
        pointer = f"/papers/{place}"
        if not each.name.strip() or len(each.places) < 2:
            yield error("paper", pointer, "共用材料要有名称，并且至少有两个事项要它。", ONE_SET)
        for at in each.places:
            seen[at.member, at.material] += 1
            guide = guides.get(at.member)
            if content.member(at.member) is None:
                yield error("unknown_member", pointer, f"这件一件事里没有“{at.member}”这个事项。", ONE_SET)
            elif guide is not None and guide.option.material(at.material) is None:
                said = f"“{titles[at.member]}”的清单里没有材料“{at.material}”。"
                yield error("unknown_material", pointer, said, ONE_SET)
    for (member, material), times in sorted(seen.items()):
        if times > 1:
            said = f"“{titles.get(member, member)}”的材料“{material}”写进了两份共用材料，请只留一处。"
            yield error("paper_twice", "/papers", said, ONE_SET)


def takes(content: Content, guides: Mapping[str, Guide]) -> Iterator[Finding]:
    """What is taken over comes from an earlier member, for a material that exists."""
    earlier, titles = waits_for(content.members), named(content)
    for member in content.members:
        guide, pointer = guides.get(member.key), f"/members/{member.key}/takes"
        for each in member.takes:
            if guide is not None and not _is_there(guide, each):
                where = "申请表里没有" if each.part == FORM else "清单里没有材料"
                yield error("unknown_taken", pointer, f"“{titles[member.key]}”的{where}“{each.code}”。", ONE_SET)
            if each.source not in earlier[member.key]:
                source = titles.get(each.source, each.source)
                said = f"“{titles[member.key]}”要用“{source}”的结果，但没有写要等它办完。"
                yield error("taken_too_early", pointer, said, ONE_SET)


def filled(
    content: Content, guides: Mapping[str, Guide], results: Mapping[str, Mapping[str, str]]
) -> Iterator[Finding]:
    """What fills a field stands on the earlier result; a field that nothing fills by itself is said openly."""
    titles = named(content)
    for member in content.members:
        guide, pointer = guides.get(member.key), f"/members/{member.key}/takes"
        for each in member.takes if guide is not None else ():
            assert guide is not None, "members without a guide are left out"
            if each.part != FORM or each.source not in guides:
                continue
            label = next((field.label for field in guide.option.form if field.code == each.code), each.code)
            source, where = titles.get(each.source, each.source), f"“{titles[member.key]}”的“{label}”"
            if not each.result:
                yield note("filled_by_hand", pointer, f"{where}等“{source}”办好后由承办部门填，不会自动填。", ONE_FORM)
            elif each.result not in results.get(each.source, {}):
                said = f"{where}要用“{source}”结果上的“{each.result}”，那上面没有这一项。"
                yield error("unknown_result", pointer, said, ONE_FORM)


def known(content: Content, guides: Mapping[str, Guide]) -> Iterator[Finding]:
    """What the bundle answers itself is asked by the member, and is one of the answers that there are."""
    titles = named(content)
    for member in content.members:
        guide, pointer = guides.get(member.key), f"/members/{member.key}/known"
        for each in member.known if guide is not None else ():
            assert guide is not None, "members without a guide are left out"
            found = target(guide.option, Fill(member=member.key, code=each.code, part=each.part))
            if found is None or each.part not in (FORM, QUESTION):
                said = f"“{titles[member.key]}”没有问“{each.code}”，不用由一件事来回答。"
                yield error("unknown_field", pointer, said, ONE_FORM)
            elif not _may_be(found, each.value):
                said = f"“{titles[member.key]}”的“{each.code}”不能回答“{each.value}”。"
                yield error("known_value", pointer, said, ONE_FORM)


def _may_be(found: FormField | Question, value: str | float) -> bool:
    if found.kind == "yes_no":
        return value in ("yes", "no")
    if found.kind == "number":
        return not isinstance(value, str)
    return found.kind not in ("choice", "choices") or value in {each.value for each in found.choices}


def _is_there(guide: Guide, taken: Taken) -> bool:
    if taken.part == FORM:
        return any(each.code == taken.code for each in guide.option.form)
    return taken.part == "material" and guide.option.material(taken.code) is not None
