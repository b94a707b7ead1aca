"""Divisions, agencies, venues, staff and what was delegated to them (区划、部门、场所、人员、授权)."""

from datetime import date, datetime

from django.db import models
from django.db.models import F, Q

from tongban.registers.parties.models import Account

from .closings import CLOSED, Weekly
from .rules import ADMINISTRATORS, AgencyKind, DivisionLevel, VenueLevel, is_effective


class Division(models.Model):
    """An administrative division (行政区划, GB/T 2260): six, nine or twelve digits."""

    code = models.CharField("代码", max_length=12, unique=True)
    name = models.CharField("名称", max_length=60)
    level = models.CharField("层级", max_length=12, choices=DivisionLevel.choices)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")

    class Meta:
        verbose_name = "行政区划"
        ordering = ("code",)
        constraints = (
            models.CheckConstraint(condition=Q(code__regex=r"^(\d{6}|\d{9}|\d{12})$"), name="division_code_digits"),
            models.CheckConstraint(
                condition=Q(level=DivisionLevel.CITY, parent__isnull=True)
                | (~Q(level=DivisionLevel.CITY) & Q(parent__isnull=False)),
                name="division_only_city_is_root",
            ),
        )

    def __str__(self) -> str:
        return self.name


class Agency(models.Model):
    """A body that answers for matters (部门、机构). `nicknames` are what people call it, for search."""

    key = models.SlugField("标识", max_length=60, unique=True)
    name = models.CharField("全称", max_length=80)
    short_name = models.CharField("简称", max_length=40)
    nicknames = models.JSONField("俗称", default=list)
    uscc = models.CharField("统一社会信用代码", max_length=18, unique=True)
    kind = models.CharField("类别", max_length=16, choices=AgencyKind.choices)
    division = models.ForeignKey(Division, models.PROTECT, related_name="agencies")
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    phone = models.CharField("咨询电话", max_length=40, blank=True, default="")
    complaint_phone = models.CharField("投诉电话", max_length=40, blank=True, default="")
    is_active = models.BooleanField("启用", default=True)

    class Meta:
        verbose_name = "部门"
        ordering = ("id",)
        constraints = (
            models.CheckConstraint(condition=Q(uscc__regex=r"^[0-9A-HJ-NPQRTUWXY]{18}$"), name="agency_uscc_form"),
        )

    def __str__(self) -> str:
        return self.short_name


class Venue(models.Model):
    """A place where people are served (政务服务中心、便民服务中心、便民服务站).

    `weekly_hours` maps ISO weekday numbers "1"–"7" to lists of ["HH:MM", "HH:MM"];
    `closings` lists stretches out of turn (`closings.Closing.as_row`); `week` is both, and what readers of hours take;
    `accessibility` maps facts to booleans;
    `floors` lists {"name": "一楼", "has": ["综合窗口1至8号", …]}, the entrance first.
    """

    key = models.SlugField("标识", max_length=60, unique=True)
    name = models.CharField("名称", max_length=80, unique=True)
    level = models.CharField("级别", max_length=12, choices=VenueLevel.choices)
    division = models.ForeignKey(Division, models.PROTECT, related_name="venues")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="venues")
    address = models.CharField("地址", max_length=120)
    hours = models.CharField("办公时间", max_length=200)
    weekly_hours = models.JSONField("每周办公时间", default=dict)
    closings = models.JSONField("临时关闭", default=list)
    phone = models.CharField("电话", max_length=40, blank=True, default="")
    latitude = models.DecimalField("纬度", max_digits=9, decimal_places=6, null=True)
    longitude = models.DecimalField("经度", max_digits=9, decimal_places=6, null=True)
    has_sample_position = models.BooleanField("坐标是样例", default=False)
    accessibility = models.JSONField("无障碍设施", default=dict)
    floors = models.JSONField("各楼层", default=list)
    is_active = models.BooleanField("启用", default=True)

    class Meta:
        verbose_name = "服务场所"
        ordering = ("id",)
        constraints = (
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__isnull=False, longitude__isnull=False),
                name="venue_has_both_coordinates",
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def week(self) -> Weekly:
        """The hours of the week, with the closings that interrupt them (办公时间和临时关闭)."""
        return {**self.weekly_hours, CLOSED: self.closings} if self.closings else self.weekly_hours


