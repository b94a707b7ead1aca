"""Who may not do two things on one case (职责分离): plan 三(二)4 前台综合受理、后台分类审批、综合窗口出件."""

from dataclasses import dataclass

from tongban.foundation.kernel.errors import Declined

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


class SameHands(Declined):
    """One person may not do two of receiving, examining and handing over on one case (同一人不得兼办)."""

    code = "same_hands"
    status = 403


@dataclass(frozen=True, slots=True)
class Hands:
    """Whose hands the case went through: staff ids, None while nobody did it."""

    receiver: int | None = None
    examiner: int | None = None
    reviewer: int | None = None
    decider: int | None = None
    issuer: int | None = None


def check_hands(verb: str, hands: Hands, staff_id: int | None, *, is_delegated: bool) -> None:
    """`SameHands` if this person already did another duty on this case and no delegation allows it (R-075–R-077)."""
    if staff_id is None or is_delegated:
        return
    for duty, other in _others(verb, hands):
        if other == staff_id:
            raise SameHands(f"这个办件的“{duty}”是您办的,同一人不能再办“{_this(verb)}”。请由其他人员办理。")


def _this(verb: str) -> str:
    return {"examine": "承办", "review": "审核", "grant": "批准", "refuse": "批准"}.get(verb) or _WORDS[_DUTY[verb]]


def _others(verb: str, hands: Hands) -> list[tuple[str, int | None]]:
    duty = _DUTY.get(verb)
    front = ("收件受理", hands.receiver)
    back = [("承办", hands.examiner), ("审核", hands.reviewer), ("批准", hands.decider)]
    issuing = ("出件", hands.issuer)
    if duty == FRONT:
        return [*back, issuing]
    if duty == ISSUING:
        return [front, *back]
    if duty == BACK:
        own = {"examine": "承办", "review": "审核"}.get(verb, "批准")
        return [front, issuing, *(each for each in back if each[0] != own)]
    return []
