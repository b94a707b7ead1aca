"""The tables of sharing (政务数据共享): demands, requests with what became of them, and uses."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from tongban.foundation.ledger.models import Chained
from tongban.registers.agencies.models import Agency, Staff
from tongban.registers.resources.models import DataResource

from .rules.states import DEMAND_ENDS, SHARING_ENDS, DemandStatus, Ground, SharingStatus

_NEEDS_ANSWER = [SharingStatus.ASKED.value]


class DataDemand(Chained):
    """A body needs data that it did not find in the catalogue (数据需求)."""

    number = models.CharField("编号", max_length=20, unique=True)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    title = models.CharField("要什么数据", max_length=80)
    purpose = models.CharField("用来做什么", max_length=500)
    asked_by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    due_on = models.DateField()
    status = models.CharField(max_length=10, choices=[(each.value, each.label) for each in DemandStatus])
    resource = models.ForeignKey(DataResource, models.PROTECT, null=True, related_name="+")
    answer = models.CharField(max_length=1000, blank=True, default="")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(status__in=sorted(DEMAND_ENDS), answered_at__isnull=False)
                | (~Q(status__in=sorted(DEMAND_ENDS)) & Q(answered_at__isnull=True)),
                name="demand_answered_at_an_end",
            ),
            models.CheckConstraint(
                condition=~Q(status=DemandStatus.MATCHED) | Q(resource__isnull=False), name="demand_matched_to_resource"
            ),
        ]

    @property
    def chain(self) -> str:
        return f"demand:{self.number}"

    @property
    def power_scopes(self) -> tuple[str, ...]:
        return (f"agency:{self.agency_id}",)


class SharingRequest(Chained):
    """A body asks for fields of a resource for a purpose and a time (共享申请); granted, it is the grant.

    `client` is the system that may ask then. `uses` and `last_used_at` count what stands in `UseRecord`.
    """

    number = models.CharField("编号", max_length=20, unique=True)
    resource = models.ForeignKey(DataResource, models.PROTECT, related_name="requests")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    demand = models.ForeignKey(DataDemand, models.PROTECT, null=True, related_name="requests")
    fields = models.JSONField("信息项", default=list)
    purpose = models.CharField("用途", max_length=500)
    duty = models.CharField("法定职责依据", max_length=300)
    from_on = models.DateField("从")
    until_on = models.DateField("到")
    asked_by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    due_on = models.DateField("答复期限")
    status = models.CharField(max_length=10, choices=[(each.value, each.label) for each in SharingStatus])
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    ground = models.CharField(
        max_length=12, choices=[(each.value, each.label) for each in Ground], blank=True, default=""
    )
    ground_basis = models.CharField("不同意的依据", max_length=300, blank=True, default="")
    reason = models.CharField("说明", max_length=2000, blank=True, default="")
    objection = models.CharField("请求协调的理由", max_length=2000, blank=True, default="")
    statement = models.CharField("责任部门的意见", max_length=2000, blank=True, default="")
    ruling = models.CharField("裁定", max_length=2000, blank=True, default="")
    ruled_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    ruled_at = models.DateTimeField(null=True)
    agreement = models.CharField("共享协议", max_length=2000, blank=True, default="")
    client = models.CharField("使用的系统", max_length=60, blank=True, default="")
    activated_at = models.DateTimeField(null=True)
    reviewed_at = models.DateTimeField("最近一次闲置复核", null=True)
    uses = models.PositiveIntegerField("使用次数", default=0)
    last_used_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(status__in=sorted(SHARING_ENDS), ended_at__isnull=False)
                | (~Q(status__in=sorted(SHARING_ENDS)) & Q(ended_at__isnull=True)),
                name="sharing_ended_at_an_end",
            ),
            models.CheckConstraint(
                condition=~Q(status=SharingStatus.REFUSED) | (~Q(ground="") & ~Q(ground_basis="")),
                name="sharing_refusal_cites_its_ground",
            ),
            models.CheckConstraint(
                condition=~Q(status=SharingStatus.ACTIVE)
                | (~Q(client="") & ~Q(agreement="") & Q(activated_at__isnull=False)),
                name="sharing_active_after_agreement",
            ),
            models.CheckConstraint(condition=Q(until_on__gte=F("from_on")), name="sharing_days_in_order"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["agency", "status"], name="sharing_by_asker"),
            models.Index(fields=["due_on"], name="sharing_worklist", condition=Q(status__in=_NEEDS_ANSWER)),
        ]

    @property
    def chain(self) -> str:
        return f"sharing:{self.number}"

    @property
    def power_scopes(self) -> tuple[str, ...]:
        return (f"agency:{self.agency_id}",)

    @property
    def state(self) -> SharingStatus:
        return SharingStatus(self.status)


class UseRecord(models.Model):
    """One use of a grant (共享使用留痕): for which matter, which fields, with what result; `entry` is in the ledger.

    About whom stands in the ledger alone, where the person finds it.
    """

    is_append_only: ClassVar[bool] = True

    request = models.ForeignKey(SharingRequest, models.PROTECT, related_name="use_records")
    at = models.DateTimeField()
    matter = models.CharField("为哪一件事", max_length=80)
    fields = models.JSONField(default=list)
    result = models.CharField(max_length=10)
    entry = models.BigIntegerField("留痕")

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["request", "-id"], name="use_by_request")]
