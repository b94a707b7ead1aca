"""Callers of the open API: tokens of the cast and of systems, and a client that speaks JSON."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import clear_url_caches

from tongban.foundation.kernel.actors import SYSTEM
from tongban.foundation.kernel.clock import now
from tongban.handling.cases.queries import visible
from tongban.registers.documents.holders import HOLDERS
from tongban.registers.parties.commands import issue_token, register_client
from tongban.registers.parties.models import Account, ApiClient
from tongban.registers.parties.scopes import Scope
from tongban.web.openapi import callers, limits

ALL = [each.value for each in Scope]


@pytest.fixture(autouse=True)
def only_our_routes(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The addresses of this package alone, plain static files, and fresh counters."""
    settings.ROOT_URLCONF = "tongban.web.openapi.urls"
    clear_url_caches()
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.MIDDLEWARE = [each for each in settings.MIDDLEWARE if "whitenoise" not in each]
    monkeypatch.setitem(HOLDERS, "case", visible.may_see)
    limits.COUNTERS.clear()
    callers.forget()


@pytest.fixture
def token(db: None) -> Callable[..., str]:
    """A bearer token: `token()` of a system, `token("wangfang")` of a system that acts as her."""
    return make_token


def make_token(login: str = "", *, client: str = "provincial-platform", scopes: list[str] | None = None) -> str:
    at = now()
    row = ApiClient.objects.filter(name=client).first()
    if row is None:
        row, _ = register_client(name=client, scopes=ALL, by=SYSTEM, at=at)
    account = Account.objects.get(login=login) if login else None
    wanted = ALL if scopes is None else scopes
    return issue_token(row, scopes=wanted, account=account, lasts=timedelta(hours=1), by=SYSTEM, at=at)[0]


class Api:
    """One caller of the API."""

    def __init__(self, bearer: str = "") -> None:
        self.client = Client()
        self.headers = {"Authorization": f"Bearer {bearer}"} if bearer else {}

    def get(self, path: str, **asked: Any) -> Any:
        return self.client.get(f"/api/v1{path}", asked, headers=self.headers)

    def post(self, path: str, plain: Any = None, **headers: str) -> Any:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.client.post(
            f"/api/v1{path}",
            json.dumps(plain) if plain is not None else "",
            content_type="application/json",
            headers=self.headers | named,
        )

    def act(self, number: str, verb: str, **sent: Any) -> Any:
        return self.post(f"/cases/{number}/actions/{verb}", sent)


@pytest.fixture
def api(token: Callable[..., str]) -> Callable[..., Api]:
    """`api()` a system, `api("zhaomin")` a system acting as her, `api(None)` anybody."""

    def caller(login: str | None = "", **words: Any) -> Api:
        return Api() if login is None else Api(token(login, **words))

    return caller
