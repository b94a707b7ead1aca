"""The main job through the open API alone: from «开个小饭馆» to a collected, verified result."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from .sending import NEEDED, application, food_code, picture

DOCS = (Path(__file__).parents[5] / "docs" / "api.md").read_text("utf-8")
REASON = "材料齐全，现场符合食品安全要求。"


def uploaded(api, name: str) -> str:
    answer = api.client.post(
        "/api/v1/files", {"file": SimpleUploadedFile(f"{name}.png", picture())}, headers=api.headers
    )
    assert answer.status_code == 201, answer.content.decode()
    return str(answer.json()["id"])


@pytest.mark.django_db
@pytest.mark.req("R-033", "R-035", "R-042", "R-045", "R-075", "R-077")
def test_the_main_job_through_the_api_alone(api):
    anybody, platform = api(None), api(scopes=_scopes("provincial-platform"))
    wangfang, zhaomin, sunqiang, chenli, liuyang = (
        api(each, scopes=_scopes("window-system")) for each in ("wangfang", "zhaomin", "sunqiang", "chenli", "liuyang")
    )

    found = anybody.get("/items", q="开个小饭馆").json()["results"]
    code = next(each["option_code"] for each in found if "食品经营许可" in each["name"] and "新办" in each["name"])
    guide = anybody.get(f"/items/{code}").json()
    opened = anybody.post(f"/items/{code}/checklist", {"answers": {}}).json()
    assert opened["open_questions"]
    settled = anybody.post(f"/items/{code}/checklist", {"answers": application()["answers"]}).json()
    assert settled["is_complete"]
    assert set(NEEDED) <= {each["requirement_code"] for each in settled["materials"]}

    answer = platform.post("/cases", _documented(platform), Idempotency_Key="main-job-1")
    assert answer.status_code == 201, answer.content.decode()
    case = answer.json()
    number, query_code = case["number"], case["query_code"]
    assert case["status"] == "received"
    assert case["item_version"]["content_hash"] == guide["content_hash"]
    assert {each["kind"] for each in case["clocks"]} == {"notice", "deemed_acceptance"}
    assert case["applicant"]["name"] == "李*"

    told = done(wangfang.act(number, "ask_correction", version=case["version"], items=[]))
    assert [each["code"] for each in told["correction_notice"]["items"]] == ["layout_plan"]
    named = [{"requirement_code": "layout_plan", "file_ids": [uploaded(platform, "layout_plan")]}]
    assert done(platform.act(number, "correct", version=told["version"], materials=named))["status"] == "received"
    assert done(wangfang.act(number, "accept"))["status"] == "accepted"
    assert done(zhaomin.act(number, "examine", opinion=REASON, proposal="grant"))["status"] == "reviewing"
    assert done(sunqiang.act(number, "review", opinion="同意承办意见。"))["status"] == "deciding"
    granted = done(chenli.act(number, "grant", opinion="准予许可。"))
    assert granted["status"] == "granted"
    assert done(zhaomin.act(number, "issue", result_number="JY16202000000017"))["status"] == "issued"
    whom = {"collector_name": "李强", "collector_id_number": "620201199003070017", "collector_kind": "applicant"}
    assert done(liuyang.act(number, "collect", **whom))["status"] == "served"

    seen = platform.get(f"/cases/{number}").json()
    assert [each["verb"] for each in seen["timeline"]] == [
        "submit", "ask_correction", "correct", "accept", "examine", "review", "grant", "issue", "collect",
    ]  # fmt: skip
    assert seen["results"][0]["number"] == "JY16202000000017"
    decision = next(each for each in seen["documents"] if each["kind"] == "decision_grant")
    verified = anybody.get("/documents/verify", code=decision["verification_code"]).json()
    assert verified["is_genuine"]
    assert verified["addressee"] == "李*"
    paper = platform.get(f"/cases/{number}/documents/{decision['id']}.pdf")
    assert paper.content.startswith(b"%PDF")
    followed = anybody.get("/cases/track", number=number, query_code=query_code).json()
    assert followed["status"] == "served"
    assert all(not each["by"]["name"] for each in followed["timeline"])


def _scopes(client: str) -> list[str]:
    """The scopes that the page tells an outsider to ask for."""
    named: str = re.findall(rf'--client {client} --scope "([^"]+)"', DOCS)[0]
    return named.split()


def _documented(platform) -> dict[str, Any]:
    """The application of the page, as it stands there, with a file in each place that it leaves open."""
    sent: dict[str, Any] = json.loads(re.findall(r"```json\n(.+?)```", DOCS, re.S)[0])
    assert sent["option_code"] == food_code()
    for each in sent["materials"]:
        each["file_ids"] = [uploaded(platform, each["requirement_code"])]
    return sent


def done(answer) -> dict[str, Any]:
    assert answer.status_code == 200, answer.content.decode()
    plain: dict[str, Any] = answer.json()
    return plain
