"""Staff (工作人员): entered, given roles, put in and out of post. Rights and sessions change together."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import IntegrityError, transaction

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import Fault, Invalid, NotNow, NotYours
from tongban.foundation.ledger.commands import record
from tongban.registers.agencies import rules
from tongban.registers.agencies.models import Agency, Staff, Venue
from tongban.registers.agencies.ports import TIES
from tongban.registers.parties import passwords
from tongban.registers.parties.commands import end_all_sessions
from tongban.registers.parties.models import Account
from tongban.registers.parties.numbers import login_faults

BASIS = "GB/T 22239-2019 8.1.4"
LONGEST = 60
LONGEST_NUMBER = 20


@transaction.atomic
def create_staff(
    *,
    login: str,
    password: str,
    name: str,
    number: str,
    agency: Agency,
    post: str,
    roles: Sequence[str],
    venue: Venue | None = None,
    by: Actor,
    at: datetime,
) -> Staff:
    """Enter a staff member with an account of their own (新增人员); the system administrator does it.

    `Invalid` tells every defect at once; the three administrators exclude one another and any other role.
    """
    _only(by, Role.SYSTEM_ADMIN, "人员由系统管理员登记。")
    checked = _checked(login=login, password=password, name=name, number=number, post=post, roles=roles)
    account = Account(
        login=login.strip(),
        password=passwords.hashed(password),
        is_staff=True,
        is_administrator=rules.is_administrator(checked),
        password_changed_at=at,
        created_at=at,
    )
    staff = Staff(name=name.strip(), number=number.strip(), agency=agency, venue=venue, post=post, roles=checked)
    try:
        with transaction.atomic():
            account.save(force_insert=True)
            staff.account = account
            staff.save(force_insert=True)
    except IntegrityError:
        raise Invalid(faults=[Fault("/login", "taken", "登录名或者工号已经有人用了，请换一个。")]) from None
    facts = {"agency": agency.key, "roles": checked, "post": post}
    record(f"staff:{staff.pk}", "create_staff", by=by, at=at, basis=BASIS, facts=facts)
    return staff


@transaction.atomic
def set_roles(staff: Staff, *, roles: Sequence[str], by: Actor, at: datetime) -> Staff:
    """Give a post its roles (授权岗位角色); the security administrator does it, never for oneself. All sessions end."""
    _only(by, Role.SECURITY_ADMIN, "岗位角色由安全管理员授予。")
    if by.staff_id == staff.pk:
        raise NotYours("不能给自己授予角色。")
    before = list(staff.roles)
    staff.roles = rules.checked_roles(roles)
    staff.save(update_fields=["roles"])
    Account.objects.filter(pk=staff.account_id).update(is_administrator=rules.is_administrator(staff.roles))
    end_all_sessions(staff.account, by=by, at=at)
    facts = {"before": before, "after": staff.roles}
    record(f"staff:{staff.pk}", "set_roles", by=by, at=at, basis=BASIS, facts=facts)
    return staff


@transaction.atomic
def disable_staff(staff: Staff, *, reason: str, by: Actor, at: datetime) -> Staff:
    """Out of post (停用): no login from this moment on, open sessions end."""
    _administrators_only(by, staff)
    _refuse_tied(staff, at)
    return _set_active(staff, False, verb="disable_staff", facts={"reason": reason}, by=by, at=at)


@transaction.atomic
def enable_staff(staff: Staff, *, by: Actor, at: datetime) -> Staff:
    """Back in post (启用)."""
    _administrators_only(by, staff)
    return _set_active(staff, True, verb="enable_staff", facts={}, by=by, at=at)


@transaction.atomic
def set_leave(staff: Staff, *, until: date | None, by: Actor, at: datetime) -> Staff:
    """On leave to the end of a day, or back (请假、销假): new work goes to others meanwhile."""
    if by.staff_id != staff.pk and not by.roles & {Role.SUPERVISOR, Role.SYSTEM_ADMIN, Role.SYSTEM}:
        raise NotYours("请假由本人或者管理岗登记。")
    if until is not None and until < local_day(at):
        raise Invalid(faults=[Fault("/until", "past", "请假截止日不能早于今天。")])
    if until is not None:
        _refuse_tied(staff, at)
    staff.on_leave_until = until
    staff.save(update_fields=["on_leave_until"])
    facts = {"until": until.isoformat() if until else ""}
    record(f"staff:{staff.pk}", "set_leave", by=by, at=at, facts=facts)
    return staff


def _refuse_tied(staff: Staff, at: datetime) -> None:
    """What has to be handed over first (离岗前先交接), every duty at once."""
    words = [said for tie in TIES if (said := tie(staff.pk, local_day(at)))]
    if words:
        raise NotNow("".join(words))


def _set_active(staff: Staff, is_active: bool, *, verb: str, facts: dict[str, str], by: Actor, at: datetime) -> Staff:
    if not Staff.objects.filter(pk=staff.pk, is_active=not is_active).update(is_active=is_active):
        return staff
    staff.is_active = is_active
    Account.objects.filter(pk=staff.account_id).update(is_active=is_active)
    end_all_sessions(staff.account, by=by, at=at)
    record(f"staff:{staff.pk}", verb, by=by, at=at, basis=BASIS, facts=facts)
    return staff


def _checked(*, login: str, password: str, name: str, number: str, post: str, roles: Sequence[str]) -> list[str]:
    """The roles in order, or `Invalid` with everything that is wrong with the whole form."""
    faults = login_faults(login) + passwords.faults(password, passwords.STAFF, personal=(login.strip(), name.strip()))
    for pointer, label, text in (("/name", "姓名", name), ("/post", "岗位", post)):
        if not text.strip() or len(text) > LONGEST or not text.isprintable():
            faults.append(Fault(pointer, "required", f"请填写{label}，不超过{LONGEST}个字。"))
    if not number.strip().isalnum() or len(number) > LONGEST_NUMBER:
        faults.append(Fault("/number", "format", f"工号只用字母和数字，不超过{LONGEST_NUMBER}位。"))
    checked: list[str] = []
    try:
        checked = rules.checked_roles(roles)
    except Invalid as found:
        faults += found.faults
    if faults:
        raise Invalid(faults=faults)
    return checked


def _administrators_only(by: Actor, staff: Staff) -> None:
    if not by.roles & {Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.SYSTEM} or by.staff_id == staff.pk:
        raise NotYours("启用、停用人员由系统管理员或者安全管理员办理，不能对自己操作。")


def _only(by: Actor, role: Role, sentence: str) -> None:
    if not by.roles & {role, Role.SYSTEM}:
        raise NotYours(sentence)
