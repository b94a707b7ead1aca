"""What supervision keeps (监督): cards and urgings; the plan's targets with their evidence."""

from .cards import Card, Urge
from .targets import PlanEvidence, PlanTarget

__all__ = ["Card", "PlanEvidence", "PlanTarget", "Urge"]
