"""The schema: OpenAPI 3.1, current, complete, and readable as a page."""

import os
import re

import pytest
from django.test import Client

from tongban.handling.cases.rules.flow import FLOW
from tongban.web.openapi import schema
from tongban.web.openapi.acts import SHAPES

PROMISED = {
    "/api/v1/items": {"get"},
    "/api/v1/items/{option_code}": {"get"},
    "/api/v1/items/{option_code}/checklist": {"post"},
    "/api/v1/files": {"post"},
    "/api/v1/cases": {"get", "post"},
    "/api/v1/cases/{number}": {"get"},
    "/api/v1/cases/{number}/actions/{verb}": {"post"},
    "/api/v1/cases/track": {"get"},
    "/api/v1/worktime/due": {"get"},
    "/api/v1/codes/check": {"get"},
    "/api/v1/licenses/verify": {"get"},
    "/api/v1/documents/verify": {"get"},
}


def test_the_schema_is_checked_in_and_current():
    """Set TONGBAN_WRITE=1 to check in a new one."""
    if os.environ.get("TONGBAN_WRITE") == "1":
        schema.CHECKED_IN.write_text(schema.text(), encoding="utf-8")
    assert schema.CHECKED_IN.read_text(encoding="utf-8") == schema.text()


def test_the_schema_is_told_as_openapi_3_1():
    told = Client().get("/api/v1/openapi.json")
    assert told.status_code == 200
    assert told.json()["openapi"].startswith("3.1")


@pytest.mark.parametrize("path", PROMISED)
def test_every_promised_operation_is_in_the_schema(path: str):
    assert PROMISED[path] <= schema.document()["paths"][path].keys()


def test_every_verb_of_the_flow_but_the_beginning_can_be_taken():
    assert set(SHAPES) == set(FLOW.steps) - {"submit", "receive"}


def test_every_field_that_a_step_asks_for_is_in_its_body():
    for verb, shape in SHAPES.items():
        assert {ask.name for ask in FLOW.steps[verb].asks} | {"version"} == set(shape.model_fields)


def test_every_reference_leads_somewhere():
    plain = schema.text()
    named = set(re.findall(r'"#/components/schemas/(\w+)"', plain))
    assert named <= schema.document()["components"]["schemas"].keys()


@pytest.mark.django_db
def test_the_page_for_people_names_every_operation_and_nothing_from_elsewhere():
    page = Client().get("/api/docs").content.decode()
    for methods in schema.document()["paths"].values():
        for each in methods.values():
            assert each["summary"] in page
            assert f'id="{each["operationId"]}"' in page
    assert not re.search(r'(src|href)="https?://', page)
