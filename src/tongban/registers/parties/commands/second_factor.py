"""The second factor (动态口令): enrolled, confirmed by a first code, used once per code."""

from datetime import datetime

from django.db import transaction

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.errors import Fault, Invalid, NotNow, NotYours
from tongban.foundation.kernel.vault import vault
from tongban.foundation.ledger.commands import record
from tongban.registers.parties import sealed, totp
from tongban.registers.parties.models import Account, Session


@transaction.atomic
def enrol_totp(account: Account, *, by: Actor, at: datetime) -> str:
    """Begin to use an authenticator (设置动态口令): the `otpauth` address for the QR, shown once.

    `NotNow` when one is already in use: losing it is a matter for the security administrator.
    """
    if by.account_id != account.pk:
        raise NotYours("只能设置自己的动态口令。")
    if account.totp_confirmed_at is not None:
        raise NotNow("动态口令已经启用。更换手机的，请联系安全管理员重置。")
    secret = totp.new_secret()
    account.totp_secret_sealed = sealed.seal(secret, sealed.TOTP, sealed.totp_owner(account))
    account.save(update_fields=["totp_secret_sealed"])
    record(f"account:{account.pk}", "enrol_totp", by=by, at=at)
    return totp.uri(secret, account.login)


@transaction.atomic
def confirm_totp(account: Account, *, code: str, by: Actor, at: datetime) -> Account:
    """The first right code puts the authenticator in use (启用动态口令); all sessions end, the next one asks for it."""
    if by.account_id != account.pk:
        raise NotYours("只能设置自己的动态口令。")
    if account.totp_secret_sealed is None or account.totp_confirmed_at is not None:
        raise NotNow("请先扫描二维码设置动态口令。")
    if not use_code(account, code, at=at):
        raise Invalid(faults=[Fault("/code", "wrong_code", "口令不对，请输入手机上现在显示的6位数字。")])
    account.totp_confirmed_at = at
    account.save(update_fields=["totp_confirmed_at"])
    Session.objects.filter(account=account, ended_at__isnull=True).update(ended_at=at)
    record(f"account:{account.pk}", "confirm_totp", by=by, at=at)
    return account


@transaction.atomic
def reset_totp(account: Account, *, by: Actor, at: datetime) -> Account:
    """The device is lost (重置动态口令): the security administrator takes it out of use, and all sessions end."""
    if not by.roles & {Role.SECURITY_ADMIN, Role.SYSTEM} or by.account_id == account.pk:
        raise NotYours("动态口令由安全管理员重置，不能自己重置。")
    account.totp_secret_sealed = None
    account.totp_confirmed_at = None
    account.save(update_fields=["totp_secret_sealed", "totp_confirmed_at"])
    Session.objects.filter(account=account, ended_at__isnull=True).update(ended_at=at)
    record(f"account:{account.pk}", "reset_totp", by=by, at=at)
    return account


def use_code(account: Account, code: str, *, at: datetime) -> bool:
    """Whether the code is right now, and spend it: the same code, or an older one, is never right again."""
    if account.totp_secret_sealed is None:
        return False
    secret = vault().open(account.totp_secret_sealed, purpose=sealed.TOTP, owner=sealed.totp_owner(account))
    step = totp.matching_step(secret, code, after=account.last_totp_step, at=at)
    if step is None:
        return False
    # Of two requests with the same code at once, the database lets one through.
    spent = Account.objects.filter(pk=account.pk, last_totp_step__lt=step).update(last_totp_step=step)
    if spent:
        account.last_totp_step = step
    return bool(spent)
