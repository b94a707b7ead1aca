"""People let an app in, and take it back (应用授权): agreed on our own page, a code once, a token for an hour."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import transaction

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.errors import Declined, NotFound, NotYours
from tongban.foundation.ledger.commands import record
from tongban.registers.parties.app_rules import BASIS, CODE_LASTS, LASTS, Asked, is_proof
from tongban.registers.parties.models import Account, ApiToken, AppAccess
from tongban.registers.parties.queries import accesses_of, app_asking
from tongban.registers.parties.tokens import new_token, token_hash

from .api_clients import issue_to_app, proven


class WrongGrant(Declined):
    """The code is not this app's, was used, is too old, or comes without its proof (授权码无效)."""

    code = "invalid_grant"
    status = 400
    sentence = "授权码不对、已经用过或者超过1分钟，请让本人重新登录。"


@transaction.atomic
def let_app_in(asked: Asked, *, by: Actor, at: datetime) -> str:
    """同意应用登录: the code that the app exchanges, told here once; `NotFound` for an app that is not registered.

    Only the person at a browser agrees, for themselves; what asks for too much never comes to here.
    """
    if Role.APPLICANT not in by.roles or by.is_staff or by.client or by.account_id is None:
        raise NotYours("只有本人登录以后才能同意应用使用自己的账号。")
    client = app_asking(asked, at=at)
    error = asked.error(client.scopes)
    if error:
        raise NotYours("这个应用要的范围没有登记，不能同意。", code=error)
    grant = new_token()
    made = AppAccess.objects.create(
        client=client,
        account_id=by.account_id,
        scopes=sorted(set(asked.scopes)),
        return_to=asked.return_to,
        challenge=asked.challenge,
        grant_hash=token_hash(grant),
        agreed_at=at,
        ends_at=at + LASTS,
    )
    _note(made, "let_app_in", by, at)
    return grant


def exchange_code(
    *, name: str, secret: str, grant: str, verifier: str, return_to: str, by: Actor, at: datetime
) -> tuple[str, ApiToken]:
    """换取本人的令牌 (RFC 6749 4.1.3): once. A code that comes a second time ends what its first brought (4.1.2)."""
    client = proven(name, secret)
    with transaction.atomic():
        rows = AppAccess.objects.select_for_update(of=("self",)).select_related("account", "client")
        found = rows.filter(client=client, grant_hash=token_hash(grant)).first()
        if found is not None and found.exchanged_at is None:
            return _exchanged(found, verifier, return_to, by=replace(by, client=client.name), at=at)
        if found is not None:
            _end(found, because="授权码被用了第二次", by=replace(by, client=client.name), at=at)
    raise WrongGrant()


def _exchanged(found: AppAccess, verifier: str, return_to: str, *, by: Actor, at: datetime) -> tuple[str, ApiToken]:
    is_late = at >= found.agreed_at + CODE_LASTS or found.ended_at is not None
    if is_late or return_to != found.return_to or not is_proof(verifier, found.challenge):
        raise WrongGrant()
    AppAccess.objects.filter(pk=found.pk).update(exchanged_at=at)
    return issue_to_app(found, by=by, at=at)


@transaction.atomic
def take_back_access(code: UUID, *, by: Actor, at: datetime) -> None:
    """收回应用授权: one's own; its token is dead within a second. Taken back twice it is the same."""
    found = accesses_of(by).filter(code=code).first()
    if found is None:
        raise NotFound("没有找到这次授权，或者它不是您的。")
    _end(found, because="", by=by, at=at)


def end_accesses(account: Account, *, by: Actor, at: datetime) -> None:
    """With a new password nobody stays in under the old one, no app either."""
    for each in AppAccess.objects.filter(account=account, ended_at__isnull=True, ends_at__gt=at):
        _end(each, because="改了密码", by=by, at=at)


def _end(found: AppAccess, *, because: str, by: Actor, at: datetime) -> None:
    if AppAccess.objects.filter(pk=found.pk, ended_at__isnull=True).update(ended_at=at):
        ApiToken.objects.filter(access=found, revoked_at__isnull=True).update(revoked_at=at)
        _note(found, "take_back_app", by, at, because)


def _note(access: AppAccess, verb: str, by: Actor, at: datetime, because: str = "") -> None:
    facts = {"access": access.pk, "client": access.client_id, "scopes": access.scopes, "because": because}
    record(f"account:{access.account_id}", verb, by=by, at=at, basis=BASIS, facts=facts)
