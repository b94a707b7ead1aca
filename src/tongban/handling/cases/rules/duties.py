"""Who may not do two things on one case (职责分离): plan 三(二)4 前台综合受理、后台分类审批、综合窗口出件."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Protocol

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.errors import Declined, NotYours
from tongban.foundation.kernel.flow import Step, is_delegated

from .states import Status

FRONT, BACK, ISSUING = "front", "back", "issuing"
_DUTY = {
    "receive": FRONT,
    "precheck": FRONT,
    "defer_notice": FRONT,
    "ask_correction": FRONT,
    "accept": FRONT,
    "reject": FRONT,
    "finish_on_the_spot": BACK,
    "examine": BACK,
    "review": BACK,
    "grant": BACK,
    "refuse": BACK,
    "serve": ISSUING,
    "collect": ISSUING,
}
_WORDS = {FRONT: "收件受理", BACK: "审查决定", ISSUING: "出件"}
_OF_THE_BODY = frozenset({Role.EXAMINER, Role.REVIEWER, Role.DECIDER})
_NARROWER = {("transfer", Status.ACCEPTED): frozenset({Role.EXAMINER})}


class SameHands(Declined):
    """One person may not do two of receiving, examining and handing over on one case (同一人不得兼办)."""

    code = "same_hands"
    status = 403


@dataclass(frozen=True, slots=True)
class Hands:
    """Whose hands the case went through: staff ids, None while nobody did it."""

    receiver: int | None = None
    acceptor: int | None = None
    examiner: int | None = None
    reviewer: int | None = None
    decider: int | None = None
    issuer: int | None = None


class Handled(Protocol):
    """What is to be known of a case: where it stands, whose it is, and through whose hands it went."""

    status: Any

    @property
    def power_scopes(self) -> tuple[str, ...]: ...
    @property
    def agency_id(self) -> int: ...
    @property
    def hands(self) -> Hands: ...


def check_duties(step: Step, case: Handled, *, by: Actor) -> None:
    """`NotYours` if the post does not reach this case, `SameHands` if the person did another duty on it before.

    A department's post reaches its own body's cases only. A delegation (授权) for the case lifts both (R-075–R-077).
    """
    if is_delegated(step.verb, case, by=by):
        return
    posts = _NARROWER.get((step.verb, Status(case.status)), step.by) & by.roles
    if not posts or (posts <= _OF_THE_BODY and by.agency_id != case.agency_id):
        raise NotYours(f"“{step.label}”由办件的承办部门办理，您现在的岗位办不了。", facts={"verb": step.verb})
    if by.staff_id is not None:
        check_hands(step.verb, case.hands, by.staff_id)


def needs_delegation(step: Step, case: Handled, *, by: Actor) -> bool:
    """Does the actor take this step only because a delegation lets them? Then the case and the ledger say so."""
    if not is_delegated(step.verb, case, by=by):
        return False
    try:
        check_duties(step, case, by=_without_powers(by))
    except (NotYours, SameHands):
        return True
    return False


def check_hands(verb: str, hands: Hands, staff_id: int | None) -> None:
    """`SameHands` if this person already did another duty on this case."""
    if staff_id is None:
        return
    for duty, other in _others(verb, hands):
        if other == staff_id:
            raise SameHands(f"这个办件的“{duty}”是您办的，同一人不能再办“{_this(verb)}”。请由其他人员办理。")


def guard_of(step: Step) -> str:
    """Who may not take a step of a case though their post could (职责分离), in words."""
    told = []
    if step.by and step.by <= _OF_THE_BODY:
        told.append("只限办件的承办部门")
    others = "、".join(dict.fromkeys(label for label, _ in _others(step.verb, Hands())))
    if others:
        told.append(f"在这个办件上办过{others}的人不能办")
    return "；".join(told)


def _without_powers(by: Actor) -> Actor:
    return Actor(name=by.name, roles=by.roles, staff_id=by.staff_id, agency_id=by.agency_id)


def _this(verb: str) -> str:
    return {"examine": "承办", "review": "审核", "grant": "批准", "refuse": "批准"}.get(verb) or _WORDS[_DUTY[verb]]


def _others(verb: str, hands: Hands) -> Iterator[tuple[str, int | None]]:
    duty = _DUTY.get(verb)
    front = [("收件", hands.receiver), ("受理", hands.acceptor)]
    back = [("承办", hands.examiner), ("审核", hands.reviewer), ("批准", hands.decider)]
    issuing = [("出件", hands.issuer)]
    if duty == FRONT:
        yield from (*back, *issuing)
    elif duty == ISSUING:
        yield from (*front, *back)
    elif duty == BACK:
        own = {"examine": "承办", "review": "审核"}.get(verb, "批准")
        yield from (*front, *issuing, *(each for each in back if each[0] != own))
