"""Materials: none is vague, none is asked for that the city holds, each can be had (申请材料); pure."""

import re
from collections import Counter
from collections.abc import Iterator

from .listed import Listed, Spot, spot

_VAGUE = re.compile(
    r"其[他它](有关|相关|需要|必要|应当)?.{0,12}(材料|资料|文件|证件)|(?:相关|有关|必要|所需)的?(?:证明)?(材料|资料)"
    r"|(?<!同)等(?:相关)?(材料|资料)|规定的.*(材料|资料)|根据.{0,8}需要.{0,8}(材料|资料)"
)
_OTHER_CONDITION = re.compile(
    r"(法律|法规|规章|国家|规定).{0,12}(其[他它]|另有).{0,6}(条件|要求|情形|规定)|其[他它](条件|情形|要求)"
)
_IN_BRACKETS = re.compile(r"[（(].*?[)）]")
_FILE_TYPES = frozenset({"pdf", "jpg", "jpeg", "png", "docx", "xlsx", "ofd"})


def catch_all_material(here: Listed) -> Iterator[Spot]:
    for each in here.option.materials:
        for name in (each.name, *each.alternatives):
            if _VAGUE.search(name):
                yield spot("materials", each.code, "name", name=name)
                break


def catch_all_condition(here: Listed) -> Iterator[Spot]:
    for name in ("conditions", "refusal_grounds"):
        for each in getattr(here.option, name):
            if _OTHER_CONDITION.search(each.text):
                yield spot(name, each.code, "text", text=each.text)


def nothing_to_hand_in(here: Listed) -> Iterator[Spot]:
    for each in here.option.materials:
        if each.originals < 0 or each.copies < 0 or (each.medium == "paper" and each.originals + each.copies == 0):
            yield spot("materials", each.code, "originals", name=each.name)


def no_file_type_accepted(here: Listed) -> Iterator[Spot]:
    for each in here.option.materials:
        unknown = [kind for kind in each.accept_types if kind.lower() not in _FILE_TYPES]
        if unknown or (not each.accept_types and each.medium != "paper"):
            yield spot("materials", each.code, "accept_types", name=each.name, types="、".join(unknown) or "空")


def form_without_sample(here: Listed) -> Iterator[Spot]:
    for each in here.option.materials:
        if each.kind == "form" and not each.sample.strip():
            yield spot("materials", each.code, "sample", name=each.name)


def issuer_missing(here: Listed) -> Iterator[Spot]:
    for each in here.option.materials:
        if each.source.kind in ("government", "intermediary") and not each.source.issuer.strip():
            yield spot("materials", each.code, "source", name=each.name)


def intermediary_not_listed(here: Listed) -> Iterator[Spot]:
    if here.option.intermediaries:
        return
    names = [each.name for each in here.option.materials if each.source.kind == "intermediary"]
    if names:
        yield spot("intermediaries", names="、".join(names))


def proof_without_basis(here: Listed) -> Iterator[Spot]:
    """Proofs that others must give (证明事项); what the applicants write themselves is none. Told once per option."""
    names = [
        each.name
        for each in here.option.materials
        if each.kind == "proof" and each.source.kind != "own" and (each.basis is None or not each.basis.law.strip())
    ]
    if names:
        yield spot("materials", count=len(names), names="、".join(names))


def mandate_looked_up(here: Listed) -> Iterator[Spot]:
    for each in here.option.materials:
        if "委托书" in each.name and each.spared_by is not None:
            yield spot("materials", each.code, "spared_by", name=each.name)


def licence_called_otherwise(here: Listed) -> Iterator[Spot]:
    known = here.around.license_types
    for each in here.option.materials:
        by = each.spared_by
        if known and by is not None and by.way == "license" and by.license_type in known:
            name = known[by.license_type]
            if by.license_name and by.license_name != name:
                yield spot("materials", each.code, "spared_by", "license_name", name=by.license_name, known=name)


def licence_type_unknown(here: Listed) -> Iterator[Spot]:
    known = here.around.license_types
    if not known:
        return
    for each in here.option.materials:
        by = each.spared_by
        if by is not None and by.license_type and by.license_type not in known:
            yield spot("materials", each.code, "spared_by", "license_type", type=by.license_type)
    for place, result in enumerate(here.option.results):
        if result.license_type and result.license_type not in known:
            yield spot("results", place, "license_type", type=result.license_type)


def licence_type_without_use(here: Listed) -> Iterator[Spot]:
    for each in here.option.materials:
        if each.spared_by is not None and each.spared_by.way != "license" and each.spared_by.license_type:
            yield spot("materials", each.code, "spared_by", "license_type", name=each.name)


def licence_not_spared(here: Listed) -> Iterator[Spot]:
    """A licence that the city knows the type of, and that is asked for on paper (R-130); handing back is no proof."""
    names = set(here.around.license_types.values())
    for each in here.option.materials:
        name = _IN_BRACKETS.sub("", each.name).strip()
        is_one = each.kind == "license" and each.source.kind == "government" and not name.startswith(("原", "旧"))
        if each.spared_by is None and (name in names or (is_one and any(known in name for known in names))):
            yield spot("materials", each.code, "spared_by", name=each.name)


def material_asked_twice(here: Listed) -> Iterator[Spot]:
    counted = Counter(each.name.strip() for each in here.option.materials if each.name.strip())
    for name, times in counted.items():
        if times > 1:
            conditions = {each.required_when for each in here.option.materials if each.name.strip() == name}
            if len(conditions) < times:
                yield spot("materials", name=name, times=times)


CHECKS = (
    catch_all_material,
    catch_all_condition,
    nothing_to_hand_in,
    no_file_type_accepted,
    form_without_sample,
    issuer_missing,
    intermediary_not_listed,
    proof_without_basis,
    mandate_looked_up,
    licence_called_otherwise,
    licence_type_unknown,
    licence_type_without_use,
    licence_not_spared,
    material_asked_twice,
)
