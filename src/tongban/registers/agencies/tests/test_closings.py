"""A place that is closed out of turn: everything that is wrong told at once, never twice, over when it is over."""

from datetime import timedelta
from typing import Any

import pytest

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.errors import Invalid, NotNow, NotYours
from tongban.foundation.ledger.models import Entry
from tongban.registers.agencies.closings import CLOSED, closing_at
from tongban.registers.agencies.commands import close_place, reopen_place

from .conftest import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.req("R-185")]
BUREAU = Actor(name="监督", roles=frozenset({Role.SUPERVISOR}), staff_id=1)


def closing(**changes: Any) -> dict[str, Any]:
    given = {"begins_at": NOW, "ends_at": NOW + timedelta(hours=3), "reason": "停电", "by": BUREAU, "at": NOW}
    return {**given, **changes}


def test_it_is_kept_with_the_hours_and_gone_when_it_is_over(center):
    assert CLOSED not in center.week
    close_place(center, **closing())
    center.refresh_from_db()
    found = closing_at(center.week, NOW + timedelta(hours=1))
    assert found is not None
    assert found.reason == "停电"
    assert closing_at(center.week, NOW + timedelta(hours=3)) is None
    with pytest.raises(NotNow):
        close_place(center, **closing(reason="又停电"))
    later = NOW + timedelta(days=1)
    close_place(center, **closing(begins_at=later, ends_at=later + timedelta(hours=1), at=later))
    assert len(center.closings) == 1, "what is over is dropped"
    reopen_place(center, begins_at=later, by=BUREAU, at=later)
    assert center.week == center.weekly_hours
    with pytest.raises(NotNow):
        reopen_place(center, begins_at=later, by=BUREAU, at=later)
    verbs = Entry.objects.filter(chain="venue:city-center").order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["close_place", "close_place", "reopen_place"]


def test_everything_that_is_wrong_is_told_and_only_keepers_close(center, market):
    with pytest.raises(Invalid) as refused:
        close_place(center, **closing(begins_at=None, ends_at=None, reason=" "))
    assert [each.pointer for each in refused.value.faults] == ["/reason", "/begins_at", "/ends_at"]
    for ends_at in (NOW, NOW + timedelta(days=400)):
        with pytest.raises(Invalid):
            close_place(center, **closing(ends_at=ends_at))
    head = Actor(name="批准人", roles=frozenset({Role.DECIDER}), staff_id=2, agency_id=market.pk)
    with pytest.raises(NotYours):
        close_place(center, **closing(by=head))
    own = Actor(name="批准人", roles=frozenset({Role.DECIDER}), staff_id=2, agency_id=center.agency_id)
    close_place(center, **closing(by=own))
