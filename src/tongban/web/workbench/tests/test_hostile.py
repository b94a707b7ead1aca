"""Bad input (恶意输入): whatever is sent, the answer is a page in words, never a server error, and nothing is lost."""

from collections.abc import Callable

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tongban.handling.cases.models import Case
from tongban.handling.cases.rules.flow import FLOW

AtDesk = Callable[[str], Client]
Received = Callable[..., Case]
NASTY = [
    "\x00",
    "'; DROP TABLE cases_case;--",
    "<script>alert(1)</script>",
    "９" * 40,
    "\ud83d\ude00" * 3,
    "a" * 9000,
    "{{7*7}}",
]
NASTY = [each.encode("utf-16", "surrogatepass").decode("utf-16", "replace") for each in NASTY]
NAMES = (
    *("q-area", "q-items", "q-business_type", "f-phone", "f-floor_area", "id_number", "id_kind", "name", "phone"),
    *("token", "file-layout_plan", "license-business_license", "remove", "wants_deferral", "once"),
)
ODD = st.one_of(st.sampled_from(NASTY), st.text(max_size=40), st.integers().map(str))


@pytest.mark.parametrize("nasty", NASTY)
def test_odd_words_in_addresses_are_no_error(nasty: str, at_desk: AtDesk, received: Received) -> None:
    case, clerk = received(), at_desk("wangfang")
    for name in ("status", "light", "agency", "mine", "scope", "q", "cursor"):
        assert clerk.get("/workbench/cases", {name: nasty}).status_code in (200, 302)
    for name in ("act", "m", "f", "done"):
        assert clerk.get(f"/workbench/cases/{case.number}", {name: nasty}).status_code == 200
    assert clerk.get("/workbench/intake", {"q": nasty}).status_code == 200
    assert clerk.get(f"/workbench/papers/{nasty[:50].replace('/', '')}x").status_code in (404, 302)
    assert clerk.post("/workbench/scan", {"q": nasty, "about": nasty}).status_code in (200, 302)


@pytest.mark.parametrize("verb", sorted(FLOW.steps))
def test_odd_forms_for_every_verb_are_told_in_words(verb: str, at_desk: AtDesk, received: Received) -> None:
    case, clerk = received("layout_plan"), at_desk("wangfang")
    for nasty in NASTY:
        case.refresh_from_db()
        names = ("reason", "ground", "fact", "to_body", "opinion", "code", "value", "staff", "result", "way")
        sent = dict.fromkeys(names, nasty) | {"version": str(case.version), "item": nasty}
        sent |= {f"file-{nasty[:9]}": nasty, "once": nasty + verb}
        answer = clerk.post(f"/workbench/cases/{case.number}/acts/{verb}", sent)
        assert answer.status_code in (302, 400, 403, 404, 409, 422), (verb, nasty)
        assert "<script>alert" not in answer.content.decode()


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    values=st.dictionaries(st.sampled_from(NAMES), st.one_of(ODD, st.lists(ODD, max_size=3)), max_size=8),
    do=st.sampled_from(["refresh", "receive", "begin", ""]),
)
def test_whatever_the_intake_form_brings_it_comes_back(
    values: dict[str, object], do: str, at_desk: AtDesk, received: Received
) -> None:
    clerk = at_desk("wangfang")
    code = received().option_code
    answer = clerk.post(f"/workbench/intake/{code}", values | {"do": do})
    assert answer.status_code in (200, 400, 409, 422)


def test_typed_words_survive_a_refusal_of_the_intake(at_desk: AtDesk, received: Received) -> None:
    clerk, code = at_desk("wangfang"), received().option_code
    sent = {"do": "receive", "name": "陈“小”雪", "id_kind": "id_card", "id_number": "1", "f-operator_name": "月<牙>泉"}
    page = clerk.post(f"/workbench/intake/{code}", sent)
    assert page.status_code == 422
    assert "陈“小”雪" in page.content.decode()
    assert "月&lt;牙&gt;泉" in page.content.decode()


def test_a_forged_word_for_who_stands_at_the_window_is_nobody(at_desk: AtDesk, received: Received) -> None:
    code = received().option_code
    page = at_desk("wangfang").post(f"/workbench/intake/{code}", {"do": "begin", "token": "WyJzdGFmZjoxIiwxLCIiXQ:1:x"})
    assert "登记信息" not in page.content.decode()


def test_somebody_elses_file_cannot_be_slipped_into_an_application(at_desk: AtDesk, received: Received) -> None:
    case = received()
    file = case.materials.filter(files__isnull=False).first().files.first()  # type: ignore[union-attr]
    sent = {"do": "refresh", "q-has_subject": "yes", "file-layout_plan": str(file.file_id)}  # type: ignore[union-attr]
    page = at_desk("wangfang").post(f"/workbench/intake/{case.option_code}", sent).content.decode()
    assert str(file.file_id) not in page  # type: ignore[union-attr]
