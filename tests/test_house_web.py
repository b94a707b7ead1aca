"""House rules of the web: every route says for whom it is, and reading writes nothing."""

import importlib
import sys
from types import ModuleType

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

from tests.source import ROOT
from tongban.foundation.kernel.actors import SYSTEM
from tongban.foundation.ledger.commands import record_read
from tongban.registers.parties.models import Account
from tongban.running.routes import TABLE, routes, table

from conftest import MONDAY  # isort: skip


def test_every_route_says_for_whom_it_is():
    assert [f"{each.path} ({each.name})" for each in routes() if not each.audience] == []


def test_the_table_of_routes_is_current():
    assert (ROOT / "docs" / TABLE).read_text(encoding="utf-8") == table(routes()), "run: script/tongban docs"


def test_no_address_hides_another():
    found = [(each.path, method) for each in routes() for method in each.methods.split()]
    assert sorted({each for each in found if found.count(each) > 1}) == []


def that_saves(request: HttpRequest) -> HttpResponse:
    Account.objects.filter(login="wangfang").update(login="wangfang")
    return HttpResponse()


def that_locks(request: HttpRequest) -> HttpResponse:
    return HttpResponse(len(Account.objects.select_for_update().filter(login="wangfang")))


def that_records_a_read(request: HttpRequest) -> HttpResponse:
    record_read("party:1", by=SYSTEM, at=MONDAY, purpose="测试")
    return HttpResponse()


@pytest.fixture
def client_of(settings, client: Client):
    """A client for one view at `/`."""

    def make(view):
        urls = ModuleType("tests.urls_of_one_view")
        urls.urlpatterns = [path("", view)]
        sys.modules[urls.__name__] = urls
        settings.ROOT_URLCONF = urls.__name__
        return client

    yield make
    sys.modules.pop("tests.urls_of_one_view", None)
    importlib.invalidate_caches()


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["get", "head"])
def test_a_page_that_saves_while_it_is_read_is_noticed(client_of, method):
    with pytest.raises(AssertionError, match="parties_account"):
        getattr(client_of(that_saves), method)("/")


@pytest.mark.django_db
def test_a_post_may_save(client_of):
    assert client_of(that_saves).post("/").status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("view", [that_locks, that_records_a_read])
def test_reading_may_lock_and_be_recorded(client_of, view):
    assert client_of(view).get("/").status_code == 200
