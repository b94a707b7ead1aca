"""Who takes part (测速的人): staff of the cast, a system with its token, and clerks' sessions at a browser."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from tongban.foundation.kernel.actors import SYSTEM, Actor
from tongban.registers.agencies.queries import actor_for_token
from tongban.registers.parties.commands import issue_token, register_client
from tongban.registers.parties.models import Account, Session
from tongban.registers.parties.tokens import new_token, token_hash

CLIENT = "bench"
SCOPES = ("items:read", "cases:submit", "cases:read", "cases:act", "codes:scan")
LOGINS = {
    "counter": "wangfang",
    "examiner": "yumingzhe",
    "reviewer": "tianhaitao",
    "decider": "tanguiying",
    "issuer": "liuyang",
}
DESKS = ("wangfang", "limin", "liuyang", "hexiaodong", "zhengyawen")  # all of them see the city's cases
LASTS = timedelta(hours=8)


@dataclass(frozen=True, slots=True)
class People:
    """The tokens that requests carry, and the actors that commands are given."""

    system_token: str
    clerk_token: str
    clerk_cookies: list[str]
    system: Actor
    staff: dict[str, Actor]


def introduce(at: datetime) -> People:
    """Register the system, and let everybody in."""
    client, _ = register_client(name=CLIENT, scopes=SCOPES, by=SYSTEM, at=at)
    system_token, _ = issue_token(client, scopes=SCOPES, by=SYSTEM, at=at)
    accounts = {post: Account.objects.get(login=login) for post, login in LOGINS.items()}
    tokens = {
        post: issue_token(client, scopes=SCOPES, account=account, by=SYSTEM, at=at)[0]
        for post, account in accounts.items()
    }
    return People(
        system_token=system_token,
        clerk_token=tokens["counter"],
        clerk_cookies=[signed_in(login, at) for login in DESKS],
        system=_actor(system_token, at),
        staff={post: replace(_actor(token, at), client="", channel="window") for post, token in tokens.items()},
    )


def signed_in(login: str, at: datetime) -> str:
    """The token of a session of this person, as their browser would carry it."""
    token, account = new_token(), Account.objects.get(login=login)
    Session.objects.create(
        token_hash=token_hash(token), account=account, created_at=at, seen_at=at, expires_at=at + LASTS
    )
    return token


def _actor(token: str, at: datetime) -> Actor:
    found = actor_for_token(token, at)
    assert found is not None, "the token was just issued"
    return found[0]
