"""People and enterprises: entered once, found ever after (一次注册、全网通用)."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import msgspec
from django.db import IntegrityError, transaction

from tongban.foundation.kernel import codes
from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import Declined, Fault, Invalid, NotYours
from tongban.foundation.ledger.commands import record
from tongban.registers.parties import attempts, passwords, sealed
from tongban.registers.parties.models import Account, Membership, Party
from tongban.registers.parties.numbers import login_faults, number_faults, phone_faults
from tongban.registers.parties.queries import accounts_with_login, summary
from tongban.registers.parties.rules import IdKind, MembershipRole, PartyKind, RealNameLevel, kind_of_party

LONGEST_NAME = 120


class AlreadyRegistered(Declined):
    """This paper has an account (已经注册过)."""

    code = "already_registered"
    sentence = "这个证件号码已经注册过账号，不用再注册。请直接登录；忘记密码的，请带证件到任一政务服务窗口找回。"


class SeenAtCounter(Declined):
    """The paper is on file, but nothing ties it to who is registering: a counter has to look (须到窗口核验)."""

    code = "verify_at_counter"
    sentence = "这个证件号码在窗口办过业务。为保护您的信息，请带证件到任一政务服务窗口开通账号。"


class Identity(msgspec.Struct, frozen=True):
    """Who a party says it is, checked and normalised (身份信息)."""

    name: str
    id_kind: str
    number: str
    phone: str

    @property
    def born_on(self) -> date | None:
        return codes.birth_date(self.number) if self.id_kind == IdKind.ID_CARD else None


def identity(*, name: str, id_kind: str, id_number: str, phone: str) -> Identity:
    """The identity, or `Invalid` with everything that is wrong; an empty phone is left out."""
    plain = " ".join(name.split())
    faults: list[Fault] = []
    if not plain or len(plain) > LONGEST_NAME or not plain.isprintable():
        faults.append(Fault("/name", "required", "请填写姓名或名称，不超过120个字。"))
    number, wrong = number_faults(id_kind, id_number)
    faults += wrong
    telephone = ""
    if phone:
        telephone, wrong = phone_faults(phone)
        faults += wrong
    if faults:
        raise Invalid(faults=faults)
    return Identity(plain, id_kind, number, telephone)


_FIND_OR_CREATE = """
WITH fresh AS (
    INSERT INTO parties_party (kind, name, id_kind, id_sealed, id_index, phone_sealed, phone_index, division_code,
        real_name_level, born_on, has_disability, legal_representative_name, created_at)
    VALUES (%s, %s, %s, %s, %s, %s, %s, '', %s, %s, false, '', %s)
    ON CONFLICT (id_kind, id_index) DO NOTHING RETURNING *
)
SELECT fresh.*, true AS is_new FROM fresh
UNION ALL
SELECT p.*, false FROM parties_party p WHERE p.id_kind = %s AND p.id_index = %s
LIMIT 1
"""


@transaction.atomic
def find_or_create_party(
    *,
    name: str,
    id_kind: str,
    id_number: str,
    phone: str = "",
    real_name_level: RealNameLevel = RealNameLevel.DECLARED,
    by: Actor,
    at: datetime,
) -> Party:
    """The party with this paper, entered if it is new: one statement, and two at once make one party.

    `Invalid` when the number is wrong, or when the paper is on file under another name.
    """
    who = identity(name=name, id_kind=id_kind, id_number=id_number, phone=phone)
    party, is_new = enter(who, real_name_level=real_name_level, at=at)
    if not is_new:
        same_name(party, who)
    return party


def entry_row(who: Identity, *, real_name_level: int, at: datetime) -> list[Any]:
    """The row of a new party, sealed, for statements that enter it together with what it asks for."""
    index = sealed.id_index(who.number)
    owner = sealed.owner(who.id_kind, index)
    return [
        kind_of_party(who.id_kind).value,
        who.name,
        who.id_kind,
        sealed.seal(who.number, sealed.ID, owner),
        index,
        sealed.seal(who.phone, sealed.PHONE, owner) if who.phone else None,
        sealed.phone_index(who.phone) if who.phone else None,
        int(real_name_level),
        who.born_on,
        at,
    ]


def enter(who: Identity, *, real_name_level: int, at: datetime) -> tuple[Party, bool]:
    """The party with this paper and whether it is new; an old paper leads to what its entry was merged into."""
    found, is_new = _enter(who, real_name_level=real_name_level, at=at)
    return found.merged_into or found, is_new


def _enter(who: Identity, *, real_name_level: int, at: datetime) -> tuple[Party, bool]:
    index = sealed.id_index(who.number)
    row = entry_row(who, real_name_level=real_name_level, at=at)
    party = next(iter(Party.objects.raw(_FIND_OR_CREATE, [*row, who.id_kind, index])), None)
    if party is not None:
        return party, bool(vars(party).pop("is_new"))
    # Somebody else entered the same paper after this statement began: the row is there, and now it can be seen.
    return Party.objects.get(id_kind=who.id_kind, id_index=index), False


def same_name(party: Party, who: Identity) -> None:
    if party.name != who.name:
        message = "姓名与这个证件号码登记的不一致，请对照证件核对；改过名的，请带证件到窗口更正。"
        raise Invalid(faults=[Fault("/name", "name_mismatch", message)])


def register(
    *,
    login: str,
    password: str,
    name: str,
    id_number: str,
    phone: str,
    id_kind: str = IdKind.ID_CARD,
    ip: str | None = None,
    by: Actor,
    at: datetime,
) -> Account:
    """A person makes an account (注册). A second one for the same paper is refused, and told how to get back in.

    `Invalid` tells every defect at once; `AlreadyRegistered`, `SeenAtCounter`, `TooMany`. R-088; 实施方案 三(三)1.
    """
    who = _registrant(login=login, password=password, name=name, id_kind=id_kind, id_number=id_number, phone=phone)
    attempt = attempts.begin(f"register:{who.number}", ip=ip, at=at)
    account = _register(who, login=login.strip(), password=password, by=by, at=at)
    attempts.succeed(attempt)
    return account


@transaction.atomic
def _register(who: Identity, *, login: str, password: str, by: Actor, at: datetime) -> Account:
    party, is_new = enter(who, real_name_level=RealNameLevel.DECLARED, at=at)
    if Account.objects.filter(person=party).exists():
        raise AlreadyRegistered()
    if accounts_with_login(login).exists():
        raise _login_taken()
    if not is_new:
        same_name(party, who)
        if party.phone_index is None or bytes(party.phone_index) != sealed.phone_index(who.phone):
            raise SeenAtCounter()
    account = Account(
        login=login, password=passwords.hashed(password), person=party, password_changed_at=at, created_at=at
    )
    try:
        with transaction.atomic():
            account.save(force_insert=True)
    except IntegrityError:  # the same person, or the same login, in the same second
        if Account.objects.filter(person=party).exists():
            raise AlreadyRegistered() from None
        raise _login_taken() from None
    themselves = replace(by, account_id=account.pk)
    record(f"account:{account.pk}", "register", by=themselves, at=at, about=f"party:{party.pk}", facts=summary(party))
    return account


def _login_taken() -> Invalid:
    return Invalid(faults=[Fault("/login", "taken", "这个登录名已经有人用了，请换一个。")])


def _registrant(*, login: str, password: str, name: str, id_kind: str, id_number: str, phone: str) -> Identity:
    """Everything that is wrong with a registration, told at once."""
    faults = login_faults(login)
    try:
        who = identity(name=name, id_kind=id_kind, id_number=id_number, phone=phone)
    except Invalid as found:
        faults += found.faults
        who = Identity(name, id_kind, "", "")
    if not phone:
        faults.append(Fault("/phone", "required", "请填写手机号，用来接收办理进度。"))
    if id_kind == IdKind.USCC:
        faults.append(Fault("/id_kind", "person_only", "请用个人证件注册；登录后可以代表企业办事。"))
    personal = (login.strip(), name.strip(), who.phone, who.number, who.number[-8:])
    faults += passwords.faults(password, passwords.CITIZEN, personal=personal)
    if faults:
        raise Invalid(faults=faults)
    return who


@transaction.atomic
def raise_real_name_level(party: Party, *, level: RealNameLevel, by: Actor, at: datetime) -> Party:
    """A counter or a check of faces has seen who it is (提升实名等级); a level is never lowered by this."""
    if not by.roles & {Role.COUNTER, Role.SYSTEM}:
        raise NotYours("实名等级由窗口核验证件后提升。")
    raised = Party.objects.filter(pk=party.pk, real_name_level__lt=level).update(real_name_level=level)
    if raised:
        party.real_name_level = level
        record(f"party:{party.pk}", "verify_identity", by=by, at=at, about=f"party:{party.pk}", facts=summary(party))
    return party


@transaction.atomic
def add_member(
    enterprise: Party,
    *,
    person: Party,
    role: MembershipRole,
    valid_from: date,
    valid_to: date | None = None,
    by: Actor,
    at: datetime,
) -> Membership:
    """A person stands for an enterprise (企业人员): named by its legal representative, or at a counter with papers."""
    if enterprise.kind != PartyKind.ENTERPRISE or person.kind != PartyKind.PERSON:
        raise Invalid("只能为企业添加自然人。")
    if valid_to is not None and valid_to < max(valid_from, local_day(at)):
        raise Invalid(faults=[Fault("/valid_to", "order", "截止日不能早于生效日，也不能早于今天。")])
    _may_name_members(enterprise, by=by, at=at)
    member, is_new = Membership.objects.get_or_create(
        person=person, enterprise=enterprise, role=role, valid_from=valid_from, defaults={"valid_to": valid_to}
    )
    if is_new:
        facts = {"role": str(role), "from": valid_from.isoformat(), "to": valid_to.isoformat() if valid_to else ""}
        about = f"party:{person.pk}"
        record(f"party:{enterprise.pk}", "add_member", by=by, at=at, about=about, facts=facts)
    return member


def _may_name_members(enterprise: Party, *, by: Actor, at: datetime) -> None:
    if by.roles & {Role.COUNTER, Role.SYSTEM}:
        return
    if by.party_id is not None and by.party_id == enterprise.legal_representative_id:
        return
    raise NotYours("经办人由法定代表人指定，或者带营业执照和授权书到窗口办理。", facts={"enterprise": enterprise.pk})
