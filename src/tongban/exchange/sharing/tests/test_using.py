"""A shared use really runs: under a valid grant only, fields limited, each use on record where the person finds it."""

from datetime import timedelta

import pytest
from conftest import MONDAY

from tongban.exchange.sharing.commands import granting
from tongban.exchange.sharing.commands.using import NotGranted, use
from tongban.exchange.sharing.models import SharingRequest, UseRecord
from tongban.exchange.sharing.queries.requests import uses_by_month
from tongban.exchange.sharing.queries.sources import SOURCES
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import Invalid, NotFound, NotYours
from tongban.foundation.ledger.models import Entry
from tongban.foundation.ledger.privileges import append_only_tables
from tongban.foundation.ledger.queries import reads_about
from tongban.registers.resources.commands.keeping import take_off
from tongban.registers.resources.models import ResourceField

from .asking import OFFICER, active, resource

pytestmark = [pytest.mark.django_db, pytest.mark.req("R-183")]
LIQIANG = "620201199003070017"
CASE = "62020026000000017"


@pytest.mark.req("R-181")
def test_a_use_tells_the_granted_fields_and_the_person_sees_who_looked(cast):
    request, system = active(cast)
    used = use(request.number, key=LIQIANG, matter=CASE, by=system, at=MONDAY)
    assert used.row == {"name": "李强", "born-on": "1990-03-07"}
    [seen, *_] = reads_about(f"party:{cast('liqiang').party_id}").rows
    assert (seen.by_name, seen.subject, seen.fields) == ("hr-system", f"case:{CASE}", ("姓名", "出生日期"))
    assert seen.purpose.startswith("核对失业登记人的身份")
    kept = SharingRequest.objects.get()
    assert (kept.uses, kept.last_used_at) == (1, MONDAY)
    assert UseRecord.objects.get().entry == seen.id
    assert uses_by_month(on=local_day(MONDAY)) == [(local_day(MONDAY).replace(day=1), "市公安局", 1)]


def test_fewer_fields_may_be_asked_for_and_never_more(cast):
    request, system = active(cast)
    assert use(request.number, key=LIQIANG, matter=CASE, fields=["name"], by=system, at=MONDAY).row == {"name": "李强"}
    with pytest.raises(NotGranted, match="不在授权范围"):
        use(request.number, key=LIQIANG, matter=CASE, fields=["id-number"], by=system, at=MONDAY)
    refused = UseRecord.objects.latest("pk")
    assert (refused.result, SharingRequest.objects.get().uses) == ("refused", 1)
    assert Entry.objects.get(pk=refused.entry).facts["result"] == "refused"


def test_nobody_with_this_key_is_an_empty_row_and_a_use(cast):
    request, system = active(cast)
    used = use(request.number, key="620201198501010012", matter=CASE, by=system, at=MONDAY)
    assert used.row is None
    assert UseRecord.objects.get().result == "empty"


def test_a_grant_ends_at_once_when_it_is_taken_back_or_the_resource_goes_off_line(cast):
    request, system = active(cast)
    take_off(resource("person-basics"), reason="核对质量", by=cast("caiyongqiang"), at=MONDAY)
    with pytest.raises(NotGranted, match="已经下线"):
        use(request.number, key=LIQIANG, matter=CASE, by=system, at=MONDAY)
    granting.revoke(request, reason="不再需要", by=cast(OFFICER), at=MONDAY)
    with pytest.raises(NotGranted):
        use(request.number, key=LIQIANG, matter=CASE, by=system, at=MONDAY)


def test_after_its_last_day_a_grant_answers_nothing(cast):
    request, system = active(cast)
    with pytest.raises(NotGranted, match="之间有效"):
        use(request.number, key=LIQIANG, matter=CASE, by=system, at=MONDAY + timedelta(days=181))


def test_only_the_named_system_uses_it_and_only_for_a_matter(cast):
    request, system = active(cast)
    with pytest.raises(NotYours):
        use(request.number, key=LIQIANG, matter=CASE, by=cast(OFFICER), at=MONDAY)
    with pytest.raises(NotFound):
        use("GX20260101-000000", key=LIQIANG, matter=CASE, by=system, at=MONDAY)
    with pytest.raises(Invalid):
        use(request.number, key=LIQIANG, matter="", by=system, at=MONDAY)
    assert not UseRecord.objects.exists()


def test_a_record_of_use_is_never_changed():
    assert "sharing_userecord" in append_only_tables()


def test_every_field_of_an_interface_stands_in_the_catalogue():
    for code, source in SOURCES.items():
        assert source.fields <= set(ResourceField.objects.filter(resource__code=code).values_list("code", flat=True))
