"""The tables of incidents and drills (信息安全事件、应急演练)."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from tongban.foundation.ledger.models import Chained
from tongban.registers.agencies.models import Staff
from tongban.registers.documents.models import OfficialDocument
from tongban.registers.parties.models import Party

from .rules.states import DRILL_ENDS, INCIDENT_ENDS, DrillStatus, IncidentStatus, NoticeKind, Severity

_ENDS = sorted(each.value for each in INCIDENT_ENDS)
_DRILL_ENDS = sorted(each.value for each in DRILL_ENDS)
_HANDLED = ["assessed", "closed", "contained"]


class Incident(Chained):
    """An information security incident (信息安全事件), or a drill that walks the same way (`is_drill`)."""

    status = models.CharField(max_length=10, choices=[(each.value, each.label) for each in IncidentStatus])
    title = models.CharField(max_length=120)
    system = models.CharField("受影响的系统", max_length=120)
    words = models.CharField(max_length=2000)
    is_drill = models.BooleanField(default=False)
    severity = models.CharField(max_length=10, blank=True, default="")
    playbook = models.CharField(max_length=40, blank=True, default="")
    touches_persons = models.BooleanField(default=False)
    discovered_at = models.DateTimeField()
    reported_at = models.DateTimeField()
    reported_by = models.ForeignKey(Staff, models.PROTECT, related_name="+", db_index=False)
    assessed_at = models.DateTimeField(null=True)
    authority_by = models.DateTimeField("何时前报告主管部门", null=True)
    authority_told_at = models.DateTimeField(null=True)
    persons_by = models.DateTimeField("何时前告知个人", null=True)
    persons_told_at = models.DateTimeField(null=True)
    spared_because = models.CharField("不告知个人的理由", max_length=2000, blank=True, default="")
    overdue_told_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    summary = models.CharField(max_length=2000, blank=True, default="")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(status__in=_ENDS, ended_at__isnull=False)
                | (~Q(status__in=_ENDS) & Q(ended_at__isnull=True)),
                name="incident_ended_at_an_end",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=_HANDLED)
                | (Q(severity__in=[each.value for each in Severity], assessed_at__isnull=False) & ~Q(playbook="")),
                name="incident_handled_by_severity",
            ),
            models.CheckConstraint(
                condition=~Q(status=IncidentStatus.CLOSED.value)
                | (
                    (Q(authority_by__isnull=True) | Q(authority_told_at__isnull=False))
                    & (Q(persons_by__isnull=True) | Q(persons_told_at__isnull=False) | ~Q(spared_because=""))
                    & ~Q(summary="")
                ),
                name="incident_closed_when_told",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["authority_by"], name="incident_open", condition=Q(ended_at__isnull=True)),
        ]

    @property
    def chain(self) -> str:
        return f"incident:{self.pk}"

    @property
    def power_scopes(self) -> tuple[str, ...]:
        return ()


class PlayMark(models.Model):
    """A step of the playbook that was done (预案步骤完成): when, by whom, with what result."""

    is_append_only: ClassVar[bool] = True

    incident = models.ForeignKey(Incident, models.PROTECT, related_name="marks", db_index=False)
    key = models.CharField(max_length=40)
    words = models.CharField(max_length=500)
    done_at = models.DateTimeField()
    done_by = models.ForeignKey(Staff, models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["incident", "key"], name="step_marked_once"),
        ]


class AffectedParty(models.Model):
    """Somebody whose data an incident touches (受影响的个人); moves with their entry in the register."""

    incident = models.ForeignKey(Incident, models.PROTECT, related_name="affected", db_index=False)
    party = models.ForeignKey(Party, models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["incident", "party"], name="affected_once"),
        ]


class IncidentNotice(models.Model):
    """What was told to whom (报告、告知): its items, and the paper; a drill issues none."""

    is_append_only: ClassVar[bool] = True

    incident = models.ForeignKey(Incident, models.PROTECT, related_name="notices", db_index=False)
    kind = models.CharField(max_length=10, choices=[(each.value, each.label) for each in NoticeKind])
    content = models.JSONField()
    told = models.PositiveIntegerField("告知人数", default=0)
    document = models.ForeignKey(OfficialDocument, models.PROTECT, null=True, related_name="+", db_index=False)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["incident", "kind"], name="told_once_each"),
        ]


class Drill(Chained):
    """An exercise of a playbook (应急演练), at least one in each half-year; its record is an incident of its own."""

    status = models.CharField(max_length=10, choices=[(each.value, each.label) for each in DrillStatus])
    half = models.CharField(max_length=6)
    playbook = models.CharField(max_length=40)
    due_on = models.DateField()
    incident = models.OneToOneField(Incident, models.PROTECT, null=True, related_name="drill")
    score = models.PositiveSmallIntegerField(null=True)
    facts = models.JSONField(default=dict)
    words = models.CharField(max_length=2000, blank=True, default="")
    planned_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["half", "playbook"], name="drilled_once_a_half"),
            models.CheckConstraint(
                condition=Q(status__in=_DRILL_ENDS, ended_at__isnull=False)
                | (~Q(status__in=_DRILL_ENDS) & Q(ended_at__isnull=True)),
                name="drill_ended_at_an_end",
            ),
            models.CheckConstraint(
                condition=~Q(status=DrillStatus.SCORED.value) | Q(score__lte=100, incident__isnull=False),
                name="drill_scored_on_its_record",
            ),
        ]

    @property
    def chain(self) -> str:
        return f"drill:{self.pk}"

    @property
    def power_scopes(self) -> tuple[str, ...]:
        return ()
