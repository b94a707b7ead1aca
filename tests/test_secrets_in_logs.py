"""Identity numbers and phones never reach a log, whatever is sent to whatever address (trust: threat 23)."""

import logging
import re
from collections.abc import Callable, Iterator

import pytest
from conftest import MONDAY
from django.test import Client

from tongban.registers.parties.models import Session
from tongban.running.routes import Route, routes
from tongban.web.ui.sessions import COOKIE

# Well-formed, and nobody's: they are sent in every field.
ID_NUMBER, PHONE, USCC, PASSWORD = "620201198811230019", "15400009876", "91620200MA7D0099X4", "Marker-pass-2026"
# Of the cast: they are in the registers, and come back out of them.
OF_THE_CAST = ("620201199003070017", "15400000001", "13893700001")
MARKERS = (ID_NUMBER, PHONE, PASSWORD, *OF_THE_CAST)

SENT = {
    "q": ID_NUMBER,
    "login": ID_NUMBER,
    "password": PASSWORD,
    "new_password": PASSWORD,
    "name": "张三",
    "id_kind": "id_card",
    "id_number": ID_NUMBER,
    "number": ID_NUMBER,
    "phone": PHONE,
    "code": PHONE,
    "query_code": PHONE,
    "uscc": USCC,
    "reason": f"证件号码 {ID_NUMBER}，电话 {PHONE}",
    "note": PHONE,
    "words": ID_NUMBER,
}
UUID = "6f1c2f8e-2f0a-4d7e-9b0c-000000000001"
IN_PLACE_OF = {
    "int": "1",
    "uuid": UUID,
    "public_id": UUID,
    "number": "20261123000000017",
    "form": "a4",
    "verb": "accept",
}
PARAMETER = re.compile(r"<(?:(\w+):)?(\w+)>")
VISITORS = ("", "liqiang", "wangfang", "zhaomin")


def address(route: Route) -> str:
    """An address of this route; where any text fits, the text is an identity number."""
    return PARAMETER.sub(lambda found: IN_PLACE_OF.get(found[1] or found[2], ID_NUMBER), route.path)


@pytest.fixture
def kept() -> Iterator[list[str]]:
    """Every line that the loggers of the house would write, with its traceback, as they are set up to run."""
    lines: list[str] = []
    formatter = logging.Formatter("%(name)s %(message)s")

    class Keeper(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            lines.append(formatter.format(record))

    keeper = Keeper()
    logging.getLogger().addHandler(keeper)
    yield lines
    logging.getLogger().removeHandler(keeper)


@pytest.fixture
def client_as(db: None, sign_in: Callable[..., str]) -> Callable[[str], Client]:
    def make(login: str) -> Client:
        client = Client(raise_request_exception=False)
        if login:
            token = sign_in(login)
            Session.objects.update(expires_at=MONDAY.replace(year=2099), seen_at=MONDAY.replace(year=2098))
            client.cookies[COOKIE] = token
        return client

    return make


@pytest.mark.req("R-199")
@pytest.mark.parametrize("login", VISITORS, ids=lambda login: login or "visitor")
def test_no_number_of_a_person_is_logged_and_nothing_breaks(
    login: str, client_as: Callable[[str], Client], kept: list[str]
):
    client = client_as(login)
    broken = []
    for route in routes():
        answers = {
            "GET": client.get(address(route), SENT),
            "POST": client.post(address(route), SENT),
            "JSON": client.post(address(route), SENT, content_type="application/json"),
        }
        broken += [f"{method} {route.path}" for method, answer in answers.items() if answer.status_code >= 500]
    assert [line for line in kept if any(marker in line for marker in MARKERS)] == []
    assert broken == []


@pytest.mark.parametrize("marker", MARKERS)
def test_a_number_in_a_log_is_noticed(marker: str, kept: list[str]):
    logging.getLogger("tongban.sample").warning("sent %s", marker)
    assert any(marker in line for line in kept)
