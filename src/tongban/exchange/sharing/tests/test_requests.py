"""Supply and demand: asked, answered in ten working days on a ground, agreed, opened, used, ended (R-180, R-181)."""

from datetime import date, timedelta

import pytest
from conftest import MONDAY

from tongban.exchange.sharing.commands import answering, asking, granting
from tongban.exchange.sharing.jobs import end_grants
from tongban.exchange.sharing.models import SharingRequest
from tongban.exchange.sharing.queries import requests as seen
from tongban.exchange.sharing.rules.states import SharingStatus as S
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import Invalid, NotFound, NotNow, NotYours
from tongban.foundation.ledger.models import Entry
from tongban.registers.parties.models import ApiClient
from tongban.registers.resources.models import DataResource, ResourceField
from tongban.registers.resources.queries.catalogue import matching

from .asking import ASKER, ASKING_LEADER, CLIENT, OFFICER, TODAY, active, approved, asked, refused, system_of_asker

pytestmark = pytest.mark.django_db
RULING = {"ruling": "失业登记要核对年龄，范围最小，予以共享。"}


@pytest.mark.req("R-181")
def test_a_request_is_answered_within_ten_working_days_by_the_owner_alone(cast):
    request = asked(cast)
    assert (request.status, request.due_on) == (S.ASKED, date(2026, 12, 7))
    for login in ("chenli", ASKING_LEADER, "zhengyawen"):
        with pytest.raises(NotYours):
            answering.approve(request, by=cast(login), at=MONDAY)
    late = MONDAY + timedelta(days=15)
    assert seen.is_overdue(request, on=local_day(late))
    assert [each.pk for each in seen.requests(cast(OFFICER), on=local_day(late), show="over")] == [request.pk]
    answering.approve(request, by=cast(OFFICER), at=late)
    assert Entry.objects.get(chain=request.chain, verb="approve").facts["is_late"] is True


@pytest.mark.req("R-183")
def test_what_is_shared_unconditionally_is_granted_by_the_catalogue_at_once(cast):
    request = asked(cast, "enterprise-basics", fields=["name", "uscc"])
    assert (request.status, request.answered_by_id) == (S.APPROVED, None)
    conditional = asked(cast, "enterprise-basics", fields=["name", "members"])
    assert conditional.status == S.ASKED, "one field of it is shared on conditions"


@pytest.mark.req("R-183")
def test_what_is_withheld_is_refused_with_its_basis_and_nothing_is_written(cast):
    with pytest.raises(asking.CannotBeShared, match="个人信息保护法"):
        asked(cast, "drafts", fields=["form"])
    with pytest.raises(asking.CannotBeShared, match="手机号"):
        asked(cast, fields=["name", "phone"])
    assert not SharingRequest.objects.exists()


@pytest.mark.req("R-178")
def test_what_has_no_owner_is_not_shared(cast):
    with pytest.raises(asking.CannotBeShared, match="开发利用"):
        asked(cast, "social-insurance", fields=["state"], by=cast("chenli"))
    ResourceField.objects.filter(resource__code="person-basics", code="name").update(owner=None)
    with pytest.raises(asking.CannotBeShared, match="没有责任部门：姓名"):
        asked(cast)


@pytest.mark.req("R-183")
@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({"fields": []}, "/fields"),
        ({"fields": ["name", "shoe-size"]}, "/fields"),
        ({"purpose": ""}, "/purpose"),
        ({"duty": ""}, "/duty"),
        ({"until_on": TODAY - timedelta(days=1)}, "/until_on"),
        ({"until_on": TODAY + timedelta(days=400)}, "/until_on"),
    ],
)
def test_a_request_names_fields_purpose_duty_and_a_time_of_a_year_at_most(cast, changes, where):
    with pytest.raises(Invalid) as refusal:
        asked(cast, **changes)
    assert [each.pointer for each in refusal.value.faults] == [where]


@pytest.mark.req("R-180")
@pytest.mark.parametrize(
    ("ground", "basis", "where"),
    [
        ("", "就业促进法 第三条", "/ground"),
        ("law", "", "/basis"),
        ("law", "领导说不行", "/basis"),
        ("busy", "条例", "/ground"),
    ],
)
def test_a_refusal_must_cite_its_ground(cast, ground, basis, where):
    request = asked(cast)
    with pytest.raises(Invalid) as refusal:
        answering.refuse(request, ground=ground, basis=basis, reason="没有必要共享。", by=cast(OFFICER), at=MONDAY)
    assert where in [each.pointer for each in refusal.value.faults]
    assert SharingRequest.objects.get().status == S.ASKED


