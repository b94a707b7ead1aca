"""Third-party platforms as a channel (第三方平台渠道): on an agreement, within its terms, and stopped at once."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import Fault, Invalid, NotNow
from tongban.foundation.ledger.commands import record
from tongban.registers.parties.models import ApiClient
from tongban.registers.parties.terms import BASIS, LONGEST_REASON, CallOutcome, Terms
from tongban.registers.parties.tokens import new_token, token_hash

from .api_clients import administrators_only, disable_client, name_faults, take_back_tokens

_COUNT = """
INSERT INTO parties_apicalls (client_id, "on", operation, outcome, number)
SELECT counted.* FROM unnest(%s::bigint[], %s::date[], %s::text[], %s::text[], %s::bigint[])
    AS counted(client, "on", operation, outcome, number)
WHERE EXISTS (SELECT FROM parties_apiclient WHERE parties_apiclient.id = counted.client)
ON CONFLICT (client_id, "on", operation, outcome) DO UPDATE SET number = parties_apicalls.number + excluded.number
"""
CallKey = tuple[int, str, CallOutcome]


@transaction.atomic
def register_partner(name: str, *, terms: Terms, by: Actor, at: datetime) -> ApiClient:
    """登记第三方平台: with its terms; its secret is made by `renew_secret`, and told there once."""
    administrators_only(by)
    faults = name_faults(name) + terms.faults(on=local_day(at))
    if not faults and ApiClient.objects.filter(name=name).exists():
        faults = [Fault("/name", "taken", "已有同名的调用方。")]
    if faults:
        raise Invalid(faults=faults)
    columns = _columns(terms)
    nobody_knows = token_hash(new_token())
    client = ApiClient.objects.create(name=name, is_partner=True, secret_hash=nobody_knows, created_at=at, **columns)
    _note(client, "register_partner", by, at, {"name": name, **_facts(columns)})
    return client


@transaction.atomic
def change_terms(client: ApiClient, *, terms: Terms, by: Actor, at: datetime) -> ApiClient:
    """改约定: every token ends, so that none lives on with what is no longer agreed; its secret stays."""
    administrators_only(by)
    _partners_only(client)
    if faults := terms.faults(on=local_day(at)):
        raise Invalid(faults=faults)
    columns = _columns(terms)
    ApiClient.objects.filter(pk=client.pk).update(**columns)
    ended = take_back_tokens(client, at=at)
    _note(client, "change_terms", by, at, {**_facts(columns), "tokens": ended})
    return ApiClient.objects.get(pk=client.pk)


@transaction.atomic
def renew_secret(client: ApiClient, *, by: Actor, at: datetime) -> str:
    """换密钥: the secret before it and every token end; the new one is in the answer and nowhere else."""
    administrators_only(by)
    _partners_only(client)
    if not client.is_active:
        raise NotNow("这个平台已经停用。请先恢复使用，再生成密钥。")
    secret = new_token()
    ApiClient.objects.filter(pk=client.pk).update(secret_hash=token_hash(secret))
    _note(client, "renew_secret", by, at, {"tokens": take_back_tokens(client, at=at)})
    return secret


@transaction.atomic
def stop_partner(client: ApiClient, *, because: str, by: Actor, at: datetime) -> None:
    """一键停用: from this moment no token of it is in force; every process knows within a second."""
    _partners_only(client)
    disable_client(client, because=_reason(because), by=by, at=at)


@transaction.atomic
def restart_partner(client: ApiClient, *, because: str, by: Actor, at: datetime) -> None:
    """恢复使用: it calls again only with a new secret (`renew_secret`), the one before may be in wrong hands."""
    administrators_only(by)
    _partners_only(client)
    words, nobody_knows = _reason(because), token_hash(new_token())
    if ApiClient.objects.filter(pk=client.pk, is_active=False).update(
        is_active=True, stopped_because="", secret_hash=nobody_knows
    ):
        _note(client, "restart_partner", by, at, {"because": words})


def note_calls(counts: Mapping[CallKey, int], *, on: date) -> None:
    """记调用次数: add what a process counted to the day (one statement)."""
    rows = sorted(
        (client, on, operation[:60], ended.value, number) for (client, operation, ended), number in counts.items()
    )
    if rows:
        with connection.cursor() as cursor:
            cursor.execute(_COUNT, [list(each) for each in zip(*rows, strict=True)])


def _columns(terms: Terms) -> dict[str, Any]:
    lists = ("scopes", "option_codes", "redirect_uris", "origins")
    return {**asdict(terms), **{name: sorted(set(getattr(terms, name))) for name in lists}}


def _facts(columns: Mapping[str, Any]) -> dict[str, Any]:
    return {**columns, "agreed_until": str(columns["agreed_until"])}


def _note(client: ApiClient, verb: str, by: Actor, at: datetime, facts: Mapping[str, Any]) -> None:
    record(f"client:{client.pk}", verb, by=by, at=at, basis=BASIS, facts=facts)


def _reason(said: str) -> str:
    words = said.strip()
    if not words or len(words) > LONGEST_REASON:
        raise Invalid(faults=[Fault("/because", "required", f"请写明原因，不超过{LONGEST_REASON}个字。")])
    return words


def _partners_only(client: ApiClient) -> None:
    if not client.is_partner:
        raise NotNow("这是部门自己的系统，不是第三方平台。")
