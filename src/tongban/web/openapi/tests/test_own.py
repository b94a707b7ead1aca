"""A person's own messages, licences and ratings: what an app that knows nothing but the open API can do with them."""

from collections.abc import Callable
from typing import Any

import pytest

from tongban.exchange.notices.models import Message
from tongban.foundation.kernel.clock import now
from tongban.handling.cases.tests.driving import after, served
from tongban.oversight.evaluations.commands.inviting import invite_for_case
from tongban.registers.licenses.tests.cast import give
from tongban.registers.parties.models import Party
from tongban.web.openapi.tests.conftest import Api

pytestmark = [pytest.mark.django_db, pytest.mark.req("R-138")]
SANDBOX = ["messages:read", "licenses:read", "ratings:write"]


@pytest.fixture
def app(api: Callable[..., Api]) -> Callable[[str], Api]:
    """The sandbox app, as it calls for somebody."""
    return lambda login: api(login, client="sandbox-app", scopes=SANDBOX)


def test_messages_are_ones_own_page_by_page_and_reading_marks_none(app: Callable[[str], Api]) -> None:
    own = Party.objects.get(name="李强")
    Message.objects.filter(party=own).delete()
    for number in range(3):
        Message.objects.create(party=own, outgoing=-100 - number, verb="x", text=f"样例{number}", at=now())
    first = app("liqiang").get("/me/messages", page_size=2).json()
    assert ([each["text"] for each in first["results"]], first["unread"]) == (["样例2", "样例1"], 3)
    rest = app("liqiang").get("/me/messages", cursor=first["next"]).json()
    assert ([each["text"] for each in rest["results"]], rest["next"]) == (["样例0"], None)
    assert app("zhouyou").get("/me/messages").json()["unread"] == 0
    assert app("").get("/me/messages").json()["results"] == [], "a system by itself has no messages"


def test_licences_are_the_holders_own_also_for_who_issues_them(app: Callable[[str], Api], cast: Any) -> None:
    made = give(lambda login: cast(login, now()), holder=Party.objects.get(name="李强"))
    found = app("liqiang").get("/me/licenses").json()["results"]
    assert found[0]["identifier"] == made.identifier
    assert found[0]["holder"] == "李强"
    for login in ("zhouyou", "chenli", ""):
        assert all(each["id"] != str(made.public_id) for each in app(login).get("/me/licenses").json()["results"])


def test_a_service_is_rated_once_by_whom_it_was_for(app: Callable[[str], Api], cast: Any) -> None:
    invited = invite_for_case(served(cast), at=after(3))
    person, stranger = app("liqiang"), app("zhouyou")
    waiting = {each["code"]: each["is_open"] for each in person.get("/me/ratings").json()["results"]}
    assert waiting[str(invited.code)]
    address = f"/me/ratings/{invited.code}"
    assert stranger.post(address, {"grade": 5}).status_code == 404
    assert person.post(address, {}).status_code == 422, "no grade is a default"
    assert app("").post(address, {"grade": 1}).status_code == 404
