"""The life of a list (动态调整): suspended, resumed, cancelled, split, merged; every past day can be asked."""

from datetime import date, datetime, timedelta
from itertools import product

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from tongban.foundation.kernel.actors import NOBODY, SYSTEM, Role
from tongban.foundation.kernel.clock import LOCAL
from tongban.foundation.kernel.errors import Invalid, NotFound, NotNow, NotYours
from tongban.foundation.ledger.models import Entry
from tongban.registers.catalog.browsing import Filters
from tongban.registers.catalog.commands import bring_into_force, cancel, publish, resume, suspend
from tongban.registers.catalog.item import VersionNote
from tongban.registers.catalog.lifecycle import ListState, Operation, may_follow
from tongban.registers.catalog.loading import load
from tongban.registers.catalog.models import HandlingOption, ImplementationList, Lineage
from tongban.registers.catalog.queries import (
    ListRow,
    as_of,
    browse,
    cards,
    forget,
    guide,
    guide_or_ending,
    lineage,
    local_features,
    offline_exceptions,
)
from tongban.registers.catalog.standing import Cancelled, Ending, Suspended, refuse_closed, suspension
from tongban.registers.catalog.tests.samples import _OPTION, CITY, document

AT = datetime(2026, 3, 2, 10, tzinfo=LOCAL)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_is_remembered():
    forget()
    yield
    forget()


def note(on, operation="", **more):
    return VersionNote(effective_on=on, reason="场馆改造", legal_source="样例文件", operation=operation, **more)


def day(month, number):
    return date(2026, month, number)


def listed(code="620131990W00", **changes):
    return publish(document(basic_code=code, **changes), by=SYSTEM, at=AT).edition.list


def code_of(target, number="01"):
    return f"{target.code}{number}"


@pytest.mark.parametrize(("operation", "state"), list(product(Operation, (None, *ListState))))
@pytest.mark.req("R-002", "R-022")
def test_the_life_of_a_list_has_no_jumps(operation, state):
    allowed = {
        (Operation.ADD, None),
        (Operation.ADD, ListState.CANCELLED),
        (Operation.CHANGE, ListState.IN_FORCE),
        (Operation.SPLIT, None),
        (Operation.SPLIT, ListState.IN_FORCE),
        (Operation.MERGE, None),
        (Operation.MERGE, ListState.IN_FORCE),
        (Operation.SUSPEND, ListState.IN_FORCE),
        (Operation.RESUME, ListState.SUSPENDED),
        (Operation.CANCEL, ListState.IN_FORCE),
        (Operation.CANCEL, ListState.SUSPENDED),
    }
    assert may_follow(operation, state) is ((operation, state) in allowed)


@pytest.mark.req("R-022")
def test_a_suspended_guide_stays_readable_and_says_since_when_why_and_until_when():
    target = listed()
    suspend(target, note(day(3, 2), until_on=day(6, 1)), by=SYSTEM, at=AT)
    found = guide(code_of(target))
    assert found.state is ListState.SUSPENDED
    assert suspension(found) == (
        "从2026年3月2日起暂停办理，原因：场馆改造；预计2026年6月1日恢复。暂停以前已经受理的照常办理。"
    )
    with pytest.raises(Suspended) as caught:
        refuse_closed(found)
    assert caught.value.facts == {"since": "2026-03-02", "until": "2026-06-01"}
    assert found.option_code in {each.option_code for each in browse(Filters(agency="market-regulation")).cards}


@pytest.mark.req("R-022")
def test_resuming_brings_back_the_same_content():
    target = listed()
    before = guide(code_of(target))
    suspend(target, note(day(3, 2)), by=SYSTEM, at=AT)
    resume(target, note(day(4, 1)), by=SYSTEM, at=AT)
    assert guide(code_of(target)).state is ListState.SUSPENDED
    bring_into_force(on=day(4, 1))
    after = guide(code_of(target))
    assert (after.state, after.content_hash, suspension(after)) == (ListState.IN_FORCE, before.content_hash, "")
    states = [guide(code_of(target), on=each).state.value for each in (day(3, 1), day(3, 2), day(3, 31), day(4, 1))]
    assert states == ["in_force", "suspended", "suspended", "in_force"]


