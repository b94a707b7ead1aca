"""From a first word to a published list: locked elements stay, promises only shorten, nobody approves their own."""

from itertools import product

import pytest
from django.db import DatabaseError, transaction

from tongban.foundation.kernel.actors import SYSTEM, Role
from tongban.foundation.kernel.errors import Declined, Invalid, NotNow, NotYours, Stale
from tongban.foundation.ledger.models import Entry
from tongban.registers.catalog.item import NotOnApplication
from tongban.registers.catalog.lifecycle import Operation
from tongban.registers.catalog.queries import forget, guide
from tongban.registers.catalog.tests.samples import _OPTION
from tongban.registers.compiling import commands, queries
from tongban.registers.compiling.models import ListDraft, Opinion
from tongban.registers.compiling.queries import lead
from tongban.registers.compiling.rules.duties import OwnWork
from tongban.registers.compiling.rules.flow import FLOW
from tongban.registers.compiling.rules.states import Status
from tongban.registers.documents.queries import verification

from .making import (
    BUREAU,
    BUREAU_EDITOR,
    BUREAU_TOO,
    EDITOR,
    FINANCE,
    JUSTICE,
    MONDAY,
    OTHER_EDITOR,
    OWN_REVIEWER,
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
    reviewed,
    submitted,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_is_remembered():
    forget()
    yield
    forget()


def options(**changes):
    return {"01": {**_OPTION, **changes}}


@pytest.mark.req("R-002", "R-013")
def test_the_whole_way_is_jointly_reviewed_published_by_others_and_wholly_in_the_ledger(cast):
    draft = published(cast)
    assert draft.status == Status.PUBLISHED
    assert_jointly_reviewed(draft)
    assert_in_the_ledger(draft)
    verbs = list(Entry.objects.filter(chain=draft.chain).order_by("seq").values_list("verb", flat=True))
    assert verbs == ["begin", "submit", "review", "review", "conclude", "publish"]
    code = f"{edition_of(draft).list.code}01"
    assert guide(code, on=after(8).date()).name == "食品经营许可(新办)"
    assert not edition_of(draft).is_founding


@pytest.mark.req("R-013")
def test_publishing_writes_a_notice_with_number_date_and_hash(cast):
    draft = published(cast)
    row = queries.publications().rows[0]
    assert row.number == notice_of(draft).number
    assert row.number.startswith("嘉政管公〔2026〕")
    assert (row.published_at, row.content_hash) == (MONDAY, notice_of(draft).content_hash)
    assert (row.operation, row.edition, row.list_code) == (Operation.ADD, 1, edition_of(draft).list.code)
    body = notice_of(draft).content
    assert body.title == "关于新增“小作坊登记帮办”实施清单的公告"
    told = {each.label: each.value for each in body.lines}
    assert set(told["联合审核"].split("、")) == {"市司法局", "市政务服务管理局"}
    assert any(edition_of(draft).options.get(option__code__endswith="01").content_hash in each for each in body.notes)
    checked = verification(notice_of(draft).verification_code, base_url="https://a.example")
    assert (checked.number, checked.addressee) == (row.number, "社会公众")


@pytest.mark.req("R-002")
@pytest.mark.parametrize(
    ("status", "verb"),
    [
        (status, verb)
        for status, verb in product(Status, FLOW.steps)
        if verb != "conclude" and status not in FLOW.steps[verb].sources
    ],
)
def test_illegal_jumps_are_refused_and_change_nothing(cast, status, verb):
    """Whoever tries: what the table does not allow is refused by the command itself."""
    draft = published(cast) if status is Status.PUBLISHED else begun(cast)
    if status is not Status.PUBLISHED:
        ListDraft.objects.filter(pk=draft.pk).update(status=status)
    draft = fresh(draft)
    before = ListDraft.objects.filter(pk=draft.pk).values().get()
    calls = {
        "claim": lambda by: commands.claim(draft, by=by, at=MONDAY),
        "decline": lambda by: commands.decline(draft, reason="不归我们", by=by, at=MONDAY),
        "reassign": lambda by: commands.reassign(draft, agency=lead(), reason="改", by=by, at=MONDAY),
        "submit": lambda by: commands.submit(draft, by=by, at=MONDAY),
        "recall": lambda by: commands.recall(draft, by=by, at=MONDAY),
        "review": lambda by: commands.review(draft, opinion="同意", by=by, at=MONDAY),
        "return": lambda by: commands.send_back(draft, reason="改", by=by, at=MONDAY),
        "publish": lambda by: commands.publish(draft, by=by, at=MONDAY),
        "drop": lambda by: commands.drop(draft, reason="不要了", by=by, at=MONDAY),
    }
    for login in (EDITOR, BUREAU, JUSTICE):
        with pytest.raises((NotNow, NotYours)), transaction.atomic():
            calls[verb](cast(login))
    assert ListDraft.objects.filter(pk=draft.pk).values().get() == before


@pytest.mark.req("R-002", "R-013")
def test_one_body_is_not_enough_and_neither_are_two_without_the_bureau(cast):
    draft = submitted(cast)
    for login in (JUSTICE, FINANCE):
        commands.review(fresh(draft), opinion="同意。", by=cast(login), at=MONDAY)
        assert fresh(draft).status == Status.SUBMITTED
    commands.review(fresh(draft), opinion="同意。", by=cast(BUREAU), at=MONDAY)
    assert fresh(draft).status == Status.REVIEWED


def test_a_body_speaks_once_a_turn(cast):
    draft = submitted(cast)
    commands.review(fresh(draft), opinion="同意。", by=cast(BUREAU), at=MONDAY)
    with pytest.raises(NotNow):
        commands.review(fresh(draft), opinion="同意。", by=cast(BUREAU_TOO), at=MONDAY)
    assert Opinion.objects.filter(draft=draft).count() == 1


@pytest.mark.req("R-013")
def test_nobody_reviews_or_publishes_their_own_work_even_with_both_posts(cast):
    both = cast(EDITOR).__class__(
        **{
            **{name: getattr(cast(BUREAU_EDITOR), name) for name in cast(BUREAU_EDITOR).__slots__},
            "roles": frozenset({Role.CATALOG_EDITOR, Role.CATALOG_REVIEWER}),
        }
    )
    draft = commands.begin(Operation.ADD, document=plain(), by=both, at=MONDAY)
    commands.submit(draft, by=both, at=MONDAY)
    with pytest.raises(OwnWork):
        commands.review(draft, opinion="同意。", by=both, at=MONDAY)
    draft = agreed(cast, draft)
    with pytest.raises(OwnWork):
        commands.publish(draft, by=both, at=MONDAY)
    commands.publish(draft, by=cast(BUREAU), at=MONDAY)


def test_a_body_does_not_review_its_own_list_unless_it_leads(cast):
    draft = submitted(cast)
    with pytest.raises(NotYours):
        commands.review(draft, opinion="同意。", by=cast(OWN_REVIEWER), at=MONDAY)


def test_only_the_bureau_publishes(cast):
    with pytest.raises(NotYours):
        commands.publish(reviewed(cast), by=cast(JUSTICE), at=MONDAY)


@pytest.mark.req("R-002")
def test_the_database_itself_refuses_a_publisher_who_compiled(cast):
    draft = published(cast)
    with pytest.raises(DatabaseError), transaction.atomic():
        ListDraft.objects.filter(pk=draft.pk).update(compiler_id=draft.publisher_id)
    with pytest.raises(DatabaseError, match="不能修改"), transaction.atomic():
        Opinion.objects.filter(draft=draft).update(words="改了")


@pytest.mark.req("R-013")
def test_a_returned_draft_keeps_its_history_and_is_reviewed_anew(cast):
    draft = submitted(cast)
    commands.review(fresh(draft), opinion="同意。", by=cast(JUSTICE), at=MONDAY)
    commands.send_back(fresh(draft), reason="承诺时限写错了。", by=cast(BUREAU), at=after(1))
    draft = fresh(draft)
    assert draft.status == Status.RETURNED
    commands.save(draft, plain(name="小作坊登记帮办服务"), revision=draft.revision, by=cast(EDITOR), at=after(1))
    commands.submit(draft, by=cast(EDITOR), at=after(2))
    commands.review(fresh(draft), opinion="同意。", by=cast(BUREAU), at=after(2))
    assert fresh(draft).status == Status.SUBMITTED
    commands.review(fresh(draft), opinion="还是同意。", by=cast(JUSTICE), at=after(2))
    assert fresh(draft).status == Status.REVIEWED
    said = queries.opinions_of(fresh(draft))
    assert [(each.turn, each.agency, each.verdict.value) for each in said] == [
        (1, "市司法局", "agree"),
        (1, "市政管局", "return"),
        (2, "市政管局", "agree"),
        (2, "市司法局", "agree"),
    ]
    told = list(queries.history(fresh(draft)))
    assert [each.label for each in told] == [
        "起草",
        "提交审核",
        "审核同意",
        "退回修改",
        "提交审核",
        "审核同意",
        "审核同意",
        "联审通过",
    ]
    assert told[3].words == "承诺时限写错了。"
    assert_in_the_ledger(draft)


def test_after_the_review_only_the_bureau_returns_it(cast):
    draft = reviewed(cast)
    with pytest.raises(NotYours):
        commands.send_back(draft, reason="再看看", by=cast(JUSTICE), at=MONDAY)
    commands.send_back(draft, reason="再看看", by=cast(BUREAU_TOO), at=MONDAY)
    assert fresh(draft).status == Status.RETURNED


def test_it_can_be_taken_back_and_dropped_by_its_body_only(cast):
    draft = submitted(cast)
    with pytest.raises(NotYours):
        commands.recall(draft, by=cast(OTHER_EDITOR), at=MONDAY)
    commands.recall(draft, by=cast(EDITOR), at=MONDAY)
    with pytest.raises(Invalid):
        commands.drop(draft, reason=" ", by=cast(EDITOR), at=MONDAY)
    commands.drop(draft, reason="上级取消了。", by=cast(EDITOR), at=MONDAY)
    assert fresh(draft).status == Status.DROPPED
    assert_in_the_ledger(draft)


def test_saving_needs_the_newest_revision_and_writes_over_nobody(cast):
    draft = begun(cast)
    other = fresh(draft)
    commands.save(draft, plain(name="甲"), revision=0, by=cast(EDITOR), at=MONDAY)
    with pytest.raises(Stale):
        commands.save(other, plain(name="乙"), revision=0, by=cast(EDITOR), at=MONDAY)
    assert (fresh(draft).name, fresh(draft).revision) == ("甲", 1)


def test_a_save_between_reading_and_submitting_is_submitted(cast):
    draft = begun(cast)
    commands.save(fresh(draft), plain(name="改过的"), revision=0, by=cast(EDITOR), at=MONDAY)
    commands.submit(draft, by=cast(EDITOR), at=MONDAY)
    assert agreed(cast, draft).document["name"] == "改过的"


def test_of_two_who_act_at_once_the_second_is_stale(cast):
    draft = submitted(cast)
    one, two = fresh(draft), fresh(draft)
    commands.review(one, opinion="同意。", by=cast(JUSTICE), at=MONDAY)
    with pytest.raises(Stale) as caught:
        commands.send_back(two, reason="改", by=cast(BUREAU), at=MONDAY)
    assert caught.value.facts["changes"][0]["verb"] == "review"


@pytest.mark.parametrize("login", [OTHER_EDITOR, BUREAU, JUSTICE])
def test_only_its_own_body_compiles(cast, login):
    draft = begun(cast)
    with pytest.raises(NotYours):
        commands.save(draft, plain(), revision=0, by=cast(login), at=MONDAY)
    with pytest.raises(NotYours):
        commands.submit(draft, by=cast(login), at=MONDAY)


def test_what_has_not_the_right_shape_is_told_with_every_place(cast):
    draft = begun(cast)
    with pytest.raises(Invalid) as caught:
        commands.save(draft, plain(options=options(colour="red"), extra=1), revision=0, by=cast(EDITOR), at=MONDAY)
    assert {each.pointer for each in caught.value.faults} == {"/options/01", ""}


def test_an_ex_officio_power_is_not_begun(cast):
    with pytest.raises(NotOnApplication):
        begun(cast, kind="penalty")


def test_the_effective_day_is_never_before_the_day_of_publication(cast):
    draft = reviewed(cast)
    with pytest.raises(Invalid) as caught:
        commands.publish(draft, by=cast(BUREAU), at=after(20))
    assert [each.pointer for each in caught.value.faults] == ["/effective_on"]
    commands.publish(draft, effective_on=after(21).date(), by=cast(BUREAU), at=after(20))
    assert edition_of(fresh(draft)).effective_on == after(21).date()


def test_a_refused_publication_leaves_nothing_behind(cast):
    draft = reviewed(cast)
    before = Entry.objects.count()
    with pytest.raises(Declined):
        commands.publish(draft, drafts_until_on=after(1).date(), by=cast(BUREAU), at=MONDAY)
    assert (Entry.objects.count(), fresh(draft).status) == (before, Status.REVIEWED)


def test_system_alone_neither_reviews_nor_publishes(cast):
    draft = submitted(cast)
    for act in (
        lambda: commands.review(draft, opinion="同意", by=SYSTEM, at=MONDAY),
        lambda: commands.publish(draft, by=SYSTEM, at=MONDAY),
    ):
        with pytest.raises(NotYours):
            act()
