"""The seven operations through the whole way (动态调整): each with day, reason, source, joint review and notice."""

import pytest

from tongban.foundation.kernel.errors import Invalid, NotNow, NotYours
from tongban.foundation.ledger.models import Entry
from tongban.registers.catalog.commands import bring_into_force
from tongban.registers.catalog.lifecycle import ListState, Operation
from tongban.registers.catalog.queries import forget, guide, guide_or_ending, lineage
from tongban.registers.catalog.standing import Ending
from tongban.registers.catalog.tests.samples import _OPTION
from tongban.registers.compiling import commands, queries
from tongban.registers.compiling.models import ElementTemplate, ListDraft
from tongban.registers.compiling.queries.findings import read
from tongban.registers.compiling.queries.impact import impact_of
from tongban.registers.compiling.rules.states import OPEN, Status
from tongban.registers.compiling.rules.transition import Transition, last_day

from .making import (
    BUREAU,
    EDITOR,
    MONDAY,
    NOTE,
    OTHER_EDITOR,
    adjusted,
    after,
    agreed,
    assert_in_the_ledger,
    assert_jointly_reviewed,
    begun,
    edition_of,
    fresh,
    notice_of,
    plain,
    published,
    pushed,
    reviewed,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_is_remembered():
    forget()
    yield
    forget()


def note(days, **more):
    return {
        "effective_on": after(days).date().isoformat(),
        "reason": "机构改革",
        "legal_source": "样例文件〔2026〕1号",
        **more,
    }


def standing(cast, days=0, **changes):
    """A list in force since that day."""
    draft = published(cast, at=after(days), version=note(days), **changes)
    return edition_of(draft).list


@pytest.mark.req("R-002", "R-022")
def test_a_list_lives_through_change_suspension_resumption_and_cancellation(cast):
    target = standing(cast)
    code = f"{target.code}01"
    acts = (Operation.CHANGE, Operation.SUSPEND, Operation.RESUME, Operation.CANCEL)
    for days, operation in enumerate(acts, start=1):
        more = {"until_on": after(30).date().isoformat()} if operation is Operation.SUSPEND else {}
        draft = commands.begin(
            operation, standing=target, by=cast(EDITOR), at=after(days), document={"version": note(days, **more)}
        )
        if operation is Operation.CHANGE:
            changed = {**draft.document, "options": {"01": {**_OPTION, "name": "改过的办理项"}}}
            commands.save(draft, changed, revision=0, by=cast(EDITOR), at=after(days))
        commands.submit(fresh(draft), by=cast(EDITOR), at=after(days))
        draft = agreed(cast, draft, at=after(days))
        commands.publish(draft, by=cast(BUREAU), at=after(days))
        assert_jointly_reviewed(fresh(draft))
        assert_in_the_ledger(draft)
    told = {days: guide(code, on=after(days).date()).state for days in (0, 1, 2, 3)}
    assert told == {0: ListState.IN_FORCE, 1: ListState.IN_FORCE, 2: ListState.SUSPENDED, 3: ListState.IN_FORCE}
    assert (guide(code, on=after(2).date()).until_on, guide(code, on=after(1).date()).name) == (
        after(30).date(),
        "改过的办理项",
    )
    bring_into_force(on=after(4).date())
    ended = guide_or_ending(code)
    assert isinstance(ended, Ending)
    numbers = [each.number for each in queries.publications(list_code=target.code).rows]
    assert len(set(numbers)) == 5
    assert [each.operation.value for each in queries.publications(list_code=target.code).rows] == [
        "cancel",
        "resume",
        "suspend",
        "change",
        "add",
    ]


@pytest.mark.req("R-022")
def test_a_merge_ends_what_it_merges_on_the_day_on_which_it_comes_into_force(cast):
    one, other = standing(cast), standing(cast, basic_code="620131971W00", name="小餐饮登记帮办")
    draft = commands.begin(
        Operation.MERGE,
        document=plain(basic_code="620131972W00", name="登记帮办", version=note(3)),
        ancestors=[one.code, other.code],
        by=cast(EDITOR),
        at=after(1),
    )
    commands.submit(draft, by=cast(EDITOR), at=after(1))
    draft = agreed(cast, draft, at=after(1))
    commands.publish(draft, by=cast(BUREAU), at=after(1))
    merged = edition_of(fresh(draft)).list
    assert guide(f"{one.code}01").state is ListState.IN_FORCE
    bring_into_force(on=after(3).date())
    for each in (one, other):
        ended = guide_or_ending(f"{each.code}01")
        assert isinstance(ended, Ending)
        assert [to.list_code for to in ended.successors] == [merged.code]
        assert ended.reason == "合并为“登记帮办”"
    assert {each.from_code for each in lineage(merged).ancestors} == {one.code, other.code}


@pytest.mark.req("R-022")
def test_a_list_is_merged_into_another_that_goes_on(cast):
    kept, ended = standing(cast), standing(cast, basic_code="620131971W00", name="小餐饮登记帮办")
    draft = adjusted(cast, Operation.MERGE, kept, at=after(1), note=note(1), ancestors=[ended.code])
    assert edition_of(draft).number == 2
    assert guide(f"{kept.code}01").version == 2
    assert isinstance(guide_or_ending(f"{ended.code}01"), Ending)


@pytest.mark.req("R-022")
@pytest.mark.parametrize("ends", [True, False])
def test_a_split_leaves_the_old_list_or_ends_it(cast, ends):
    old = standing(cast)
    draft = commands.begin(
        Operation.SPLIT,
        document=plain(basic_code="620131973W00", name="拆出的事项", version=note(1)),
        ancestors=[old.code],
        ends_ancestors=ends,
        by=cast(EDITOR),
        at=after(1),
    )
    commands.submit(draft, by=cast(EDITOR), at=after(1))
    commands.publish(agreed(cast, draft, at=after(1)), by=cast(BUREAU), at=after(1))
    assert isinstance(guide_or_ending(f"{old.code}01"), Ending) is ends
    assert [each.to_code for each in lineage(old).descendants] == [edition_of(fresh(draft)).list.code]


def test_a_merge_says_what_it_merges_and_the_others_do_not(cast):
    target = standing(cast)
    with pytest.raises(Invalid):
        commands.begin(Operation.MERGE, document=plain(), by=cast(EDITOR), at=MONDAY)
    with pytest.raises(Invalid):
        commands.begin(Operation.CANCEL, standing=target, ancestors=["x"], by=cast(EDITOR), at=MONDAY)


@pytest.mark.req("R-002")
def test_what_the_state_of_the_list_does_not_allow_is_not_begun(cast):
    target = standing(cast)
    with pytest.raises(NotNow):
        commands.begin(Operation.RESUME, standing=target, by=cast(EDITOR), at=MONDAY)
    with pytest.raises(NotNow):
        commands.begin(Operation.ADD, standing=target, by=cast(EDITOR), at=MONDAY)


def test_a_list_has_one_open_draft_and_only_its_own_body_begins_it(cast):
    target = standing(cast)
    first = commands.begin(Operation.CHANGE, standing=target, by=cast(EDITOR), at=MONDAY)
    with pytest.raises(NotNow) as caught:
        commands.begin(Operation.SUSPEND, standing=target, by=cast(EDITOR), at=MONDAY)
    assert caught.value.facts["draft"] == first.pk
    with pytest.raises(NotYours):
        commands.begin(Operation.SUSPEND, standing=target, by=cast(OTHER_EDITOR), at=MONDAY)


def test_a_change_that_changes_nothing_is_not_published(cast):
    target = standing(cast)
    draft = commands.begin(Operation.CHANGE, standing=target, by=cast(EDITOR), at=MONDAY, document={"version": note(0)})
    commands.submit(draft, by=cast(EDITOR), at=MONDAY)
    with pytest.raises(NotNow):
        commands.publish(agreed(cast, draft), by=cast(BUREAU), at=MONDAY)


def test_a_draft_that_was_overtaken_is_not_published(cast):
    target = standing(cast)
    late = commands.begin(Operation.SUSPEND, standing=target, by=cast(EDITOR), at=MONDAY, document={"version": note(5)})
    commands.submit(late, by=cast(EDITOR), at=MONDAY)
    late = agreed(cast, late)
    other = begun(cast, basic_code="620131974W00", name="并入的事项")
    ListDraft.objects.filter(pk=other.pk).update(
        operation=Operation.MERGE, ancestors=[target.code], ends_ancestors=True
    )
    commands.submit(fresh(other), by=cast(EDITOR), at=MONDAY)
    commands.publish(agreed(cast, other), by=cast(BUREAU), at=MONDAY)
    with pytest.raises(NotNow, match="新版本"):
        commands.publish(late, by=cast(BUREAU), at=MONDAY)


@pytest.mark.req("R-026")
def test_the_transition_is_chosen_at_publication(cast):
    draft = reviewed(cast)
    until = after(20).date()
    commands.publish(draft, drafts_until_on=until, by=cast(BUREAU), at=MONDAY)
    assert edition_of(fresh(draft)).drafts_until_on == until
    told = {each.label: each.value for each in notice_of(fresh(draft)).content.lines}
    assert "2026年12月13日以前提交的，可以按原清单办理" in told["过渡期"]


@pytest.mark.req("R-026")
def test_whoever_publishes_may_choose_another_transition_than_the_draft_says(cast):
    until = after(20).date()
    draft = reviewed(cast, version={**NOTE, "drafts_until_on": until.isoformat()})
    commands.publish(draft, transition=Transition.FOLLOW, drafts_until_on=until, by=cast(BUREAU), at=MONDAY)
    assert edition_of(fresh(draft)).drafts_until_on is None
    assert "过渡期" not in {each.label for each in notice_of(fresh(draft)).content.lines}
    assert Entry.objects.filter(chain=draft.chain).latest("seq").facts["drafts_until_on"] == ""


@pytest.mark.req("R-026")
@pytest.mark.parametrize(
    ("chosen", "given", "drafted", "expected"),
    [
        (None, None, None, None),
        (None, None, 9, 9),
        (None, 5, 9, 5),
        (Transition.FOLLOW, 5, 9, None),
        (Transition.FINISH, 5, 9, 5),
        (Transition.FINISH, 0, None, 0),
        (Transition.FINISH, None, 9, "过渡到哪一天"),
        (Transition.FINISH, -1, None, "不能早于生效日期"),
    ],
)
def test_until_when_an_application_may_finish(chosen, given, drafted, expected):
    days = [after(each).date() if each is not None else None for each in (given, drafted)]
    if isinstance(expected, str):
        with pytest.raises(Invalid) as caught:
            last_day(chosen, *days, effective_on=MONDAY.date())
        assert expected in caught.value.faults[0].message
    else:
        found = last_day(chosen, *days, effective_on=MONDAY.date())
        assert found == (after(expected).date() if expected is not None else None)


@pytest.mark.req("R-026")
@pytest.mark.parametrize(("operation", "words"), [(Operation.SUSPEND, "暂停办理"), (Operation.CANCEL, "取消")])
def test_what_is_suspended_or_cancelled_touches_everything_though_no_word_of_it_changes(cast, operation, words):
    target = standing(cast)
    draft = commands.begin(operation, standing=target, by=cast(EDITOR), at=MONDAY, document={"version": note(5)})
    found = impact_of(draft, read(draft.document), at=MONDAY)
    assert found.codes == (f"{target.code}01", f"{target.code}02")
    assert [each.changes[0].sentence[: len(words)] for each in found.options] == [words] * 2
    assert all(each.burdens for each in found.options)


def element(number, name, path, *, is_same):
    """One element of a template, as its file has it."""
    given = {"number": number, "code": f"e{number}", "name": name, "group": "基本信息", "path": path}
    return {**given, "words": "text", "is_same": is_same}


@pytest.mark.req("R-016")
def test_the_template_by_which_it_was_compiled_stands_on_the_edition_and_locks(cast):
    elements = [
        element(1, "主项名称", "/name", is_same=True),
        element(2, "受理条件", "/options/*/conditions", is_same=True),
        element(3, "咨询电话", "/options/*/enquiry_phone", is_same=False),
    ]
    ElementTemplate.objects.create(
        version="样例-1", source="样例", is_reconstruction=True, elements=elements, loaded_at=MONDAY
    )
    draft = pushed()
    assert set(draft.locked) == {"/name", "/options/01/conditions", "/options/01/promised_limit"}
    assert edition_of(published(cast)).template == "样例-1"


@pytest.mark.req("R-016", "R-022")
def test_what_came_from_above_stays_locked_in_the_next_edition(cast):
    draft = pushed(basic_code="000131971000")
    commands.claim(draft, by=cast(EDITOR), at=MONDAY)
    commands.submit(fresh(draft), by=cast(EDITOR), at=MONDAY)
    commands.publish(agreed(cast, draft), by=cast(BUREAU), at=MONDAY)
    target = edition_of(fresh(draft)).list
    later = commands.begin(Operation.CHANGE, standing=target, by=cast(EDITOR), at=after(9))
    assert later.locked == draft.locked
    with pytest.raises(Invalid):
        commands.save(later, {**later.document, "name": "改名"}, revision=0, by=cast(EDITOR), at=after(9))


@pytest.mark.req("R-002")
def test_every_list_in_force_that_was_compiled_is_reviewed_by_two_bodies_at_least(cast):
    published(cast)
    done = ListDraft.objects.filter(status=Status.PUBLISHED)
    assert done.count() >= 4
    for each in done:
        assert_jointly_reviewed(each)
        assert_in_the_ledger(each)
    for each in ListDraft.objects.filter(status__in=sorted(OPEN)):
        assert_in_the_ledger(each)
