"""What supervision keeps (监督): cards and urgings; months as counted, the plan's targets."""

from .appraising import LibraryEdition, Scorecard
from .cards import Card, Urge
from .counting import CountedMonth, MonthCount
from .issues import Gathering, Issue
from .reports import FrozenReport
from .targets import PlanEvidence, PlanTarget
from .venues import VenueFinding, VenueRun

__all__ = [
    "Card",
    "CountedMonth",
    "FrozenReport",
    "Gathering",
    "Issue",
    "LibraryEdition",
    "MonthCount",
    "PlanEvidence",
    "PlanTarget",
    "Scorecard",
    "Urge",
    "VenueFinding",
    "VenueRun",
]
