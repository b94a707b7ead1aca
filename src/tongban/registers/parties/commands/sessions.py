"""Signing in and out (登录、退出): one answer for every wrong login, new tokens, limits by kind of account."""

import secrets
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction
from django.db.models import F

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.errors import Declined, Invalid, NotNow, NotYours
from tongban.foundation.ledger.commands import record
from tongban.registers.parties import attempts, passwords, rules
from tongban.registers.parties.models import Account, LoginAttempt, Party, Session
from tongban.registers.parties.queries import accounts_with_login, capacities, open_sessions
from tongban.registers.parties.rules import Duty
from tongban.registers.parties.tokens import new_token, token_hash

from .app_access import end_accesses
from .second_factor import use_code

# A hash of nothing anybody knows: an unknown login costs the same time as a known one.
_UNKNOWN = passwords.hashed(secrets.token_urlsafe(24))
DEVICE_LENGTH = 200


class WrongLogin(Declined):
    """Login, password or code is wrong; which of them, nobody is told (登录失败)."""

    code = "wrong_login"
    status = 401
    sentence = "登录名、密码或动态口令不对，请核对后再试。"


class CodeNeeded(Declined):
    """The password was right; the one-time code is still to be typed (需要动态口令)."""

    code = "code_needed"
    status = 401
    sentence = "请再输入手机上的6位动态口令。"


class NotSignedIn(Declined):
    """The session has ended (登录已失效)."""

    code = "not_signed_in"
    status = 401
    sentence = "登录已失效，请重新登录。您填写的草稿已经保存。"


@dataclass(frozen=True, slots=True)
class Opened:
    """A session just opened: the token is shown here once; `duties` are what has to be done before anything else."""

    token: str
    session: Session
    account: Account
    duties: frozenset[Duty]


def open_session(
    *,
    login: str,
    password: str,
    code: str = "",
    ip: str | None = None,
    device: str = "",
    is_demo: bool = False,
    by: Actor,
    at: datetime,
) -> Opened:
    """Sign in (登录). Staff keep one session: a new one ends the others.

    `WrongLogin`, `CodeNeeded`, `TooMany`. Not to be called inside a transaction: a failed try stays on record.
    """
    attempt = attempts.begin(login.strip(), ip=ip, at=at)
    account = accounts_with_login(login).first()
    is_right = passwords.matches(password[: passwords.LONGEST], account.password if account else _UNKNOWN)
    if account is None or not is_right or not account.is_active:
        raise _failed(attempt, account)
    if account.totp_confirmed_at is not None:
        if not code.strip():
            attempts.leave_undecided(attempt)
            raise CodeNeeded()
        if not use_code(account, code, at=at):
            raise _failed(attempt, account)
    return _open(account, attempt, ip=ip, device=device, is_demo=is_demo, by=by, at=at)


@transaction.atomic
def _open(
    account: Account,
    attempt: LoginAttempt,
    *,
    ip: str | None,
    device: str,
    is_demo: bool,
    by: Actor,
    at: datetime,
) -> Opened:
    attempts.succeed(attempt)
    Account.objects.filter(pk=account.pk).update(failed_attempts=0, locked_until=None)
    return let_in(account, ip=ip, device=device, is_demo=is_demo, by=by, at=at)


def _failed(attempt: LoginAttempt, account: Account | None) -> WrongLogin:
    """The one answer. An unknown login has one row written too, so that it takes as long as a known one."""
    if account is not None:
        Account.objects.filter(pk=account.pk).update(failed_attempts=F("failed_attempts") + 1)
    else:
        LoginAttempt.objects.filter(pk=attempt.pk).update(outcome=LoginAttempt.Outcome.FAILED)
    return WrongLogin()


@transaction.atomic
def let_in(
    account: Account, *, ip: str | None, device: str, is_demo: bool = False, provider: str = "", by: Actor, at: datetime
) -> Opened:
    """A session for whoever has proved who they are: here by password, or to `provider` by its own means."""
    owed = rules.duties(
        is_staff=account.is_staff,
        has_totp=account.totp_confirmed_at is not None,
        password_changed_at=account.password_changed_at,
        is_demo=is_demo,
        at=at,
    )
    limits = rules.session_limits(is_staff=account.is_staff, is_administrator=account.is_administrator)
    themselves = replace(by, account_id=account.pk)
    if account.is_staff:
        end_all_sessions(account, by=themselves, at=at)
    token = new_token()
    session = Session.objects.create(
        token_hash=token_hash(token),
        account=account,
        acting_for_id=account.person_id,
        created_at=at,
        seen_at=at,
        expires_at=at + limits.absolute,
        is_restricted=bool(owed),
        is_elevated_at=at if account.totp_confirmed_at is not None else None,
        device="".join(filter(str.isprintable, device))[:DEVICE_LENGTH],
        ip=ip,
    )
    facts = {"session": session.pk, "ip": ip or ""} | ({"provider": provider} if provider else {})
    record(f"account:{account.pk}", "sign_in", by=themselves, at=at, facts=facts)
    return Opened(token, session, account, owed)


