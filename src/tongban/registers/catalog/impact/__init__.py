"""What a change of a list does (变更影响): what changes for whom, in sentences, and how much work is to be expected."""

from .ports import TOUCHES, Affected, Touches, Workload
from .sentences import Change, Direction, impact
from .workload import Expected, expected

__all__ = ["TOUCHES", "Affected", "Change", "Direction", "Expected", "Touches", "Workload", "expected", "impact"]
