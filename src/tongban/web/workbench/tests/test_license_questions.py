"""Yes or no instead of a face (是否类核验): no field leaves, each part is needed, the holder sees it (R-129)."""

import re
from collections.abc import Callable

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.test import Client

from tongban.foundation.kernel.clock import now
from tongban.handling.cases.models import Case
from tongban.handling.cases.rules.query_codes import query_index
from tongban.handling.cases.tests.applying import lodged
from tongban.registers.licenses.models import LicenseAnswer
from tongban.registers.licenses.tests.cast import FACE, give
from tongban.registers.licenses.tests.conftest import kind
from tongban.registers.parties.models import Party

from .pages import form

__all__ = ["kind"]
pytestmark = [pytest.mark.django_db, pytest.mark.req("R-129")]
AtDesk = Callable[[str], Client]
QUESTION, WHY = "in_force(food_business_license)", "核对主体资格"


@pytest.fixture
def case(cast, kind) -> Case:
    """李强's case; a licence of his is in the register."""
    found = lodged(cast("liqiang", now()), at=now())[1]
    give(cast, kind=kind, holder=Party.objects.get(pk=found.applicant_id))
    return found


def asked(client: Client, case: Case, **typed: str):
    place = f"/workbench/cases/{case.number}/questions"
    sent = form(client.get(place).content.decode(), place)
    return client.post(place, sent.filled() | {"question": QUESTION, "purpose": WHY} | typed)


def test_the_body_learns_one_bit_and_no_field_and_the_holder_sees_it_at_once(at_desk: AtDesk, case: Case) -> None:
    clerk, place = at_desk("zhaomin"), f"/workbench/cases/{case.number}/questions"
    assert asked(clerk, case).status_code == 302
    page = clerk.get(place).content.decode()
    assert re.search(r"<strong>是</strong>", page)
    fields = [value for value in FACE.values() if isinstance(value, str)]
    assert not [value for value in fields if value in page]
    assert LicenseAnswer.objects.get().ground == "duty"
    seen = at_desk("liqiang").get("/me/views").content.decode()
    assert WHY in seen
    assert "是不是食品经营许可证在有效期内" in seen


def test_the_answer_is_signed_and_whoever_gets_it_checks_it_with_the_published_key(
    at_desk: AtDesk, case: Case, client: Client
) -> None:
    clerk, place = at_desk("zhaomin"), f"/workbench/cases/{case.number}/questions"
    asked(clerk, case)
    told = clerk.get(place, {"proof": LicenseAnswer.objects.get().pk}).json()
    assert told["statement"].splitlines()[1:5] == [QUESTION, "yes", case.number, WHY]
    key = client.get("/api/v1/live-codes/keys").json()["answers"][str(told["key"])]
    public = Ed25519PublicKey.from_public_bytes(bytes.fromhex(key))
    public.verify(bytes.fromhex(told["signature"]), told["statement"].encode())
    with pytest.raises(InvalidSignature):
        public.verify(bytes.fromhex(told["signature"]), told["statement"].replace("yes", "no").encode())
    assert clerk.get(place, {"proof": "0"}).status_code == 404


@pytest.mark.parametrize("lacking", [{"question": ""}, {"question": "everything(x)"}, {"purpose": " "}])
def test_a_question_that_is_none_or_for_nothing_is_not_answered(at_desk: AtDesk, case: Case, lacking) -> None:
    assert asked(at_desk("zhaomin"), case, **lacking).status_code == 422
    assert not LicenseAnswer.objects.exists()


def test_a_window_asks_with_the_code_that_only_the_applicant_has(at_desk: AtDesk, case: Case) -> None:
    clerk = at_desk("wangfang")
    for wrong in ("", "000000", "\0"):
        assert asked(clerk, case, query_code=wrong).status_code == 422
    assert not LicenseAnswer.objects.exists()
    Case.objects.filter(pk=case.pk).update(query_index=query_index(case.number, "123456"))
    assert asked(clerk, case, query_code="123456").status_code == 302
    assert LicenseAnswer.objects.get().ground == "query_code"


def test_when_the_case_is_over_nothing_is_asked_any_more(at_desk: AtDesk, case: Case) -> None:
    clerk, place = at_desk("zhaomin"), f"/workbench/cases/{case.number}/questions"
    sent = form(clerk.get(place).content.decode(), place).filled() | {"question": QUESTION, "purpose": WHY}
    Case.objects.filter(pk=case.pk).update(status="withdrawn", ended_at=now(), due_on=None)
    assert clerk.post(place, sent).status_code == 422
    assert not LicenseAnswer.objects.exists()