@pytest.mark.req("R-022")
def test_a_cancelled_list_is_gone_and_its_address_says_since_when_and_why():
    target = listed()
    cancel(target, note(day(4, 1)), by=SYSTEM, at=AT)
    assert guide(code_of(target)).state is ListState.IN_FORCE
    bring_into_force(on=day(4, 1))
    found = guide_or_ending(code_of(target))
    assert isinstance(found, Ending)
    assert (found.since, found.reason, found.successors) == (day(4, 1), "场馆改造", ())
    assert found.sentence.startswith("“食品经营许可(新办)”从2026年4月1日起取消，原因：场馆改造。")
    with pytest.raises(Cancelled) as caught:
        guide(code_of(target))
    assert caught.value.status == 410
    assert code_of(target) not in {each.option_code for each in cards()}
    assert guide(code_of(target), on=day(3, 31)).version == 1
    with pytest.raises(Cancelled):
        guide(code_of(target), on=day(4, 2))


def test_what_never_was_in_force_is_not_found_rather_than_cancelled():
    with pytest.raises(NotFound) as caught:
        guide("11620200717000171K3620131990W0077")
    assert not isinstance(caught.value, Cancelled)


def test_an_option_left_out_is_told_as_cancelled_since_that_edition_even_years_later():
    target = listed()
    for number, on in enumerate((day(4, 1), day(5, 1)), start=2):
        changed = document(options={"01": {**_OPTION, "name": f"第{number}版"}})
        publish(type(changed)(**_parts(changed) | {"version": note(on)}), by=SYSTEM, at=AT)
    bring_into_force(on=day(6, 1))
    found = guide_or_ending(code_of(target, "02"))
    assert isinstance(found, Ending)
    assert (found.name, found.since) == ("食品经营许可(变更)", day(4, 1))


def test_a_cancelled_list_can_be_added_anew():
    target = listed()
    cancel(target, note(day(3, 2)), by=SYSTEM, at=AT)
    again = publish(_at(document(), day(3, 2)), by=SYSTEM, at=AT).edition
    assert (again.operation, guide(code_of(target)).version) == (Operation.ADD, 3)
    assert HandlingOption.objects.get(code=code_of(target)).ended_by_id is None


@pytest.mark.parametrize("act", [resume, lambda target, said, **who: [suspend(target, said, **who) for _ in "12"]])
def test_what_is_in_no_state_for_an_act_is_refused_and_nothing_is_written(act):
    target = listed()
    before = target.versions.count()
    with pytest.raises(NotNow), transaction.atomic():
        act(target, note(day(3, 2)), by=SYSTEM, at=AT)
    assert target.versions.count() == before


def test_a_suspended_list_is_resumed_before_it_is_changed():
    target = listed()
    suspend(target, note(day(3, 2)), by=SYSTEM, at=AT)
    with pytest.raises(NotNow):
        publish(_at(document(options={"01": {**_OPTION, "name": "新"}}), day(3, 3)), by=SYSTEM, at=AT)


def test_only_a_reviewer_adjusts_and_never_before_the_last_edition():
    target = listed()
    with pytest.raises(NotYours):
        suspend(target, note(day(3, 2)), by=NOBODY, at=AT)
    with pytest.raises(Invalid):
        cancel(target, note(date(2025, 12, 31)), by=SYSTEM, at=AT)


@pytest.mark.req("R-022")
def test_lineage_survives_a_split_and_a_merge_and_leads_to_what_took_the_place():
    old, other = listed(), listed("620131991W00", name="另一项")
    parts = [
        publish(
            _at(document(basic_code=code, name=name, options={"01": {**_OPTION, "name": name}}), day(3, 2), "split"),
            by=SYSTEM,
            at=AT,
            ancestors=[old.code],
        ).edition.list
        for code, name in (("620131992W00", "拆出甲"), ("620131993W00", "拆出乙"))
    ]
    cancel(old, note(day(3, 2)), by=SYSTEM, at=AT)
    merged = publish(
        _at(
            document(basic_code="620131994W00", name="合并后", options={"01": {**_OPTION, "name": "合并后"}}),
            day(3, 2),
            "merge",
        ),
        by=SYSTEM,
        at=AT,
        ancestors=[parts[0].code, other.code],
    ).edition.list
    for each in (parts[0], other):
        cancel(each, note(day(3, 2)), by=SYSTEM, at=AT)
    found = lineage(merged)
    assert {(each.operation.value, each.from_code, each.to_code) for each in found.ancestors} == {
        ("split", old.code, parts[0].code),
        ("merge", parts[0].code, merged.code),
        ("merge", other.code, merged.code),
    }
    assert {each.to_code for each in lineage(old).descendants} == {parts[0].code, parts[1].code, merged.code}
    ending = guide_or_ending(code_of(old))
    assert isinstance(ending, Ending)
    assert {each.name for each in ending.successors} == {"拆出乙", "合并后"}
    assert "现在请办" in ending.sentence
    with pytest.raises(DatabaseError), transaction.atomic():
        Lineage.objects.filter(descendant=merged).update(ancestor=parts[1])


