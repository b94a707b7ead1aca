"""Repeating is safe: one key, one act, one answer, however often and however many at once."""

import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from conftest import load_city
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from tongban.foundation.kernel.clock import now
from tongban.foundation.ledger.answers import forget_old
from tongban.foundation.ledger.models import KeptAnswer
from tongban.handling.cases.models import Case

from .conftest import Api, make_token
from .sending import application, food_code, picture

MANY = 100


@pytest.mark.django_db
def test_the_same_key_and_body_give_the_same_answer(api):
    caller, sent = api(), application()
    first = caller.post("/cases", sent, Idempotency_Key="k-1")
    again = caller.post("/cases", sent, Idempotency_Key="k-1")
    assert (again.status_code, again.content) == (first.status_code, first.content)
    assert again.headers["Idempotency-Replayed"] == "true"
    assert "Idempotency-Replayed" not in first.headers
    assert Case.objects.filter(client="provincial-platform").count() == 1


@pytest.mark.django_db
def test_the_same_key_with_another_body_is_refused(api):
    caller = api()
    caller.post("/cases", application(), Idempotency_Key="k-1")
    answer = caller.post("/cases", application(deferral_requested=True), Idempotency_Key="k-1")
    assert (answer.status_code, answer.json()["code"]) == (409, "idempotency_key_reused")


@pytest.mark.django_db
def test_a_key_is_of_its_caller_alone(api):
    sent = application()
    first = api().post("/cases", sent, Idempotency_Key="k-1").json()
    other = api(client="other-platform").post("/cases", sent, Idempotency_Key="k-1").json()
    assert first["number"] != other["number"]


@pytest.mark.django_db
def test_a_repeated_submission_with_files_finds_its_answer_although_the_files_are_used(api):
    caller = api()
    file = {"file": SimpleUploadedFile("图.png", picture())}
    stored = caller.client.post("/api/v1/files", file, headers=caller.headers).json()
    sent = application({"layout_plan": stored["id"]})
    first = caller.post("/cases", sent, Idempotency_Key="k-1")
    assert first.status_code == 201, first.content.decode()
    assert caller.post("/cases", sent, Idempotency_Key="k-1").content == first.content
    assert caller.post("/cases", sent, Idempotency_Key="k-2").status_code == 422


@pytest.mark.django_db
def test_an_act_an_upload_and_a_question_are_repeated_safely(api):
    number = api().post("/cases", application()).json()["number"]
    wangfang = api("wangfang")
    acts = [
        wangfang.post(
            f"/cases/{number}/actions/defer_notice", {"version": 1, "reason": "要看现场"}, Idempotency_Key="a"
        )
        for _ in range(2)
    ]
    assert [each.status_code for each in acts] == [200, 200]
    assert acts[0].content == acts[1].content
    files = [
        wangfang.client.post(
            "/api/v1/files",
            {"file": SimpleUploadedFile("图.png", picture())},
            headers=wangfang.headers | {"Idempotency-Key": "f"},
        ).json()
        for _ in range(2)
    ]
    assert files[0] == files[1]
    code = food_code()
    for caller in (wangfang, api(None)):
        first = caller.post(f"/items/{code}/checklist", {"answers": {}}, Idempotency_Key="q")
        assert caller.post(f"/items/{code}/checklist", {"answers": {}}, Idempotency_Key="q").content == first.content
        other = caller.post(f"/items/{code}/checklist", {"answers": {"area": 3}}, Idempotency_Key="q")
        assert other.status_code == 409


@pytest.mark.django_db
def test_a_refusal_is_not_kept(api):
    caller = api()
    assert caller.post("/cases", application(applicant=None), Idempotency_Key="k-1").status_code == 422
    assert KeptAnswer.objects.count() == 0
    assert caller.post("/cases", application(), Idempotency_Key="k-1").status_code == 201


@pytest.mark.django_db
def test_a_kept_answer_lies_under_seal_and_not_for_ever(api):
    answer = api().post("/cases", application(), Idempotency_Key="k-1").json()
    kept = KeptAnswer.objects.get()
    assert answer["query_code"] not in kept.body
    assert answer["number"] not in kept.body
    KeptAnswer.objects.update(created_at=now().replace(year=2020))
    assert forget_old(at=now()) == 1


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["x" * 81, "编号", "a\tb"])
def test_a_key_that_cannot_be_kept_is_refused(api, key: str):
    answer = api().post("/cases", application(), Idempotency_Key=key)
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == "/Idempotency-Key"


@pytest.fixture
def city_stands(transactional_db: None) -> None:
    load_city()


def at_once(bearer: str, path: str, sent: Any, times: int) -> list[Any]:
    def one(_: int) -> Any:
        try:
            return Api(bearer).post(path, sent, Idempotency_Key="race")
        finally:
            connection.close()

    with ThreadPoolExecutor(16) as pool:
        return list(pool.map(one, range(times)))


@pytest.mark.usefixtures("city_stands")
def test_a_hundred_repeats_at_once_make_one_case():
    bearer, sent = make_token(), application()
    answers = at_once(bearer, "/cases", sent, MANY)
    assert {each.status_code for each in answers} == {201}
    assert len({each.content for each in answers}) == 1
    number = json.loads(answers[0].content)["number"]
    assert list(Case.objects.filter(client="provincial-platform").values_list("number", flat=True)) == [number]
    assert sum("Idempotency-Replayed" in each.headers for each in answers) == MANY - 1


@pytest.mark.usefixtures("city_stands")
def test_an_act_that_is_sent_many_times_at_once_is_taken_once():
    number = Api(make_token()).post("/cases", application()).json()["number"]
    answers = at_once(
        make_token("wangfang"), f"/cases/{number}/actions/defer_notice", {"version": 1, "reason": "看现场"}, 20
    )
    assert {each.status_code for each in answers} == {200}
    assert len({each.content for each in answers}) == 1
    assert Case.objects.get(number=number).version == 2