class Staff(models.Model):
    """A staff member in a post (工作人员). `number` is the 工号; roles are values of the kernel's `Role`."""

    account = models.OneToOneField(Account, models.PROTECT, related_name="staff")
    name = models.CharField("姓名", max_length=60)
    number = models.CharField("工号", max_length=20, unique=True)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="staff")
    venue = models.ForeignKey(Venue, models.PROTECT, null=True, related_name="staff")
    post = models.CharField("岗位", max_length=60)
    roles = models.JSONField("岗位角色", default=list)
    is_active = models.BooleanField("在岗", default=True)
    on_leave_until = models.DateField("请假到", null=True)

    class Meta:
        verbose_name = "工作人员"
        ordering = ("number",)
        constraints = (
            models.CheckConstraint(
                condition=~(
                    Q(roles__contains=[str(ADMINISTRATORS[0])])
                    | Q(roles__contains=[str(ADMINISTRATORS[1])])
                    | Q(roles__contains=[str(ADMINISTRATORS[2])])
                )
                | Q(roles=[str(ADMINISTRATORS[0])])
                | Q(roles=[str(ADMINISTRATORS[1])])
                | Q(roles=[str(ADMINISTRATORS[2])]),
                name="staff_administrators_are_separate",
            ),
            models.CheckConstraint(condition=~Q(roles=[]), name="staff_has_a_role"),
        )

    def __str__(self) -> str:
        return self.name

    def is_there(self, on: date) -> bool:
        """In post and not on leave on this day (在岗)."""
        return self.is_active and (self.on_leave_until is None or self.on_leave_until < on)


class Delegation(models.Model):
    """A delegation (授权): an agency lets a staff member, or the counters of a venue, take steps that are its own.

    `powers` are verbs of flows; the scope is everything of the agency or the named options; both days are included.
    `limits` are the words of its document (限定); `bounds` are its amounts (限额), that a decision is held to: rows of
    `rules.Bound`. A deputy (代理) acts only while whom they stand in for is away.
    A chief representative (首席事务代表) is a staff member with a delegation that says so; 实施方案 三(二)5.
    """

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="delegations")
    staff = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="delegations")
    venue = models.ForeignKey(Venue, models.PROTECT, null=True, related_name="delegations")
    powers = models.JSONField("授权的环节", default=list)
    covers_all = models.BooleanField("本部门全部事项", default=False)
    option_codes = models.JSONField("业务办理项", default=list)
    valid_from = models.DateField("生效日")
    valid_to = models.DateField("截止日", null=True)
    revoked_at = models.DateTimeField("收回时间", null=True)
    document_number = models.CharField("授权文号", max_length=60, unique=True)
    is_chief_representative = models.BooleanField("首席事务代表", default=False)
    may_use_seal = models.BooleanField("可以使用审批专用章", default=False)
    limits = models.CharField("限定", max_length=200, blank=True, default="")
    bounds = models.JSONField("限额", default=list)
    deputy_of = models.ForeignKey("self", models.PROTECT, null=True, related_name="deputies")
    created_at = models.DateTimeField("登记时间")

    class Meta:
        verbose_name = "授权"
        ordering = ("id",)
        constraints = (
            models.CheckConstraint(
                condition=Q(staff__isnull=True, venue__isnull=False) | Q(staff__isnull=False, venue__isnull=True),
                name="delegation_to_staff_or_venue",
            ),
            models.CheckConstraint(
                condition=Q(is_chief_representative=False) | Q(staff__isnull=False),
                name="delegation_chief_is_a_person",
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")), name="delegation_days_in_order"
            ),
            models.CheckConstraint(
                condition=Q(covers_all=True, option_codes=[]) | (Q(covers_all=False) & ~Q(option_codes=[])),
                name="delegation_all_or_named",
            ),
            models.CheckConstraint(condition=~Q(powers=[]), name="delegation_has_powers"),
            models.CheckConstraint(
                condition=Q(deputy_of__isnull=True) | Q(staff__isnull=False, is_chief_representative=False),
                name="delegation_deputy_is_a_person",
            ),
        )

    def is_effective(self, on: date, at: datetime) -> bool:
        """In effect on this day, and not taken back before this instant (有效授权)."""
        return is_effective(self.valid_from, self.valid_to, on) and (self.revoked_at is None or at < self.revoked_at)
