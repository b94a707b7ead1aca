"""The process against the norm (按实施规范实施许可, plan 三(一)1, R-030): what is more than the norm is found; pure.

Stages, posts, materials, limits, conditions, special procedures, fees, prerequisites, intermediary services and visits
of a process have to be a subset of the norm's. Conditions are compared by search: is there anybody of whom the process
asks what the norm does not?
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

from tongban.registers.catalog import vocabulary
from tongban.registers.catalog.content import AcceptanceCondition, MaterialRequirement, Option, Span
from tongban.registers.catalog.findings import Finding
from tongban.registers.catalog.kinds import Necessity

from .branches import Branches
from .listed import Spot, days, is_given, spot, told
from .rulebook import rules

_MARGIN = 1e-9
_STRICTNESS = {Necessity.OPTIONAL: 0, Necessity.COMMITTABLE: 1, Necessity.DEFERRABLE: 1, Necessity.REQUIRED: 2}
_Element = TypeVar("_Element")
_Found = Iterator[tuple[str, Spot]]


def exceeds(norm: Option, process: Option) -> list[Finding]:
    """Every way in which a process asks or takes more than its norm; nothing when it is a subset."""
    known = rules()
    found = (*_stages(norm, process), *_limits(norm, process), *_materials(norm, process), *_conditions(norm, process))
    return [known[code].finding(each) for code, each in (*found, *_demands(norm, process))]


def _stages(norm: Option, process: Option) -> _Found:
    for stage in process.stages:
        allowed = _counterpart(stage, norm.stages)
        if allowed is None:
            yield "extra_stage", spot("stages", stage.code, name=stage.name)
            continue
        if stage.post != allowed.post:
            hands = {"process": _post(stage.post), "norm": _post(allowed.post)}
            yield "other_hands", spot("stages", stage.code, "post", name=stage.name, **hands)
        if stage.limit is not None and allowed.limit is not None:
            yield from _longer(stage.limit, allowed.limit, f"环节“{stage.name}”", "stages", stage.code, "limit")
    for procedure in process.special_procedures:
        permitted = _counterpart(procedure, norm.special_procedures)
        if permitted is None or procedure.effect != permitted.effect:
            yield "extra_special_procedure", spot("special_procedures", procedure.code, name=procedure.name)
            continue
        where = ("special_procedures", procedure.code, "limit")
        yield from _longer(procedure.limit, permitted.limit, f"特别程序“{procedure.name}”", *where)


def _limits(norm: Option, process: Option) -> _Found:
    for name, label in (("promised_limit", "承诺时限"), ("statutory_limit", "法定时限")):
        yield from _longer(getattr(process, name), getattr(norm, name), label, name)
    yield from _longer(process.promised_limit, norm.statutory_limit, "承诺时限", "promised_limit", "statutory")
    if process.visits_required > norm.visits_required:
        yield "more_visits", spot("visits_required", process=process.visits_required, norm=norm.visits_required)


def _longer(process: Span, norm: Span, label: str, *path: object) -> _Found:
    own, allowed = days(process), days(norm)
    if own is not None and allowed is not None and is_given(norm) and own > allowed + _MARGIN:
        yield "longer_limit", spot(*path, name=label, process=told(process), norm=told(norm))


def _materials(norm: Option, process: Option) -> _Found:
    branches = Branches(_both(norm, process))
    for material in process.materials:
        allowed = _counterpart(material, norm.materials)
        if allowed is None:
            yield "extra_material", spot("materials", material.code, name=material.name)
            continue
        how = list(_stricter(norm, material, allowed, branches))
        if how:
            yield "stricter_material", spot("materials", material.code, name=material.name, how="、".join(how))


def _stricter(
    norm: Option, material: MaterialRequirement, allowed: MaterialRequirement, branches: Branches
) -> Iterator[str]:
    if _STRICTNESS[material.necessity] > _STRICTNESS[allowed.necessity]:
        yield f"规范是{allowed.necessity.label}，这里是{material.necessity.label}"
    if material.originals > allowed.originals or material.copies > allowed.copies:
        yield "份数更多"
    if allowed.spared_by is not None and material.spared_by is None:
        yield "规范可以免交，这里不能"
    if material.medium in ("paper", "paper_and_electronic") and allowed.medium not in (material.medium, "paper"):
        yield "规范可以交电子件，这里要纸质"
    if set(allowed.alternatives) - set(material.alternatives):
        yield "规范允许的替代材料少了"
    if allowed.required_when and _asks_more(material.required_when, allowed.required_when, branches):
        yield "规范只在有的情形才要，这里要得更多"


def _conditions(norm: Option, process: Option) -> _Found:
    branches = Branches(_both(norm, process))
    for each in process.conditions:
        allowed = _counterpart(each, norm.conditions, _said)
        if allowed is None:
            yield "extra_condition", spot("conditions", each.code, text=each.text)
        elif each.met_when and (not allowed.met_when or branches.can(allowed.met_when, f"not ({each.met_when})")):
            yield "stricter_condition", spot("conditions", each.code, text=each.text)
    for each in process.refusal_grounds:
        if _counterpart(each, norm.refusal_grounds, _said) is None:
            yield "extra_refusal_ground", spot("refusal_grounds", each.code, text=each.text)


def _demands(norm: Option, process: Option) -> _Found:
    for place, fee in enumerate(process.fees):
        allowed = next((each for each in norm.fees if each.name == fee.name), None)
        is_higher = (
            allowed is not None and allowed.amount is not None and (fee.amount is None or fee.amount > allowed.amount)
        )
        if allowed is None or is_higher:
            yield "extra_fee", spot("fees", place, name=fee.name)
    known = {each.basic_code for each in norm.prerequisites}
    for place, prerequisite in enumerate(process.prerequisites):
        if prerequisite.basic_code not in known:
            yield "extra_prerequisite", spot("prerequisites", place, name=prerequisite.name)
    services = {each.name for each in norm.intermediaries}
    for place, service in enumerate(process.intermediaries):
        if service.name not in services:
            yield "extra_intermediary", spot("intermediaries", place, name=service.name)


def _asks_more(own: str, allowed: str, branches: Branches) -> bool:
    """Is there a situation in which the process asks for it and the norm does not?"""
    return branches.can(own, f"not ({allowed})")


def _both(norm: Option, process: Option) -> Option:
    """The questions of the process with every condition of both, so that values are told apart for either."""
    conditions = (*process.conditions, *norm.conditions)
    return Option(
        name="",
        questions=process.questions or norm.questions,
        form=process.form or norm.form,
        materials=(*process.materials, *norm.materials),
        conditions=conditions,
    )


def _said(each: AcceptanceCondition) -> str:
    return "".join(each.text.split())


def _counterpart(
    element: _Element, allowed: Sequence[_Element], name: Callable[[Any], str] = lambda each: str(each.name)
) -> _Element | None:
    """The element of the norm with the same code, else with the same words."""
    by_code = next((each for each in allowed if _code(each) == _code(element)), None)
    return by_code or next((each for each in allowed if name(each) == name(element)), None)


def _code(element: Any) -> str:
    return str(element.code)


def _post(post: str) -> str:
    return vocabulary.POSTS.get(post, post)
