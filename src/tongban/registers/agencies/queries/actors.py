"""From a token to the one who acts: one statement each, for every request.

They are written in SQL, because the same query put together by the ORM each time costs ten times its execution.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from itertools import chain
from typing import Any, TypeVar

from django.db import connection, models

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.clock import local_day
from tongban.registers.parties import rules
from tongban.registers.parties.models import Account, ApiClient, ApiToken, Session
from tongban.registers.parties.tokens import token_hash

_POWERS = """
    (SELECT jsonb_agg(jsonb_build_object('verbs', d.powers, 'agency', d.agency_id, 'all', d.covers_all,
            'options', d.option_codes)) FROM agencies_delegation d
      WHERE d.{to} AND d.valid_from <= %(today)s AND (d.valid_to IS NULL OR d.valid_to >= %(today)s)
        AND (d.revoked_at IS NULL OR d.revoked_at > %(at)s)
        AND (d.deputy_of_id IS NULL OR EXISTS (SELECT FROM agencies_delegation c JOIN agencies_staff cs
            ON cs.id = c.staff_id WHERE c.id = d.deputy_of_id AND (NOT cs.is_active OR cs.on_leave_until >= %(today)s)
            AND c.valid_from <= %(today)s AND (c.valid_to IS NULL OR c.valid_to >= %(today)s)
            AND (c.revoked_at IS NULL OR c.revoked_at > %(at)s))))"""

_ACCOUNT = f"""
    a.login AS a_login, a.person_id AS a_person_id, a.is_staff AS a_is_staff,
    a.is_administrator AS a_is_administrator, a.is_active AS a_is_active, p.name AS person_name,
    st.id AS staff_id, st.name AS staff_name, st.agency_id, st.venue_id, st.post, st.roles,
    st.is_active AS staff_is_active, ag.short_name AS agency,
    {_POWERS.format(to="staff_id = st.id")} AS own_powers,
    {_POWERS.format(to="venue_id = st.venue_id")} AS counter_powers"""

_JOINS = """
    LEFT JOIN parties_account a ON a.id = {of}.account_id
    LEFT JOIN parties_party p ON p.id = a.person_id
    LEFT JOIN agencies_staff st ON st.account_id = a.id
    LEFT JOIN agencies_agency ag ON ag.id = st.agency_id"""

_BY_SESSION = f"""
SELECT s.id, s.account_id, s.acting_for_id, s.mandate_id, s.created_at, s.seen_at, s.expires_at, s.ended_at,
    s.is_restricted, s.is_elevated_at, s.device, host(s.ip) AS ip, {_ACCOUNT},
    EXISTS (SELECT FROM parties_mandate m
      WHERE m.id = s.mandate_id AND m.valid_from <= %(today)s AND m.valid_to >= %(today)s
        AND (m.revoked_at IS NULL OR m.revoked_at > %(at)s)) AS has_mandate,
    (SELECT m.data FROM parties_mandate m WHERE m.id = s.mandate_id) AS shown,
    EXISTS (SELECT FROM parties_membership b
      WHERE b.person_id = a.person_id AND b.enterprise_id = s.acting_for_id AND b.valid_from <= %(today)s
        AND (b.valid_to IS NULL OR b.valid_to >= %(today)s)) AS has_membership
FROM parties_session s {_JOINS.format(of="s")}
WHERE s.token_hash = %(hash)s AND s.ended_at IS NULL AND s.expires_at > %(at)s
"""  # noqa: S608 - put together from the constants above

_BY_TOKEN = f"""
SELECT t.id, t.client_id, t.account_id, t.scopes, t.created_at, t.expires_at, t.revoked_at,
    c.name AS c_name, c.agency_key AS c_agency_key, c.is_active AS c_is_active, c.is_partner AS c_is_partner,
    c.per_minute AS c_per_minute, c.option_codes AS c_option_codes, c.title AS c_title,
    (SELECT id FROM agencies_agency WHERE key = c.agency_key) AS client_agency_id, {_ACCOUNT}
FROM parties_apitoken t JOIN parties_apiclient c ON c.id = t.client_id {_JOINS.format(of="t")}
WHERE t.token_hash = %(hash)s AND t.revoked_at IS NULL AND t.expires_at > %(at)s
    AND (c.agreed_until IS NULL OR c.agreed_until >= %(today)s)
