"""From a draft to an edition by two persons, in force from its day; the city's own bundles; what a change touches."""

from datetime import date, datetime

import pytest
from django.db import DatabaseError, transaction
from msgspec.structs import replace

from tongban.foundation.kernel.clock import LOCAL
from tongban.foundation.kernel.errors import Invalid, NotFound, NotYours
from tongban.registers.bundles import commands, queries
from tongban.registers.bundles.commands.drafting import IsOpen
from tongban.registers.bundles.commands.publishing import NothingNew, SamePerson
from tongban.registers.bundles.models import BundleDraft, BundleEdition
from tongban.registers.bundles.queries.touched import TouchedBundles
from tongban.registers.bundles.rules.comparing import compare
from tongban.registers.bundles.rules.content import Content
from tongban.registers.bundles.rules.editing import with_member, without_member
from tongban.registers.bundles.rules.states import Standing
from tongban.registers.catalog.findings import Severity

pytestmark = pytest.mark.django_db

MONDAY = datetime(2026, 11, 23, 10, 0, tzinfo=LOCAL)
TODAY, LATER = date(2026, 11, 23), date(2026, 12, 1)
HOUSE = "real-estate"


@pytest.fixture
def editor(cast):
    return cast("fangyuan")


@pytest.fixture
def reviewer(cast):
    return cast("linjing")


def drafted(editor, change=None) -> BundleDraft:
    draft = commands.start(HOUSE, by=editor, at=MONDAY)
    content = queries.content_of(draft)
    changed = change(content) if change is not None else replace(content, summary="改过的说明")
    return commands.revise(draft, content=changed, by=editor, at=MONDAY)


def proposed(editor, change=None) -> BundleDraft:
    draft = drafted(editor, change)
    commands.propose(draft, reason="测试", by=editor, at=MONDAY)
    return draft


def in_a_circle(content: Content) -> Content:
    contract = content.member("contract")
    assert contract is not None
    return with_member(content, replace(contract, after=("registration",)), was="contract")


def test_the_citys_bundles_are_in_force_without_an_error():
    found = queries.in_force_on(TODAY)
    assert [each.code for each in found] == [
        "company",
        "company-change",
        "medical",
        "newborn",
        HOUSE,
        "restaurant",
        "utilities",
    ]
    for each in found:
        told = {one.code for one in queries.findings_of(each.content) if one.severity is not Severity.NOTE}
        assert told == ({"promise_shorter"} if each.code == "newborn" else set()), each.title
        assert len(queries.guides_of(each.content)) == len(each.content.members)


@pytest.mark.req("R-117")
def test_what_the_bundle_of_real_estate_asks_for_is_less_than_one_by_one():
    content = queries.edition_on(HOUSE, TODAY).content
    sale = queries.whole(content, {"reason": "second_hand", "utilities": "no"}, held=())
    assert [[each.key for each in level] for level in sale.levels] == [["contract"], ["tax", "registration"]]
    assert {(each.claim.member, each.source) for each in sale.papers.spared if each.way == "output"} == {
        ("tax", "contract"),
        ("registration", "contract"),
    }
    assert len(sale.papers.needed) < sale.papers.apart
    assert sale.papers.is_proven
    assert len(sale.entries) < sale.apart_fields
    assert (sale.way.keys, sale.way.workdays) == (("contract", "registration"), 4)
    visitor = queries.whole(content, {"reason": "second_hand", "utilities": "no"})
    assert {each.key for each in visitor.papers.needed} | {each.key for each in visitor.without_licenses} == {
        each.key for each in sale.papers.needed
    }
    gift = queries.whole(content, {"reason": "gift", "utilities": "no"}, held=())
    assert gift.chosen.needed == ("tax", "registration")
    registration = content.member("registration")
    assert registration is not None
    assert registration.gate is not None
    assert registration.gate.key == "tax_paid"


@pytest.mark.req("R-117")
def test_a_circle_is_refused_when_it_is_sent_to_review(editor):
    with pytest.raises(Invalid) as refused:
        proposed(editor, in_a_circle)
    assert any("二手房合同网签备案”→“不动产转移登记”→" in each.message for each in refused.value.faults)


def test_another_person_approves_and_the_edition_is_in_force_from_its_day(editor, reviewer):
    draft = proposed(editor)
    edition = commands.approve(draft, effective_on=LATER, words="样例", by=reviewer, at=MONDAY)
    assert (edition.number, draft.status, draft.edition_id) == (2, "approved", edition.pk)
    assert queries.edition_on(HOUSE, TODAY).number == 1
    assert queries.edition_on(HOUSE, LATER).number == 2
    assert [each.standing for each in queries.editions_of(HOUSE, on=TODAY)] == [Standing.COMING, Standing.IN_FORCE]
    later = queries.editions_of(HOUSE, on=LATER)
    assert [each.standing for each in later] == [Standing.IN_FORCE, Standing.REPLACED]
    assert later[1].until_on == date(2026, 11, 30)
    assert edition.members.count() == 7
    old, new = queries.edition_of(HOUSE, 1), queries.edition_of(HOUSE, 2)
    assert [each.sentence for each in compare(old.content, new.content)] == ["说明改过"]


def test_nobody_approves_what_they_drafted_or_sent(cast, editor):
    both = replace_roles(cast("linjing"), editor)
    draft = proposed(editor)
    with pytest.raises(SamePerson):
        commands.approve(draft, effective_on=LATER, words="样例", by=both, at=MONDAY)


