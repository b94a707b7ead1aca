"""Limits that come near, on the page of today (快到时限)."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import now
from tongban.handling.cases import jobs
from tongban.handling.cases.commands import examining
from tongban.handling.cases.models import Alert
from tongban.handling.cases.tests.applying import lodged
from tongban.handling.cases.tests.driving import listed
from tongban.registers.catalog.content import Span

from .pages import send

pytestmark = pytest.mark.django_db


@pytest.mark.req("R-037")
def test_a_counter_sees_what_comes_near_and_says_that_they_know(
    at_desk: Callable[[str], Client], person: Callable[[str], Actor]
) -> None:
    _, case = lodged(person("liqiang"), at=now() - timedelta(days=14))
    jobs.raise_alerts(at=now())
    clerk = at_desk("wangfang")
    page = clerk.get("/workbench").content.decode()
    assert "快到一次性告知时限，已用90%" in page
    assert f"/workbench/cases/{case.number}" in page
    key = Alert.objects.get(share=90).pk
    assert "快到一次性告知时限" not in at_desk("zhaomin").get("/workbench").content.decode()
    assert at_desk("zhaomin").post(f"/workbench/alerts/{key}/seen").status_code in (404, 422)
    assert Alert.objects.get(pk=key).seen_at is None
    assert send(clerk, "/workbench", f"/workbench/alerts/{key}/seen")["Location"] == "/workbench"
    assert "快到一次性告知时限" not in clerk.get("/workbench").content.decode()
    assert Alert.objects.get(pk=key).seen_by_id == person("wangfang").staff_id


@pytest.mark.req("R-041")
def test_the_supervisor_sees_how_long_what_is_done_on_the_spot_takes(
    at_desk: Callable[[str], Client], person: Callable[[str], Actor]
) -> None:
    start = now() - timedelta(hours=3)
    with listed(case_type="on_the_spot", promised_limit=Span(value=0, unit="on_the_spot")):
        _, case = lodged(person("liqiang"), at=start)
        examining.finish_on_the_spot(case, opinion="核对无误。", by=person("chenli"), at=start + timedelta(minutes=12))
        page = at_desk("zhengyawen").get("/workbench").content.decode()
        assert "12.0分钟" in page
        assert "12.0分钟" not in at_desk("wangfang").get("/workbench").content.decode()
