"""Signing in with the province's identity (统一身份认证登录): one registration is good for the whole net."""

import secrets
from dataclasses import replace
from datetime import datetime

from django.db import transaction

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.errors import Declined, NotYours
from tongban.foundation.ledger.commands import Parcel, record, send_out
from tongban.registers.parties import passwords
from tongban.registers.parties.models import Account, FederatedIdentity, Party
from tongban.registers.parties.ports import ProvincialPerson, ProvincialRefused
from tongban.registers.parties.queries import summary
from tongban.registers.parties.rules import IdKind, Provider, RealNameLevel

from .people import enter, identity, same_name
from .sessions import Opened, end_all_sessions, let_in

BASIS = "实施方案 三(三)1"
LEAST_LEVEL = RealNameLevel.FACE
TOLD_AT_LINKING = (
    "您已用甘肃政务服务网账号登录本站。用您的证件号码自行注册、没有核验过身份的登录密码已经停用，原来登录的设备都已退出。"
    "以后请用甘肃政务服务网账号登录，办过的事和草稿都在。不是您本人注册的，请拨打12345。"
)


class LinkedElsewhere(Declined):
    """The province's subject is linked to the account of somebody else (关联不一致)."""

    code = "identity_mismatch"
    sentence = "省统一身份认证返回的身份与已关联的账号不一致。为保护您的信息，请带证件到任一政务服务窗口核对。"


@transaction.atomic
def sign_in_federated(
    person: ProvincialPerson,
    *,
    provider: Provider = Provider.GANSU,
    ip: str | None = None,
    device: str = "",
    by: Actor,
    at: datetime,
) -> Opened:
    """Sign in whom the province knows: their account, linked when it is first used; a new one has no password.

    An older account whose holder was only declared may have been made by somebody else with this person's paper: at
    linking its password, one-time codes and sessions end, and the person is told.

    `ProvincialRefused` below a checked face, `Invalid` when the paper is on file under another name, `LinkedElsewhere`,
    `NotYours` for staff and for accounts out of use. R-088.
    """
    if person.level < LEAST_LEVEL:
        message = "您的省平台账号还没有完成高级实名认证。请先在省统一身份认证平台完成人脸核验，再来登录。"
        raise ProvincialRefused(message, code="level_too_low")
    party = _party_of(person, at=at)
    link = FederatedIdentity.objects.select_related("account").filter(provider=provider, subject=person.subject).first()
    account = link.account if link else Account.objects.filter(person=party).first()
    if account is not None:
        _may_enter(account, party)
    else:
        account = _account_without_password(party, provider, by=by, at=at)
    if link is None:
        _link(account, provider, person.subject, by=by, at=at)
        if party.real_name_level < LEAST_LEVEL:
            _end_what_was_declared(account, party, by=by, at=at)
    return let_in(account, ip=ip, device=device, provider=provider.value, by=by, at=at)


def _party_of(person: ProvincialPerson, *, at: datetime) -> Party:
    """The party with this paper, locked, so that of two first sign-ins at once the second finds what the first made."""
    who = identity(name=person.name, id_kind=person.id_kind, id_number=person.id_number, phone=person.phone)
    if who.id_kind == IdKind.USCC:
        raise ProvincialRefused("请用个人的省平台账号登录；登录后可以代表企业办事。", code="person_only")
    found, _ = enter(who, real_name_level=person.level, at=at)
    party = Party.objects.select_for_update().get(pk=found.pk)
    same_name(party, who)
    return party


def _may_enter(account: Account, party: Party) -> None:
    if account.is_staff:
        raise NotYours("工作人员账号不能用省统一身份认证登录。请用本站的登录名、密码和动态口令。")
    if account.person_id != party.pk:
        raise LinkedElsewhere()
    if not account.is_active:
        raise NotYours("这个账号已经停用。请带证件到任一政务服务窗口核对。")


def _account_without_password(party: Party, provider: Provider, *, by: Actor, at: datetime) -> Account:
    """An account that only the province opens: its login is nobody's to guess, and no password fits it."""
    if party.real_name_level < LEAST_LEVEL:
        Party.objects.filter(pk=party.pk).update(real_name_level=LEAST_LEVEL)
        party.real_name_level = LEAST_LEVEL
    account = Account.objects.create(
        login=f"{provider.value}-{secrets.token_hex(16)}",
        password=passwords.unusable(),
        person=party,
        password_changed_at=at,
        created_at=at,
    )
    facts = {"provider": provider.value, **summary(party)}
    record(f"account:{account.pk}", "register", by=by, at=at, basis=BASIS, about=f"party:{party.pk}", facts=facts)
    return account


def _end_what_was_declared(account: Account, party: Party, *, by: Actor, at: datetime) -> None:
    """Nobody ever looked who set this password (未核验的密码停用); the province has looked who the person is."""
    Party.objects.filter(pk=party.pk).update(real_name_level=LEAST_LEVEL)
    party.real_name_level = LEAST_LEVEL
    if not passwords.is_usable(account.password):
        return
    account.password, account.former_passwords, account.password_changed_at = passwords.unusable(), [], at
    account.totp_secret_sealed = account.totp_confirmed_at = None
    account.save(
        update_fields=[
            *("password", "former_passwords", "password_changed_at", "totp_secret_sealed", "totp_confirmed_at"),
        ]
    )
    themselves = replace(by, account_id=account.pk)
    ended = end_all_sessions(account, by=themselves, at=at)
    about, facts = f"party:{party.pk}", {"sessions": ended, **summary(party)}
    entry = record(f"account:{account.pk}", "end_password", by=themselves, at=at, basis=BASIS, about=about, facts=facts)
    parcel = Parcel("message", about, {"case": "", "verb": "end_password", "text": TOLD_AT_LINKING})
    send_out(entry, [parcel], at=at)


def _link(account: Account, provider: Provider, subject: str, *, by: Actor, at: datetime) -> None:
    FederatedIdentity.objects.create(provider=provider, subject=subject, account=account, linked_at=at)
    about, facts = f"party:{account.person_id}", {"provider": provider.value}
    record(f"account:{account.pk}", "link_identity", by=by, at=at, basis=BASIS, about=about, facts=facts)
