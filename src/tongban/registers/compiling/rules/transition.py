"""What happens to applications that are being filled in when their list changes (过渡规则); R-026."""

from datetime import date
from enum import StrEnum

from tongban.foundation.kernel.errors import Fault, Invalid


class Transition(StrEnum):
    """The publisher's choice (过渡规则). Running cases are no matter of choice: they keep the list they came under."""

    FOLLOW = "follow"
    FINISH = "finish"

    @property
    def label(self) -> str:
        return {"follow": "按新清单", "finish": "过渡到某一天"}[self.value]

    @property
    def hint(self) -> str:
        return {
            "follow": "提交前先看改了什么，填过的都在",
            "finish": "这一天以前，可以按原清单提交",
        }[self.value]


def last_day(chosen: Transition | None, given: date | None, drafted: date | None, *, effective_on: date) -> date | None:
    """Until when an application may finish under the edition before; None when it follows at once.

    Without a choice it is what was given, else what the draft says. `Invalid` for a transition that has no end, or
    ends before it begins.
    """
    if chosen is Transition.FOLLOW:
        return None
    until = given or (drafted if chosen is None else None)
    if chosen is Transition.FINISH and until is None:
        raise Invalid(faults=[Fault("/drafts_until_on", "blank", "请写过渡到哪一天。")])
    if until is not None and until < effective_on:
        raise Invalid(faults=[Fault("/drafts_until_on", "order", "过渡期不能早于生效日期结束。")])
    return until