def touch_session(session: Session, *, at: datetime) -> None:
    """The session is in use (最近活动); written at most once a minute, so that reading pages stays reading."""
    if at - session.seen_at >= rules.SEEN_EVERY:
        Session.objects.filter(pk=session.pk, seen_at__lt=at).update(seen_at=at)
        session.seen_at = at


@transaction.atomic
def close_session(session: Session, *, by: Actor, at: datetime) -> None:
    """Sign out (退出登录). Closing a closed session changes nothing."""
    if Session.objects.filter(pk=session.pk, ended_at__isnull=True).update(ended_at=at):
        session.ended_at = at
        record(f"account:{session.account_id}", "sign_out", by=by, at=at, facts={"session": session.pk})


@transaction.atomic
def end_all_sessions(account: Account, *, by: Actor, at: datetime, except_for: Session | None = None) -> int:
    """End every open session of an account (全部下线), and say how many; also when rights or password change."""
    rows = open_sessions(account, at=at)
    if except_for is not None:
        rows = rows.exclude(pk=except_for.pk)
    ended = rows.order_by().update(ended_at=at)
    if ended:
        record(f"account:{account.pk}", "end_sessions", by=by, at=at, facts={"ended": ended})
    return ended


@transaction.atomic
def switch_acting_for(
    session: Session, *, party: Party, mandate: int | None = None, by: Actor, at: datetime
) -> Session:
    """Act for oneself, for an enterprise, or for a principal under a mandate (切换办事身份); `NotYours` otherwise.

    Who holds several mandates of one principal, each for its own matters, names one of them.
    """
    person = session.account.person
    if person is None or by.account_id != session.account_id:
        raise NotYours("工作人员账号不能代他人申请。请用个人账号办理自己的事。")
    held = [each for each in capacities(person, at=at) if each.party.pk == party.pk]
    found = next((each for each in held if mandate is None or (each.mandate and each.mandate.pk == mandate)), None)
    if found is None:
        raise NotYours("您现在不能代表这一方办事：没有有效的授权或者委托。")
    session.acting_for = found.party
    session.mandate = found.mandate
    Session.objects.filter(pk=session.pk).update(acting_for=found.party, mandate=found.mandate)
    about = f"party:{found.party.pk}"
    facts = {"mandate": found.mandate.pk if found.mandate else 0}
    record(f"account:{session.account_id}", "act_for", by=by, at=at, about=about, facts=facts)
    return session


def elevate_session(
    session: Session, *, password: str = "", code: str = "", ip: str | None = None, by: Actor, at: datetime
) -> Session:
    """Prove again that it is you, before something grave (再次验证): by one-time code if enrolled, else password."""
    account = session.account
    if by.account_id != account.pk:
        raise NotYours()
    attempt = attempts.begin(account.login, ip=ip, at=at)
    if account.totp_confirmed_at is not None:
        is_right = use_code(account, code, at=at)
    else:
        is_right = passwords.matches(password, account.password)
    if not is_right:
        raise _failed(attempt, account)
    attempts.succeed(attempt)
    Session.objects.filter(pk=session.pk).update(is_elevated_at=at)
    session.is_elevated_at = at
    return session


def change_password(
    account: Account,
    *,
    old: str,
    new: str,
    ip: str | None = None,
    personal: tuple[str, ...] = (),
    by: Actor,
    at: datetime,
) -> Account:
    """Change one's own password (修改密码); every session ends, and one signs in again with the new one.

    `WrongLogin` if the old one is wrong, `Invalid` with every defect of the new one.
    """
    if by.account_id != account.pk:
        raise NotYours("只能修改自己的密码。")
    if not passwords.is_usable(account.password):
        raise NotNow("您用省统一身份认证登录，在这里没有密码。要改密码，请到省统一身份认证平台改。")
    attempt = attempts.begin(account.login, ip=ip, at=at)
    if not passwords.matches(old, account.password):
        raise _failed(attempt, account)
    attempts.succeed(attempt)
    policy = passwords.policy_for(is_staff=account.is_staff)
    faults = passwords.faults(new, policy, personal=(account.login, *personal))
    faults += passwords.reuse_faults(new, [account.password, *account.former_passwords], policy)
    if faults:
        raise Invalid(faults=faults)
    return _set_password(account, new, by=by, at=at)


@transaction.atomic
def _set_password(account: Account, new: str, *, by: Actor, at: datetime) -> Account:
    account.former_passwords = [account.password, *account.former_passwords][: rules.FORMER_PASSWORDS]
    account.password = passwords.hashed(new)
    account.password_changed_at = at
    account.save(update_fields=["former_passwords", "password", "password_changed_at"])
    record(f"account:{account.pk}", "change_password", by=by, at=at)
    end_all_sessions(account, by=by, at=at)
    end_accesses(account, by=by, at=at)
    return account
