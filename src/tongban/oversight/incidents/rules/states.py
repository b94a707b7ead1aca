"""Where an incident and a drill stand (事件状态、演练状态), how grave it is (事件级别), what is told to whom."""

from enum import StrEnum


class IncidentStatus(StrEnum):
    """From the report to the end; no row is `WRITTEN`, it is where a report comes from."""

    WRITTEN = "written"
    REPORTED = "reported"
    ASSESSED = "assessed"
    CONTAINED = "contained"
    CLOSED = "closed"
    DISMISSED = "dismissed"

    @property
    def label(self) -> str:
        return _INCIDENT[self]


_INCIDENT = {
    IncidentStatus.WRITTEN: "起草",
    IncidentStatus.REPORTED: "待研判",
    IncidentStatus.ASSESSED: "处置中",
    IncidentStatus.CONTAINED: "已控制",
    IncidentStatus.CLOSED: "已结案",
    IncidentStatus.DISMISSED: "不是事件",
}
INCIDENT_ENDS = frozenset({IncidentStatus.CLOSED, IncidentStatus.DISMISSED})
BEING_HANDLED = frozenset({IncidentStatus.ASSESSED, IncidentStatus.CONTAINED})


class Severity(StrEnum):
    """How grave an incident is (事件级别), by 网络安全事件分级指南."""

    EXTREME = "extreme"
    SERIOUS = "serious"
    MAJOR = "major"
    ORDINARY = "ordinary"

    @property
    def label(self) -> str:
        return {"extreme": "特别重大", "serious": "重大", "major": "较大", "ordinary": "一般"}[self.value]


class NoticeKind(StrEnum):
    """Who is told (报告和告知): the authority, or the persons whose data it is."""

    AUTHORITY = "authority"
    PERSONS = "persons"

    @property
    def label(self) -> str:
        return {"authority": "报告主管部门", "persons": "告知个人"}[self.value]


class DrillStatus(StrEnum):
    """From the half-year's plan to the score; no row is `WRITTEN`."""

    WRITTEN = "written"
    PLANNED = "planned"
    RUNNING = "running"
    SCORED = "scored"
    MISSED = "missed"

    @property
    def label(self) -> str:
        return _DRILL[self]


_DRILL = {
    DrillStatus.WRITTEN: "起草",
    DrillStatus.PLANNED: "待演练",
    DrillStatus.RUNNING: "演练中",
    DrillStatus.SCORED: "已评分",
    DrillStatus.MISSED: "逾期没有演练",
}
DRILL_ENDS = frozenset({DrillStatus.SCORED, DrillStatus.MISSED})
