"""Systems that call the open API (接口调用方): registered, given a secret once, then short-lived tokens."""

import hmac
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.core.validators import validate_slug
from django.db import transaction

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import Declined, Fault, Invalid, NotNow, NotYours
from tongban.foundation.ledger.commands import record
from tongban.registers.parties.models import Account, ApiClient, ApiToken, AppAccess
from tongban.registers.parties.tokens import new_token, token_hash

TOKEN_LASTS = timedelta(days=30)
EXCHANGED_LASTS = timedelta(hours=1)
LONGEST_NAME = 60


class WrongClient(Declined):
    """Client or secret is wrong (调用方验证失败)."""

    code = "invalid_client"
    status = 401
    sentence = "调用方名称或密钥不对。"


@transaction.atomic
def register_client(
    *, name: str, scopes: Sequence[str], agency_key: str = "", by: Actor, at: datetime
) -> tuple[ApiClient, str]:
    """Enter a system (登记调用方); the secret is in the answer and nowhere else."""
    administrators_only(by)
    faults = name_faults(name)
    if not scopes:
        faults.append(Fault("/scopes", "required", "至少写明一个可用范围。"))
    if ApiClient.objects.filter(name=name).exists():
        faults.append(Fault("/name", "taken", "已有同名的调用方。"))
    if faults:
        raise Invalid(faults=faults)
    secret = new_token()
    client = ApiClient.objects.create(
        name=name, agency_key=agency_key, secret_hash=token_hash(secret), scopes=sorted(set(scopes)), created_at=at
    )
    record(f"client:{client.pk}", "register_client", by=by, at=at, facts={"name": name, "scopes": client.scopes})
    return client, secret


@transaction.atomic
def widen_client(client: ApiClient, *, scopes: Sequence[str], by: Actor, at: datetime) -> ApiClient:
    """Let a system do more (增加可用范围); what it may do already stays."""
    administrators_only(by)
    wider = sorted(set(client.scopes) | set(scopes))
    if wider != client.scopes:
        if client.is_partner:
            raise NotNow("第三方平台的范围写在合作约定里，请在后台改约定。")
        ApiClient.objects.filter(pk=client.pk).update(scopes=wider)
        client.scopes = wider
        record(f"client:{client.pk}", "widen_client", by=by, at=at, facts={"name": client.name, "scopes": wider})
    return client


@transaction.atomic
def issue_token(
    client: ApiClient,
    *,
    scopes: Sequence[str],
    account: Account | None = None,
    lasts: timedelta = TOKEN_LASTS,
    by: Actor,
    at: datetime,
) -> tuple[str, ApiToken]:
    """Issue a bearer token (签发访问令牌), shown once; with `account` it acts as that person or staff member.

    `Invalid` for a scope that the client does not have.
    """
    administrators_only(by)
    return _issue(client, scopes=scopes, account=account, lasts=lasts, by=by, at=at)


@transaction.atomic
def exchange_secret(
    *, name: str, secret: str, scopes: Sequence[str] = (), by: Actor, at: datetime
) -> tuple[str, ApiToken]:
    """OAuth 2.0 client credentials (RFC 6749 4.4): a secret for a token of one hour; no scopes named means all."""
    client = proven(name, secret)
    wanted = scopes or client.scopes
    return _issue(client, scopes=wanted, lasts=EXCHANGED_LASTS, by=replace(by, client=client.name), at=at)


def proven(name: str, secret: str) -> ApiClient:
    """The system that has this secret; `WrongClient` for every other answer."""
    client = None if name_faults(name) else ApiClient.objects.filter(name=name, is_active=True).first()
    expected = bytes(client.secret_hash) if client is not None else bytes(32)
    if not hmac.compare_digest(token_hash(secret), expected) or client is None:
        raise WrongClient()
    return client


def issue_to_app(access: AppAccess, *, by: Actor, at: datetime) -> tuple[str, ApiToken]:
    """The one token of what a person agreed to: their account, these scopes, to the end of their agreement."""
    return _issue(
        access.client, scopes=access.scopes, account=access.account, access=access, lasts=access.ends_at - at,
        by=by, at=at,
    )  # fmt: skip


@transaction.atomic
def revoke_token(token: ApiToken, *, by: Actor, at: datetime) -> None:
    """Take a token back at once (收回访问令牌)."""
    administrators_only(by)
    if ApiToken.objects.filter(pk=token.pk, revoked_at__isnull=True).update(revoked_at=at):
        record(f"client:{token.client_id}", "revoke_token", by=by, at=at, facts={"token": token.pk})


@transaction.atomic
def disable_client(client: ApiClient, *, because: str = "", by: Actor, at: datetime) -> None:
    """The system may not call any more (停用调用方), with none of its tokens; security administrators may, too."""
    if Role.SECURITY_ADMIN not in by.roles:
        administrators_only(by)
    if ApiClient.objects.filter(pk=client.pk, is_active=True).update(is_active=False, stopped_because=because):
        ended = take_back_tokens(client, at=at)
        record(f"client:{client.pk}", "disable_client", by=by, at=at, facts={"because": because, "tokens": ended})


def take_back_tokens(client: ApiClient, *, at: datetime) -> int:
    """End every token of a system that is in force; gives how many."""
    return ApiToken.objects.filter(client=client, revoked_at__isnull=True, expires_at__gt=at).update(revoked_at=at)


def _issue(
    client: ApiClient,
    *,
    scopes: Sequence[str],
    account: Account | None = None,
    access: AppAccess | None = None,
    lasts: timedelta,
    by: Actor,
    at: datetime,
) -> tuple[str, ApiToken]:
    if not client.is_active or (account is not None and not account.is_active):
        raise NotNow("调用方或账号已停用，不能签发令牌。")
    if client.is_partner:
        _refuse_beyond_agreement(client, account if access is None else None, on=local_day(at))
    unknown = sorted(set(scopes) - set(client.scopes))
    if unknown or not scopes:
        message = f"调用方没有这些范围：{'、'.join(unknown)}。" if unknown else "请写明范围。"
        raise Invalid(faults=[Fault("/scopes", "invalid_scope", message)])
    token = new_token()
    row = ApiToken.objects.create(
        token_hash=token_hash(token),
        client=client,
        account=account,
        access=access,
        scopes=sorted(set(scopes)),
        created_at=at,
        expires_at=at + lasts,
    )
    facts = {"token": row.pk, "scopes": row.scopes, "account": account.pk if account else 0}
    record(f"client:{client.pk}", "issue_token", by=by, at=at, facts=facts)
    return token, row


def _refuse_beyond_agreement(client: ApiClient, account: Account | None, *, on: date) -> None:
    if account is not None:
        raise NotYours("第三方平台只以自己的名义调用；本人在授权页面上同意的，才可以替本人办。")
    if client.agreed_until is not None and client.agreed_until < on:
        raise NotNow("合作协议已经到期，不能签发令牌。请先续签。")


def administrators_only(by: Actor) -> None:
    if not by.roles & {Role.SYSTEM_ADMIN, Role.SYSTEM}:
        raise NotYours("接口调用方由系统管理员登记和管理。")


def name_faults(name: str) -> list[Fault]:
    if len(name) > LONGEST_NAME:
        return [Fault("/name", "too_long", f"名称不超过{LONGEST_NAME}个字符。")]
    try:
        validate_slug(name)
    except ValidationError:
        return [Fault("/name", "format", "名称只用英文字母、数字、连字符和下划线。")]
    return []
