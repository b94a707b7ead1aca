"""`tongban token`: a new client is registered, a known one is widened, the token works, an unknown login is refused."""

import pytest

from tongban.foundation.kernel.clock import now
from tongban.foundation.kernel.errors import NotFound, NotNow
from tongban.registers.agencies.queries import actor_for_token
from tongban.registers.parties.models import ApiClient
from tongban.running.issuing import issue

pytestmark = pytest.mark.django_db


def test_a_new_client_is_registered_and_its_token_works():
    token, words = issue("provincial-platform", ["items:read", "cases:submit"], "")
    actor, row = actor_for_token(token, now()) or pytest.fail("the token does not work")
    assert actor.client == "provincial-platform"
    assert row.scopes == ["cases:submit", "items:read"]
    assert "provincial-platform" in words


def test_a_known_client_may_do_more_and_nothing_less():
    issue("provincial-platform", ["items:read"], "")
    issue("provincial-platform", ["cases:read"], "")
    assert ApiClient.objects.get(name="provincial-platform").scopes == ["cases:read", "items:read"]


def test_a_token_may_be_bound_to_an_account():
    token, _ = issue("window-system", ["cases:act"], "wangfang")
    actor, _ = actor_for_token(token, now()) or pytest.fail("the token does not work")
    assert (actor.name, actor.client) == ("王芳", "window-system")


def test_an_account_that_does_not_exist_is_told():
    with pytest.raises(NotFound):
        issue("window-system", ["cases:act"], "nobody")


@pytest.mark.req("R-052")
def test_a_department_answers_for_a_new_client_and_stays_the_one():
    for _ in range(2):
        issue("market-supervision", ["supervision:write"], "", "market-regulation")
    assert ApiClient.objects.get(name="market-supervision").agency_key == "market-regulation"
    with pytest.raises(NotNow):
        issue("market-supervision", ["supervision:write"], "", "health")
    with pytest.raises(NotFound):
        issue("other-supervision", ["supervision:write"], "", "nobody")