"""  # noqa: S608 - put together from the constants above

_OF_SESSION = [
    *("id", "account_id", "acting_for_id", "mandate_id", "created_at", "seen_at", "expires_at", "ended_at"),
    *("is_restricted", "is_elevated_at", "device", "ip"),
]
_OF_TOKEN = ["id", "client_id", "account_id", "scopes", "created_at", "expires_at", "revoked_at"]
_OF_ACCOUNT = ["login", "person_id", "is_staff", "is_administrator", "is_active"]
_OF_CLIENT = ["name", "agency_key", "is_active", "is_partner", "title", "per_minute", "option_codes"]
_JSON = ("roles", "scopes", "c_option_codes", "own_powers", "counter_powers", "shown")

Row = Mapping[str, Any]
Kept = TypeVar("Kept", bound=models.Model)


def actor_for_session(token: str, at: datetime) -> tuple[Actor, Session] | None:
    """Who is signed in with this token (one query); None if nobody is: unknown, ended, too old, idle, or disabled.

    A restricted session (登录后必办事项未办) has no roles. An expired mandate or standing falls back to oneself.
    """
    row = _only_row(_BY_SESSION, token, at)
    if row is None or not row["a_is_active"]:
        return None
    limits = rules.session_limits(is_staff=row["a_is_staff"], is_administrator=row["a_is_administrator"])
    if at - row["seen_at"] >= limits.idle:
        return None
    actor = _actor(row, is_restricted=row["is_restricted"])
    if actor is None:
        return None
    session = _made(Session, _OF_SESSION, row)
    session.account = _account(row)
    return _acting_for(actor, row), session


def actor_for_token(token: str, at: datetime) -> tuple[Actor, ApiToken] | None:
    """Who calls with this bearer token (one query): a system, or a system acting as one account; None if it is void."""
    row = _only_row(_BY_TOKEN, token, at)
    if row is None or not row["c_is_active"]:
        return None
    found = _made(ApiToken, _OF_TOKEN, row)
    found.client = _made(ApiClient, ["id", *_OF_CLIENT], _part(row, "c_", _OF_CLIENT, row["client_id"]))
    if row["account_id"] is None:
        return _client_actor(row), found
    found.account = _account(row)
    actor = _actor(row, is_restricted=False) if row["a_is_active"] else None
    return None if actor is None else (replace(actor, client=row["c_name"], channel="api"), found)


def _actor(row: Row, *, is_restricted: bool) -> Actor | None:
    """The actor of an account; None for a staff member who is no longer in post."""
    if row["staff_id"] is not None:
        return _staff_actor(row, is_restricted=is_restricted) if row["staff_is_active"] else None
    assert row["a_person_id"] is not None, "an account is of a staff member or of a person"
    return Actor(
        name=row["person_name"],
        roles=frozenset({Role.APPLICANT}),
        account_id=row["account_id"],
        party_id=row["a_person_id"],
        acting_for=row["a_person_id"],
    )


def _staff_actor(row: Row, *, is_restricted: bool) -> Actor:
    roles = frozenset() if is_restricted else frozenset(Role(each) for each in row["roles"])
    granted = [] if is_restricted else list(row["own_powers"] or ())
    if Role.COUNTER in roles:
        granted += row["counter_powers"] or ()
    return Actor(
        name=row["staff_name"],
        roles=roles,
        account_id=row["account_id"],
        staff_id=row["staff_id"],
        agency_id=row["agency_id"],
        agency=row["agency"],
        venue_id=row["venue_id"],
        post=row["post"],
        powers=frozenset(chain.from_iterable(_powers(each) for each in granted)),
    )


def _powers(delegation: Mapping[str, Any]) -> Iterator[str]:
    """The verbs of a delegation, each with what it reaches: the whole agency, or the named options."""
    scopes = [f"agency:{delegation['agency']}"] if delegation["all"] else []
    scopes += [f"option:{code}" for code in delegation["options"]]
    return (f"{verb}@{scope}" for verb in delegation["verbs"] for scope in scopes)


def _acting_for(actor: Actor, row: Row) -> Actor:
    """For whom: a mandate or a standing that has lapsed since leaves the person acting for themselves."""
    if row["has_mandate"]:
        shown = None if row["shown"] is None else frozenset(row["shown"])
        return replace(actor, acting_for=row["acting_for_id"], mandate_id=row["mandate_id"], shown=shown)
    if row["mandate_id"] is None and row["has_membership"]:
        return replace(actor, acting_for=row["acting_for_id"])
    return actor


def _client_actor(row: Row) -> Actor:
    """A system by itself: it may submit for those who come to it, and sees what it submitted."""
    return Actor(
        name=row["c_name"],
        roles=frozenset({Role.APPLICANT}),
        agency_id=row["client_agency_id"],
        client=row["c_name"],
        channel="api",
    )


def _only_row(statement: str, token: str, at: datetime) -> dict[str, Any] | None:
    with connection.cursor() as cursor:
        cursor.execute(statement, {"hash": token_hash(token), "at": at, "today": local_day(at)})
        values = cursor.fetchone()
        names = [column.name for column in cursor.description]
    if values is None:
        return None
    row = dict(zip(names, values, strict=True))
    # Django hands out jsonb as text, for its own fields to read.
    return row | {name: json.loads(row[name]) for name in _JSON if row.get(name)}


def _account(row: Row) -> Account:
    return _made(Account, ["id", *_OF_ACCOUNT], _part(row, "a_", _OF_ACCOUNT, row["account_id"]))


def _part(row: Row, prefix: str, names: list[str], pk: int) -> Row:
    return {"id": pk, **{name: row[prefix + name] for name in names}}


def _made(model: type[Kept], names: list[str], row: Row) -> Kept:
    """The model of a row that was read; columns that were not read are fetched when somebody asks."""
    return model.from_db(connection.alias, names, [row[name] for name in names])