@pytest.mark.req("R-180")
def test_the_arbiters_word_binds_the_owner_and_is_on_record(cast):
    request = refused(cast)
    with pytest.raises(NotYours):
        answering.dispute(request, objection="年龄是法定条件。", by=cast("chenli"), at=MONDAY)
    answering.dispute(request, objection="年龄是失业登记的法定条件。", by=cast(ASKER), at=MONDAY)
    answering.state(request, statement="可以当场看身份证。", by=cast(OFFICER), at=MONDAY)
    with pytest.raises(NotYours):
        answering.rule_for(request, **RULING, by=cast(OFFICER), at=MONDAY)
    answering.rule_for(request, **RULING, by=cast("zhengyawen"), at=MONDAY)
    assert request.status == S.APPROVED
    with pytest.raises(NotNow):
        answering.refuse(request, ground="law", basis="条例", reason="还是不行。", by=cast(OFFICER), at=MONDAY)
    with pytest.raises(NotYours, match="双方都要执行"):
        granting.revoke(request, reason="不想共享", by=cast(OFFICER), at=MONDAY)
    verbs = [each.verb for each in Entry.objects.filter(chain=request.chain).order_by("seq")]
    assert verbs == ["ask", "refuse", "dispute", "state", "rule_for"]


@pytest.mark.req("R-180")
def test_a_ruling_against_ends_the_request(cast):
    request = answering.dispute(refused(cast), objection="年龄是法定条件。", by=cast(ASKER), at=MONDAY)
    answering.rule_against(request, ruling="用身份证核对即可。", by=cast("zhengyawen"), at=MONDAY)
    assert (request.status, request.ended_at) == (S.UPHELD, MONDAY)
    with pytest.raises(NotNow):
        answering.dispute(request, objection="再来一次吧。", by=cast(ASKER), at=MONDAY)


@pytest.mark.req("R-181")
def test_it_is_opened_after_the_agreement_and_for_a_system_of_the_asking_body_alone(cast):
    system_of_asker()
    ApiClient.objects.create(
        name="other-system", agency_key="health", secret_hash=b"0" * 32, scopes=[], created_at=MONDAY
    )
    request = approved(cast)
    with pytest.raises(NotNow):
        granting.activate(request, client=CLIENT, by=cast(OFFICER), at=MONDAY)
    granting.agree(request, by=cast(ASKING_LEADER), at=MONDAY)
    assert "核对失业登记人的身份" in request.agreement
    for wrong in ("other-system", "nobody", ""):
        with pytest.raises(Invalid):
            granting.activate(request, client=wrong, by=cast(OFFICER), at=MONDAY)
    granting.activate(request, client=CLIENT, by=cast(OFFICER), at=MONDAY)
    assert request.status == S.ACTIVE


@pytest.mark.req("R-181")
def test_a_grant_that_nobody_uses_is_reviewed_and_one_that_is_over_ends_once(cast):
    request, _ = active(cast)
    later = MONDAY + timedelta(days=100)
    owner = cast(OFFICER)
    assert seen.requests(owner, on=local_day(later - timedelta(days=20)), show="unused") == []
    assert [each.pk for each in seen.requests(owner, on=local_day(later), show="unused")] == [request.pk]
    assert seen.counts(owner, on=local_day(later))["unused"] == 1
    granting.keep(request, reason="年底集中登记还要用", by=cast(ASKER), at=later)
    assert seen.requests(owner, on=local_day(later), show="unused") == []
    over = MONDAY + timedelta(days=200)
    assert [end_grants(at=over), end_grants(at=over)] == [1, 0]
    assert SharingRequest.objects.get().status == S.EXPIRED


@pytest.mark.req("R-181")
def test_a_demand_finds_its_supply(cast):
    made = asking.post_demand("企业 法定代表人", purpose="核对欠薪企业的负责人", by=cast(ASKER), at=MONDAY)
    assert made.due_on == date(2026, 12, 7)
    [first, *_] = matching(made.title)
    assert first.code == "enterprise-basics"
    draft = DataResource.objects.get(code="social-insurance")
    with pytest.raises(asking.CannotBeShared):
        asking.match(made, resource=draft, answer="用这个", by=cast("zhengyawen"), at=MONDAY)
    asking.match(made, resource=first, answer="目录里有，无条件共享", by=cast("zhengyawen"), at=MONDAY)
    assert (made.status, made.resource_id) == ("matched", first.pk)
    with pytest.raises(NotNow):
        asking.tell_none(made, answer="没有找到这种数据", by=cast("zhengyawen"), at=MONDAY)


@pytest.mark.req("R-181")
def test_a_body_that_has_no_part_in_a_request_does_not_see_it(cast):
    request = asked(cast)
    for login in (ASKER, OFFICER, "zhengyawen", "yanming"):
        assert seen.request_for(cast(login), request.number).pk == request.pk
    for login in ("chenli", "liqiang"):
        with pytest.raises(NotFound):
            seen.request_for(cast(login), request.number)


@pytest.mark.req("R-183")
def test_the_coverage_counts_every_body(cast):
    refused(cast)
    active(cast)
    [row] = seen.coverage(on=TODAY)
    assert (row.name, row.asked, row.granted, row.refused) == ("市公安局", 2, 1, 1)
