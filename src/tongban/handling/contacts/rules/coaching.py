"""Coaching before filing (申报辅导): was what was told enough, or was the applicant asked for more; R-044; pure."""

from collections.abc import Collection

BASIS = "实施方案 三(一)2 强化申报辅导，全程帮办+前置辅导"


def shortfall(asked_for: Collection[str], *, coached: Collection[str], brought: Collection[str]) -> tuple[str, ...]:
    """What the coaching failed to prevent (辅导失误): the materials asked for that it had not told of.

    Whoever brought everything on the coached list followed it; then each material that is asked for is its failure.
    Who left out what they were told to bring is asked for just that, and the coaching stands.
    """
    has_followed = set(coached) <= set(brought)
    return tuple(sorted(code for code in set(asked_for) if has_followed or code not in coached))
