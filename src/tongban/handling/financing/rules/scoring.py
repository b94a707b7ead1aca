"""A score of somebody is told with its reasons or not at all (评分说明): 个人信息保护法 第二十四条; pure.

This house scores nobody. A bank may say which score it gave; without the factors, and whom to ask for a decision by
a human being, it is not taken, and there is no way to show the number alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from tongban.foundation.kernel.errors import Fault, Invalid

MOST_POINTS = 1000
MOST_FACTORS = 8
LONGEST = 100


@dataclass(frozen=True, slots=True)
class ExplainedScore:
    """A score as people read it: points out of how many, what raised and lowered it, where a human looks again."""

    points: int
    out_of: int
    factors: tuple[str, ...]
    contact: str

    def __post_init__(self) -> None:
        assert self.factors, "no score without its explanation"
        assert self.contact, "nor without somebody who looks again"


def explained(points: int, out_of: int, *, factors: Sequence[str], contact: str) -> ExplainedScore:
    """The score that may be kept; `Invalid` with all that is missing."""
    lines = tuple(each.strip() for each in factors if each.strip())
    faults = []
    if not 0 < out_of <= MOST_POINTS or not 0 <= points <= out_of:
        faults.append(Fault("/points", "points", f"评分写几分，满分写多少，满分不超过{MOST_POINTS}。"))
    if not 1 <= len(lines) <= MOST_FACTORS or any(len(each) > LONGEST for each in lines):
        faults.append(
            Fault(
                "/factors", "factors", f"请写清评分是怎么来的，一行一条，1到{MOST_FACTORS}条。没有说明的评分不能登记。"
            )
        )
    if not contact.strip() or len(contact) > LONGEST:
        faults.append(Fault("/contact", "contact", "请写不服评分找谁人工复核，例如电话和岗位。"))
    if faults:
        raise Invalid(faults=faults)
    return ExplainedScore(points, out_of, lines, contact.strip())
