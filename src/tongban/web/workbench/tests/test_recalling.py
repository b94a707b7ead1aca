"""Taking back at the desk (收回): beside what was just done, with its seconds, by the key Z; then it is gone."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import now
from tongban.handling.cases.models import Case
from tongban.handling.cases.tests.driving import accepted

from .pages import form, take

pytestmark = pytest.mark.django_db


def test_a_slip_is_taken_back_while_its_seconds_run(at_desk: Callable[[str], Client], cast: Callable[..., Actor]):
    number = accepted(cast, at=now() - timedelta(minutes=5)).number
    examiner, page = at_desk("zhaomin"), f"/workbench/cases/{number}"
    assert take(examiner, number, "examine", opinion="符合条件。", proposal="refuse").status_code == 302
    said = examiner.get(f"{page}?done=examine").content.decode()
    assert "还能收回" in said
    assert 'data-key="Z"' in said
    assert "还能收回" not in at_desk("sunqiang").get(page).content.decode()
    sent = form(said, "/acts/recall_examination").filled()
    assert examiner.post(f"{page}/acts/recall_examination", sent).status_code == 302
    assert Case.objects.get(number=number).status == "accepted"
    after = examiner.get(f"{page}?done=recall_examination").content.decode()
    assert "收回承办意见，办好了" in after
    assert "还能收回" not in after
    assert examiner.post(f"{page}/acts/recall_examination", {"version": "4"}).status_code == 409