def replace_roles(reviewer, editor):
    """The editor with the reviewer's post as well."""
    return editor.__class__(
        name=editor.name, roles=editor.roles | reviewer.roles, staff_id=editor.staff_id, agency_id=editor.agency_id
    )


def test_a_warning_needs_a_word_and_the_day_is_not_in_the_past(editor, reviewer):
    def shorter(content: Content) -> Content:
        assert content.promised_limit is not None
        return replace(content, promised_limit=replace(content.promised_limit, value=1))

    draft = proposed(editor, shorter)
    with pytest.raises(Invalid, match="提醒"):
        commands.approve(draft, effective_on=LATER, by=reviewer, at=MONDAY)
    with pytest.raises(Invalid) as refused:
        commands.approve(draft, effective_on=date(2026, 11, 22), words="各部门同意", by=reviewer, at=MONDAY)
    assert [each.pointer for each in refused.value.faults] == ["/effective_on"]
    assert commands.approve(draft, effective_on=TODAY, words="各部门同意", by=reviewer, at=MONDAY).number == 2


def test_an_edition_that_changes_nothing_is_none(editor, reviewer):
    draft = proposed(editor, lambda content: content)
    with pytest.raises(NothingNew):
        commands.approve(draft, effective_on=LATER, words="样例", by=reviewer, at=MONDAY)


def test_a_draft_is_returned_with_a_reason_mended_and_sent_again(editor, reviewer):
    draft = proposed(editor)
    commands.send_back(draft, reason="说明写清楚", by=reviewer, at=MONDAY)
    assert (draft.status, draft.returned_because) == ("returned", "说明写清楚")
    commands.revise(draft, content=replace(queries.content_of(draft), summary="清楚了"), by=editor, at=MONDAY)
    commands.propose(draft, reason="改了说明", by=editor, at=MONDAY)
    commands.recall(draft, by=editor, at=MONDAY)
    assert draft.status == "draft"


def test_one_edition_is_made_at_a_time_and_a_given_up_one_makes_room(editor):
    draft = drafted(editor)
    with pytest.raises(IsOpen):
        commands.start(HOUSE, by=editor, at=MONDAY)
    commands.drop(draft, reason="不改了", by=editor, at=MONDAY)
    assert commands.start(HOUSE, by=editor, at=MONDAY).pk != draft.pk


def test_a_bundle_is_withdrawn_by_two_persons_from_a_day(editor, reviewer):
    draft = commands.start_withdrawal(HOUSE, reason="不再联办", by=editor, at=MONDAY)
    commands.propose(draft, reason="不再联办", by=editor, at=MONDAY)
    commands.approve(draft, effective_on=LATER, by=reviewer, at=MONDAY)
    assert queries.edition_on(HOUSE, TODAY).number == 1
    with pytest.raises(NotFound):
        queries.edition_on(HOUSE, LATER)
    assert queries.editions_of(HOUSE, on=LATER)[0].standing is Standing.WITHDRAWN


def test_only_the_lead_body_and_the_bureau_draft_and_see_drafts(cast, editor):
    draft = drafted(editor)
    stranger = cast("wutao")
    with pytest.raises(NotYours):
        commands.start("newborn", by=stranger, at=MONDAY)
    assert not queries.visible_to(stranger).filter(pk=draft.pk).exists()
    assert queries.visible_to(editor).filter(pk=draft.pk).exists()
    assert queries.visible_to(cast("liqiang")).count() == 0


def test_a_new_bundle_begins_empty_and_every_fault_of_its_frame_is_told(editor):
    with pytest.raises(Invalid) as refused:
        commands.start("大写", title="", lead="nobody", by=editor, at=MONDAY)
    assert [each.pointer for each in refused.value.faults] == ["/code", "/title", "/lead"]
    draft = commands.start("retire", title="退休一件事", lead="human-resources", by=editor, at=MONDAY)
    assert queries.content_of(draft).title == "退休一件事"
    with pytest.raises(Invalid):
        commands.propose(draft, reason="新开", by=editor, at=MONDAY)


def test_an_option_finds_its_bundles_and_a_change_of_it_names_them(editor, reviewer, django_assert_num_queries):
    content = queries.edition_on(HOUSE, TODAY).content
    tax = content.member("tax")
    assert tax is not None
    with django_assert_num_queries(1):
        assert [each.code for each in queries.bundles_of(tax.option_code, on=TODAY)] == [HOUSE]
    touched = TouchedBundles()
    assert touched.count([tax.option_code], at=MONDAY) == 1
    assert [each.number for each in touched.page([tax.option_code], at=MONDAY)] == ["不动产登记一件事(第1版)"]
    draft = proposed(editor, lambda now: without_member(now, "tax"))
    commands.approve(draft, effective_on=LATER, words="样例", by=reviewer, at=MONDAY)
    assert touched.count([tax.option_code], at=datetime(2026, 12, 2, 9, 0, tzinfo=LOCAL)) == 0


def test_the_database_keeps_editions_as_they_were_published():
    edition = BundleEdition.objects.get(bundle__code=HOUSE)
    with pytest.raises(DatabaseError), transaction.atomic():
        BundleEdition.objects.filter(pk=edition.pk).update(title="改名")
    with pytest.raises(DatabaseError), transaction.atomic():
        edition.members.all().delete()
