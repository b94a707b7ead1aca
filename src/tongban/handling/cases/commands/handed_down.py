"""What the counter of a town, community or village may do on a matter that was handed down to it (下沉事项); R-133."""

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.errors import NotYours
from tongban.handling.cases.models import Case
from tongban.registers.grassroots.rules.modes import Mode, is_limited, may_do

_NOT_LISTED = "这个事项没有下沉到您这里，只能帮着填写、提交、补交材料。受理和决定请交给承办部门或者市政务服务中心。"


class BeyondMode(NotYours):
    """The way in which the matter was handed down does not reach this step (超出下沉方式)."""

    code = "beyond_mode"


def refuse_beyond_mode(case: Case, verb: str, mode: Mode | None, *, has_list: bool, by: Actor) -> None:
    """Raise `BeyondMode` when the place only helps with this matter, or only receives it, and more is meant.

    A place that has a list only helps with whatever is not on it; one without a list is not held to any. The body's
    own people act by their own post, wherever they sit.
    """
    if not is_limited(verb) or by.agency_id == case.agency_id or (mode is None and not has_list):
        return
    if not may_do(mode or Mode.ASSISTED, verb):
        words = mode.told_no if mode is not None else _NOT_LISTED
        raise BeyondMode(words, facts={"verb": verb, "mode": mode.value if mode is not None else ""})
