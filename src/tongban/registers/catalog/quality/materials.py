"""Materials: none is vague, none is asked for that the city holds, each can be had (申请材料); pure."""

import re
from collections import Counter
from collections.abc import Iterator

from tongban.registers.catalog.content import MaterialRequirement

from .listed import Listed, Spot, spot
from .surroundings import Surroundings

_VAGUE = re.compile(
    r"其[他它](有关|相关|需要|必要|应当)?.{0,12}(材料|资料|文件|证件)|(?:相关|有关|必要|所需)的?(?:证明)?(材料|资料)"
    r"|(?<!同)等(?:相关)?(材料|资料)|规定的.*(材料|资料)|根据.{0,8}需要.{0,8}(材料|资料)"
)
_OTHER_CONDITION = re.compile(
    r"(法律|法规|规章|国家|规定).{0,12}(其[他它]|另有).{0,6}(条件|要求|情形|规定)|其[他它](条件|情形|要求)"
)
_IN_BRACKETS = re.compile(r"[（(].*?[)）]")
_PIECE = re.compile(
    r"(的?(?:原件|复印件|影印件|扫描件|电子件|正本|副本|正副本|正反面|照片|首页|本人页|页|原件[和及]复印件))+$"
)
_AND = re.compile(r"[、，和与及或/]")
_ELSEWHERE = re.compile(r"外国|国外|境外|国（境）外|港澳|台湾")
_HANDED_BACK = ("原", "旧")
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
    """A material that is a licence of the city's types, by whatever name, and that is asked for on paper (R-130)."""
    for each in here.option.materials:
        if each.spared_by is None and (known := licence_meant(each, here.around)):
            yield spot("materials", each.code, "spared_by", name=each.name, known=known)


def licence_meant(material: MaterialRequirement, around: Surroundings) -> str:
    """The name of the licence that a material, a part of it or what may stand for it is; empty if none.

    Handing back («原…») proves nothing, and what other countries issued is on no list of this city.
    """
    names = {alias: name for key, name in around.license_types.items() for alias in around.license_aliases.get(key, ())}
    names |= {name: name for name in around.license_types.values()}
    for whole in (_bare(material.name), *(_bare(each) for each in material.alternatives)):
        if _ELSEWHERE.search(whole) or whole.startswith(_HANDED_BACK):
            continue
        for part in (whole, *_AND.split(whole)):
            found = [called for called in names if _bare(part).endswith(called)]
            if found and not part.startswith(_HANDED_BACK):
                return names[max(found, key=len)]
        if material.kind == "license" and material.source.kind == "government":
            found = [called for called in around.license_types.values() if called in whole]
            if found:
                return found[0]
    return ""


def _bare(name: str) -> str:
    """A name without brackets and without what only says which piece of the licence is meant."""
    return _PIECE.sub("", _IN_BRACKETS.sub("", name).strip())


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