def test_ancestors_have_to_be_known():
    with pytest.raises(Invalid):
        publish(_at(document(), day(3, 2), "merge"), by=SYSTEM, at=AT, ancestors=["x"])


@pytest.mark.req("R-022")
def test_the_catalogue_can_be_asked_as_of_any_day_over_all_operations():
    target = listed()
    suspend(target, note(day(4, 1)), by=SYSTEM, at=AT)
    resume(target, note(day(5, 1)), by=SYSTEM, at=AT)
    publish(_at(document(name="改名许可"), day(6, 1)), by=SYSTEM, at=AT)
    cancel(target, note(day(7, 1)), by=SYSTEM, at=AT)
    told = {
        on: next(((r.state.value, r.operation.value, r.name) for r in rows_on(on) if r.code == target.code), None)
        for on in (date(2025, 12, 31), day(3, 2), day(4, 1), day(5, 2), day(6, 1), day(7, 1))
    }
    assert list(told.values()) == [
        None,
        ("in_force", "add", "样例许可"),
        ("suspended", "suspend", "样例许可"),
        ("in_force", "resume", "样例许可"),
        ("in_force", "change", "改名许可"),
        ("cancelled", "cancel", "改名许可"),
    ]


def test_the_catalogue_of_a_day_is_paged_by_code_in_one_statement_a_page():
    seen: list[ListRow] = []
    after = ""
    while True:
        with CaptureQueriesContext(connection) as statements:
            page = as_of(day(3, 2), after=after, size=20)
        assert len(statements) == 1  # lists with their edition, basic item, agency and number of options
        seen += page.rows
        after = page.next
        if not after:
            break
    codes = [each.code for each in seen]
    assert codes == sorted(set(codes))
    assert len(codes) == ImplementationList.objects.filter(versions__effective_on__lte=day(3, 2)).distinct().count()


@pytest.mark.req("R-014")
def test_local_features_are_a_public_list_of_their_own_and_carry_local_codes():
    public = {"kind": "public_service", "field": "culture_sports", "basic_code": "622033990W00"}
    flagged = listed(is_local_feature=True, **{"code": public.pop("basic_code"), **public})
    assert flagged.code in {each.code for each in local_features(day(3, 2))}
    assert ImplementationList.objects.get(pk=flagged.pk).is_local_feature
    with pytest.raises(Invalid) as caught:
        listed("002033990W00", is_local_feature=True, **public)
    assert [each.pointer for each in caught.value.faults] == ["/is_local_feature"]
    with pytest.raises(Invalid):
        listed(is_local_feature=True)
    publish(_at(document(basic_code="622033990W00", **public), day(3, 2)), by=SYSTEM, at=AT)
    assert flagged.code not in {each.code for each in local_features(day(3, 2))}
    assert not ImplementationList.objects.get(pk=flagged.pk).is_local_feature


@pytest.mark.req("R-015")
def test_exceptions_from_going_online_are_public_but_secrets_are_only_counted():
    before = offline_exceptions()
    city = {row[0][19:31] for row in before.rows}
    basis = {"law": "保守国家秘密法", "article": "第九条"}
    for code, ground in (("620131995W00", "law"), ("620131996W00", "state_secret")):
        offline = {**_OPTION, "channels": ["window"], "online_exception": {"ground": ground, "basis": basis}}
        listed(code, options={"01": offline})
    found = offline_exceptions()
    assert {row[0][19:31] for row in found.rows} - city == {"620131995W00"}
    assert found.secret == before.secret + 1


def test_every_act_stands_in_the_ledger_with_operation_reason_and_source():
    target = listed()
    suspend(target, note(day(3, 2)), by=SYSTEM, at=AT)
    cancel(target, note(day(3, 2)), by=SYSTEM, at=AT + timedelta(hours=1))
    entries = Entry.objects.filter(chain=f"list:{target.code}").order_by("seq")
    assert [each.facts["operation"] for each in entries] == ["add", "suspend", "cancel"]
    assert all(each.facts["reason"] and each.facts["legal_source"] and each.facts["is_founding"] for each in entries)


def test_loading_the_folder_again_leaves_alone_what_was_adjusted_since():
    target = ImplementationList.objects.get(code__contains="000131024000")
    reviewer = SYSTEM.speaking_as(Role.CATALOG_REVIEWER)
    cancel(target, note(date(2026, 1, 5)), by=reviewer, at=AT)
    assert load(CITY, by=SYSTEM, at=AT).published == 0


def _parts(item):
    return {name: getattr(item, name) for name in item.__struct_fields__}


def _at(item, on, operation=""):
    return type(item)(**_parts(item) | {"version": note(on, operation)})


def rows_on(on):
    return as_of(on, size=500).rows
