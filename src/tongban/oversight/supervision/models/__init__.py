"""What supervision keeps (监督): cards and urgings; months as counted, the plan's targets."""

from .cards import Card, Urge
from .counting import CountedMonth, MonthCount
from .targets import PlanEvidence, PlanTarget

__all__ = ["Card", "CountedMonth", "MonthCount", "PlanEvidence", "PlanTarget", "Urge"]
