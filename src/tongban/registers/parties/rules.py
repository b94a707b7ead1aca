"""What the law says about parties (申请人): kinds of people and papers, real-name levels, who is owed special care."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from django.db.models import IntegerChoices, TextChoices

from tongban.foundation.kernel.clock import local_day

ELDER_FROM = 60

LOGIN_FAILURES = 5
LOGIN_WINDOW = timedelta(minutes=15)
IP_FAILURES = 30
IP_WINDOW = timedelta(hours=1)
SEEN_EVERY = timedelta(seconds=60)
STAFF_PASSWORD_LASTS = timedelta(days=90)
FORMER_PASSWORDS = 5


class PartyKind(TextChoices):
    """Who can ask for something (服务对象)."""

    PERSON = "person", "自然人"
    ENTERPRISE = "enterprise", "企业法人和其他组织"


class IdKind(TextChoices):
    """The paper that tells who a party is (证件类型)."""

    ID_CARD = "id_card", "居民身份证"
    PASSPORT = "passport", "护照"
    RESIDENCE_PERMIT_HK = "residence_permit_hk", "港澳居民居住证"
    RESIDENCE_PERMIT_TW = "residence_permit_tw", "台湾居民居住证"
    FOREIGN_PERMANENT = "foreign_permanent", "外国人永久居留身份证"
    USCC = "uscc", "统一社会信用代码"


class RealNameLevel(IntegerChoices):
    """How surely the name is the person's own (实名等级): 0 not at all … 4 seen at a counter with the paper."""

    NONE = 0, "未实名"
    DECLARED = 1, "本人填报"
    CHECKED = 2, "姓名与证件核对一致"
    FACE = 3, "人像核验"
    COUNTER = 4, "窗口核验"


class Field(TextChoices):
    """The sealed values of a party, each hidden until a purpose is named (敏感字段)."""

    ID_NUMBER = "id_number", "证件号码"
    PHONE = "phone", "手机号"
    ADDRESS = "address", "住址"


class Provider(TextChoices):
    """Whose word on who somebody is we take (认证平台)."""

    GANSU = "gansu", "甘肃政务服务网统一身份认证"


class MergeReason(TextChoices):
    """Why two entries are of one person (合并原因); a choice, so that no number gets into the ledger by the way."""

    OLD_PAPER = "old_paper", "旧证件号码与现用身份证"
    OTHER_PAPER = "other_paper", "护照、居住证与身份证"
    ENTERED_TWICE = "entered_twice", "重复登记"


class MembershipRole(TextChoices):
    """For what a person stands in an enterprise (企业人员身份)."""

    LEGAL_REPRESENTATIVE = "legal_representative", "法定代表人"
    HANDLER = "handler", "经办人"


class MandateSource(TextChoices):
    """Where a mandate (委托) was given."""

    ONLINE = "online", "网上委托"
    COUNTER = "counter", "窗口提交授权委托书"
    CODE = "code", "委托码"
    HANDLER = "handler", "经办人指定事项"


def kind_of_party(id_kind: str) -> PartyKind:
    """A credit code names an organisation; every other paper names a person."""
    return PartyKind.ENTERPRISE if id_kind == IdKind.USCC else PartyKind.PERSON


def age(born_on: date, on: date) -> int:
    """Full years (周岁): a year is full on the birthday; 民法典 第二百零四条."""
    return on.year - born_on.year - ((on.month, on.day) < (born_on.month, born_on.day))


def is_elder(born_on: date | None, on: date) -> bool:
    """An elder (老年人) is sixty full years old or more; 老年人权益保障法 第二条."""
    return born_on is not None and age(born_on, on) >= ELDER_FROM


def is_in_force(valid_from: date, valid_to: date | None, revoked_at: datetime | None, at: datetime) -> bool:
    """A mandate counts from its first day to the end of its last one, unless it was taken back (委托有效期)."""
    today = local_day(at)
    if revoked_at is not None and revoked_at <= at:
        return False
    return valid_from <= today and (valid_to is None or today <= valid_to)


class Duty(StrEnum):
    """What a staff member owes before the session is of use (登录后必须先办的事)."""

    ENROL_TOTP = "enrol_totp"
    CHANGE_PASSWORD = "change_password"  # noqa: S105 - the name of a duty

    @property
    def label(self) -> str:
        return {Duty.ENROL_TOTP: "设置动态口令", Duty.CHANGE_PASSWORD: "更换密码"}[self]


@dataclass(frozen=True, slots=True)
class SessionLimits:
    """How long one may be idle, and how long a session lasts at most (会话时限)."""

    idle: timedelta
    absolute: timedelta


_CITIZEN = SessionLimits(idle=timedelta(minutes=20), absolute=timedelta(hours=8))
_STAFF = SessionLimits(idle=timedelta(minutes=15), absolute=timedelta(hours=10))
_ADMINISTRATOR = SessionLimits(idle=timedelta(minutes=10), absolute=timedelta(hours=10))


def session_limits(*, is_staff: bool, is_administrator: bool) -> SessionLimits:
    """The limits of one account's sessions: administrators are the shortest idle; GB/T 22239 8.1.4.1."""
    if is_administrator:
        return _ADMINISTRATOR
    return _STAFF if is_staff else _CITIZEN


def duties(
    *, is_staff: bool, has_totp: bool, password_changed_at: datetime, is_demo: bool, at: datetime
) -> frozenset[Duty]:
    """What must be done first: staff need a second factor and a password younger than 90 days; the demo city does not.

    The demo city shows the work of many posts to one person, who should not have to enrol ninety devices.
    """
    if not is_staff or is_demo:
        return frozenset()
    owed = set[Duty]()
    if not has_totp:
        owed.add(Duty.ENROL_TOTP)
    if at - password_changed_at >= STAFF_PASSWORD_LASTS:
        owed.add(Duty.CHANGE_PASSWORD)
    return frozenset(owed)


def blocked_until(failures: Sequence[datetime], *, limit: int, window: timedelta) -> datetime | None:
    """When trying is possible again (锁定到): the `limit`-th last failure plus the window; None if there are fewer."""
    if len(failures) < limit:
        return None
    return sorted(failures)[-limit] + window
