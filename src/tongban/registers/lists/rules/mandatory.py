"""On what a mandatory intermediary service may rest (强制性中介服务的依据): plan 三(一)4; R-057; pure.

Only a law, a regulation or a decision of the State Council; what rests on a rule or on less is to be cleaned up.
"""

from enum import StrEnum

from tongban.registers.catalog.content import Basis
from tongban.registers.norms.rules.titles import Level, level_of, normal


class Ground(StrEnum):
    """The kind of basis (依据种类)."""

    LAW = "law"
    STATE_REGULATION = "state_regulation"
    LOCAL_REGULATION = "local_regulation"
    STATE_COUNCIL = "state_council"
    LOWER = "lower"
    NONE = "none"

    @property
    def label(self) -> str:
        return {
            "law": "法律",
            "state_regulation": "行政法规",
            "local_regulation": "地方性法规",
            "state_council": "国务院决定",
            "lower": "规章或者规范性文件",
            "none": "没有依据",
        }[self]

    @property
    def suffices(self) -> bool:
        """May a service be demanded on this basis?"""
        return self not in (Ground.LOWER, Ground.NONE)


_BY_LEVEL = {
    Level.LAW: Ground.LAW,
    Level.STATE_REGULATION: Ground.STATE_REGULATION,
    Level.LOCAL_REGULATION: Ground.LOCAL_REGULATION,
}


def ground_of(basis: Basis | None) -> Ground:
    """What the title of the file says; a title that leaves a doubt does not suffice."""
    title = normal(basis.law) if basis is not None else ""
    if not title or basis is None:
        return Ground.NONE
    found = _BY_LEVEL.get(level_of(basis.law))
    if found is not None:
        return found
    if title.startswith("国务院") and title.endswith("决定"):
        return Ground.STATE_COUNCIL
    is_law = title.endswith(("法", "法典")) and not title.endswith(("办法", "做法", "方法"))
    return Ground.LAW if is_law else Ground.LOWER
