"""Publishing lists: two persons, gap-free numbers, an honest hash, and nothing that ever changes again."""

import hashlib
import json
from dataclasses import replace
from datetime import timedelta

import msgspec
import pytest
from django.db import IntegrityError, connection, transaction
from django.db.utils import InternalError

from tongban.foundation.kernel.errors import Invalid, NotNow, NotYours
from tongban.foundation.ledger.models import Entry
from tongban.registers.documents.models import OfficialDocument
from tongban.registers.lists import commands, queries
from tongban.registers.lists.commands.drafting import IsOpen
from tongban.registers.lists.commands.publishing import Behind
from tongban.registers.lists.models import Edition, EditionDraft
from tongban.registers.lists.rules.kinds import KINDS

from .drafting import EDITOR, MONDAY, REVIEWER, Cast, change_item, published, rows_in_force, stands

ON = MONDAY.date()
FOOD, SPARE = "000131024000", "000709110004"


def more_deferrable(option):
    first = option.materials[0]
    changed = msgspec.structs.replace(first, necessity="deferrable")
    return msgspec.structs.replace(option, materials=(changed, *option.materials[1:]))


@pytest.mark.django_db
@pytest.mark.req("R-013", "R-027", "R-143", "R-152", "R-068")
def test_every_list_of_the_plan_has_a_numbered_dated_hashed_edition():
    standing = queries.overview(on=ON)
    assert {each.kind.code for each in standing} == set(KINDS)
    for each in standing:
        assert each.head is not None, each.kind.code
        assert each.head.notice_number.endswith("号")
        assert len(each.head.content_hash) == 64
        assert each.days_over == 0


@pytest.mark.django_db
def test_before_the_first_edition_there_is_no_list():
    assert queries.current("permit", on=ON - timedelta(days=3650)) is None
    assert queries.codes_on("permit", ON - timedelta(days=3650)) is None


@pytest.mark.django_db
@pytest.mark.req("R-013", "R-152")
def test_the_downloaded_file_is_the_text_that_was_hashed(settings):
    head = stands("deferral")
    text = Edition.objects.get(pk=head.pk).content
    assert hashlib.sha256(text.encode()).hexdigest() == head.content_hash
    again = json.dumps(json.loads(text), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert again == text, "canonical: anybody can make the same bytes from the data"


@pytest.mark.django_db
@pytest.mark.req("R-013", "R-027")
def test_what_was_published_cannot_be_changed_or_deleted():
    edition = Edition.objects.latest("pk")
    for statement in (
        "UPDATE lists_edition SET row_count = 0 WHERE id = %s",
        "DELETE FROM lists_edition WHERE id = %s",
    ):
        with pytest.raises((InternalError, IntegrityError), match="不能修改"), transaction.atomic():
            connection.cursor().execute(statement, [edition.pk])


@pytest.mark.django_db
def test_the_database_refuses_a_hash_that_is_not_the_contents():
    edition = Edition.objects.filter(kind="permit").get()
    edition.previous_id, edition.pk = edition.pk, None
    edition.content, edition.number = "{}", 99
    with pytest.raises(IntegrityError, match="lists_edition_content_hash"), transaction.atomic():
        edition.save(force_insert=True)


@pytest.mark.django_db
@pytest.mark.req("R-013")
def test_nobody_publishes_what_they_drafted_or_proposed(cast: Cast):
    draft = commands.start("offline_protected", by=cast(EDITOR), at=MONDAY)
    commands.put_row(draft, key=draft.rows[0]["key"], cells={"hours": "周一至周五"}, by=cast(EDITOR), at=MONDAY)
    commands.propose(draft, by=cast(EDITOR), at=MONDAY)
    both = replace(cast(EDITOR), roles=cast(REVIEWER).roles)
    with pytest.raises(commands.SamePerson):
        commands.publish(draft, by=both, at=MONDAY)
    with pytest.raises(NotYours):
        commands.publish(draft, by=cast(EDITOR), at=MONDAY)
    assert commands.publish(draft, by=cast(REVIEWER), at=MONDAY).number == 2


@pytest.mark.django_db
@pytest.mark.req("R-013")
def test_a_returned_draft_keeps_its_history_and_may_be_proposed_again(cast: Cast):
    draft = commands.start("offline_protected", by=cast(EDITOR), at=MONDAY)
    key = draft.rows[0]["key"]
    commands.put_row(draft, key=key, cells={"hours": "周一至周六"}, by=cast(EDITOR), at=MONDAY)
    commands.propose(draft, by=cast(EDITOR), at=MONDAY)
    with pytest.raises(Invalid):
        commands.send_back(draft, reason=" ", by=cast(REVIEWER), at=MONDAY)
    commands.send_back(draft, reason="时间写错了", by=cast(REVIEWER), at=MONDAY)
    assert draft.returned_because == "时间写错了"
    commands.put_row(draft, key=key, cells={"hours": "周一至周五"}, by=cast(EDITOR), at=MONDAY)
    published(draft, cast)
    verbs = list(Entry.objects.filter(chain=draft.chain).order_by("seq").values_list("verb", flat=True))
    assert verbs == ["edit", "edit", "propose", "return", "edit", "propose", "publish"]
    facts = Entry.objects.get(chain=draft.chain, verb="publish").facts
    assert facts["edition"] == "2026-2"
    assert facts["changed"] == 1
    assert facts["hash"] == stands("offline_protected").content_hash


@pytest.mark.django_db
@pytest.mark.req("R-013")
def test_numbers_of_editions_and_notices_have_no_gap_even_after_a_failed_publication(cast: Cast):
    before = stands("offline_protected")
    draft = commands.start("offline_protected", by=cast(EDITOR), at=MONDAY)
    commands.propose(draft, by=cast(EDITOR), at=MONDAY)
    with pytest.raises(commands.NothingNew):
        commands.publish(draft, by=cast(REVIEWER), at=MONDAY)
    commands.recall(draft, by=cast(EDITOR), at=MONDAY)
    commands.drop_row(draft, key=draft.rows[0]["key"], reason="测试", by=cast(EDITOR), at=MONDAY)
    edition = published(draft, cast)
    assert (edition.year, edition.number, edition.previous_id) == (2026, 2, before.pk)
    numbers = OfficialDocument.objects.filter(kind="list_notice", agency=edition.agency, issued_at__year=2026)
    ordinals = sorted(int(each.split("〕")[1].rstrip("号")) for each in numbers.values_list("number", flat=True))
    assert ordinals == list(range(1, len(ordinals) + 1))


@pytest.mark.django_db
def test_editions_of_a_new_year_begin_at_one(cast: Cast):
    later = MONDAY.replace(year=2027, month=3)
    draft = commands.start("offline_protected", by=cast(EDITOR), at=later)
    commands.drop_row(draft, key=draft.rows[0]["key"], reason="测试", by=cast(EDITOR), at=later)
    edition = published(draft, cast, at=later)
    assert edition.name.slug == "2027-1"
    assert stands("offline_protected", on=ON).slug == "2026-1", "the earlier edition stays in force until then"
    assert [each.slug for each in queries.history("offline_protected")] == ["2027-1", "2026-1"]


@pytest.mark.django_db
@pytest.mark.req("R-152", "R-058")
def test_a_draft_shows_what_the_catalogue_changed_and_the_edition_tells_it_cell_by_cell(cast: Cast, items):
    change_item(items, FOOD, more_deferrable)
    draft = commands.start("deferral", by=cast(EDITOR), at=MONDAY)
    view = queries.draft_view(draft)
    assert [each.name for each in view.diff.changed] == ["食品经营许可（新办）"]
    assert [each.label for each in view.diff.changed[0].cells] == ["可以容缺的材料"]
    assert not view.faults
    assert not view.is_behind
    edition = published(draft, cast)
    diff = queries.changes(queries.edition("deferral", edition.name.slug))
    assert diff == view.diff
    assert not diff.added
    assert not diff.removed


@pytest.mark.django_db
def test_a_draft_that_the_catalogue_left_behind_is_not_published(cast: Cast, items):
    draft = commands.start("deferral", by=cast(EDITOR), at=MONDAY)
    change_item(items, FOOD, more_deferrable)
    assert queries.draft_view(draft).is_behind
    commands.propose(draft, by=cast(EDITOR), at=MONDAY)
    with pytest.raises(Behind):
        commands.publish(draft, by=cast(REVIEWER), at=MONDAY)
    commands.send_back(draft, reason="目录有变化", by=cast(REVIEWER), at=MONDAY)
    commands.refresh(draft, by=cast(EDITOR), at=MONDAY)
    assert published(draft, cast).number == 2


@pytest.mark.django_db
def test_one_draft_of_a_list_is_open_at_a_time(cast: Cast):
    first = commands.start("permit", by=cast(EDITOR), at=MONDAY)
    with pytest.raises(IsOpen):
        commands.start("permit", by=cast(EDITOR), at=MONDAY)
    commands.drop(first, reason="重新编", by=cast(EDITOR), at=MONDAY)
    assert commands.start("permit", by=cast(EDITOR), at=MONDAY).pk != first.pk


@pytest.mark.django_db
def test_the_city_s_lists_are_drafted_by_the_leading_body_only(cast: Cast):
    for login in ("wutao", REVIEWER, "wangfang"):
        with pytest.raises(NotYours):
            commands.start("permit", by=cast(login), at=MONDAY)
    draft = commands.start("permit", by=cast(EDITOR), at=MONDAY)
    assert queries.visible_to(cast(EDITOR)).filter(pk=draft.pk).exists()
    assert queries.visible_to(cast(REVIEWER)).filter(pk=draft.pk).exists()
    for login in ("wutao", "wangfang", "liqiang", "zhouyou"):
        assert not queries.visible_to(cast(login)).filter(pk=draft.pk).exists()


@pytest.mark.django_db
@pytest.mark.req("R-068")
def test_every_institution_has_its_own_negative_list():
    standing = [each for each in queries.overview(on=ON) if each.kind.code == "stationing"]
    assert {each.institution_key for each in standing} == {"government-affairs", "xiongguan", "gangcheng", "suburb"}
    assert standing[0].institution_key == "government-affairs"
    assert all(each.head is not None for each in standing)
    agencies = {each.head.agency for each in standing if each.head is not None}
    assert len(agencies) == 4, "each is published under the institution's own number"


@pytest.mark.django_db
@pytest.mark.req("R-068")
def test_a_negative_list_without_ground_approver_or_review_day_is_not_proposed(cast: Cast):
    draft = commands.start("stationing", institution="xiongguan", by=cast(EDITOR), at=MONDAY)
    commands.put_row(
        draft, key="新事项", cells={"name": "新事项", "agency": "雄关街道办事处"}, by=cast(EDITOR), at=MONDAY
    )
    with pytest.raises(Invalid) as refused:
        commands.propose(draft, by=cast(EDITOR), at=MONDAY)
    said = " ".join(each.message for each in refused.value.faults)
    for label in ("理由", "依据或说明", "在哪里办", "批准单位", "复核日期"):
        assert label in said
    with pytest.raises(Invalid):
        commands.put_row(draft, key="甲", cells={"nonsense": "甲"}, by=cast(EDITOR), at=MONDAY)
    commands.put_row(draft, key="新事项", cells={"ground": "没空", "review_on": "明年"}, by=cast(EDITOR), at=MONDAY)
    codes = {each.code for each in queries.draft_view(draft).faults}
    assert {"choice", "day", "missing"} <= codes


@pytest.mark.django_db
@pytest.mark.req("R-068", "R-015")
def test_state_secrets_are_counted_and_never_entered(cast: Cast):
    head = stands("stationing", institution="government-affairs")
    assert head.withheld == 1
    draft = commands.start("stationing", institution="gangcheng", by=cast(EDITOR), at=MONDAY)
    with pytest.raises(Invalid, match="国家秘密"):
        commands.put_row(draft, key="甲", cells={"name": "甲", "ground": "涉及国家秘密"}, by=cast(EDITOR), at=MONDAY)
    commands.withhold(draft, count=2, by=cast(EDITOR), at=MONDAY)
    edition = published(draft, cast)
    assert edition.withheld == 2
    assert json.loads(edition.content)["withheld"] == 2
    assert "2" in OfficialDocument.objects.get(pk=edition.notice_id).body["lines"][2]["value"]
    with pytest.raises(NotNow):
        commands.withhold(commands.start("permit", by=cast(EDITOR), at=MONDAY), count=1, by=cast(EDITOR), at=MONDAY)


@pytest.mark.django_db
@pytest.mark.req("R-015")
def test_an_online_exception_stands_on_the_public_list_with_ground_approver_and_review_day():
    rows = {each["name"]: each for each in rows_in_force("online_exception")}
    assert rows["临时居民身份证申领"]["review_on"] == "2026-12-31"
    assert "第一千零四十九条" in rows["内地居民结婚登记"]["basis"]
    for row in rows.values():
        assert row["ground"] == "法律法规另有规定"
        assert row["basis"]
        assert row["approved_by"]
        assert row["review_on"]


@pytest.mark.django_db
@pytest.mark.req("R-015")
def test_a_secret_exception_is_a_number_on_the_public_list(cast: Cast, items):
    def secret(option):
        exception = msgspec.structs.replace(option.online_exception, ground="state_secret")
        return msgspec.structs.replace(option, online_exception=exception)

    before = rows_in_force("online_exception")
    change_item(items, SPARE, secret)
    draft = commands.start("online_exception", by=cast(EDITOR), at=MONDAY)
    edition = published(draft, cast)
    assert (edition.row_count, edition.withheld) == (len(before) - 1, 1)
    assert "临时居民身份证" not in edition.content


@pytest.mark.django_db
@pytest.mark.req("R-014")
def test_local_features_are_a_list_of_their_own():
    rows = rows_in_force("local_service")
    compiled = {"公共体育场馆团体公益使用预约", "公共文化场地公益使用预约"}
    assert {row["name"] for row in rows} == {"公共文化场馆预约", "居家养老服务", "残疾人辅助器具适配"} | compiled


@pytest.mark.django_db
@pytest.mark.req("R-098")
def test_matters_whose_window_stays_open_are_listed_with_place_and_hours():
    rows = rows_in_force("offline_protected")
    assert {row["field"] for row in rows} == {"医保", "社保", "民政", "出入境", "生活缴费"}
    for row in rows:
        assert row["place"]
        assert row["hours"]
        assert queries.is_listed("offline_protected", row["key"], ON)
    assert not queries.is_listed("offline_protected", "x" * 33, ON)


@pytest.mark.django_db
def test_a_row_left_out_stays_out_until_it_is_taken_back(cast: Cast):
    draft = commands.start("intermediary", by=cast(EDITOR), at=MONDAY)
    key = draft.rows[0]["key"]
    commands.drop_row(draft, key=key, reason="依据已经废止", by=cast(EDITOR), at=MONDAY)
    commands.refresh(draft, by=cast(EDITOR), at=MONDAY)
    assert draft.left_out == {key: "依据已经废止"}
    published(draft, cast)
    following = commands.start("intermediary", by=cast(EDITOR), at=MONDAY)
    assert key not in {row["key"] for row in following.rows}
    commands.keep_row(following, key=key, by=cast(EDITOR), at=MONDAY)
    assert following.left_out == {}
    assert published(following, cast).row_count == 1


@pytest.mark.django_db
@pytest.mark.req("R-058")
def test_guides_that_ask_for_a_removed_intermediary_service_are_flagged_the_same_day(cast: Cast):
    low = {"驾驶人体检", "公共场所卫生检测或评价"}
    assert {name for _, name in queries.flagged_guides(ON)} == low, "a rule is no basis: these were never listed"
    draft = commands.start("intermediary", by=cast(EDITOR), at=MONDAY)
    row = draft.rows[0]
    commands.drop_row(draft, key=row["key"], reason="清理", by=cast(EDITOR), at=MONDAY)
    published(draft, cast)
    flagged = {(guide.option_code, name) for guide, name in queries.flagged_guides(ON) if name not in low}
    assert flagged == {(row["option_code"], row["service"])}


@pytest.mark.django_db
@pytest.mark.req("R-143")
def test_a_commitment_row_says_how_it_is_checked_how_risky_it_is_and_who_is_excluded(cast: Cast):
    for row in rows_in_force("commitment"):
        assert row["promises"]
        assert row["verification"]
        assert row["risk"] in ("低", "中", "高")
        assert row["excluded"]
        assert queries.is_listed("commitment", row["key"], ON)
    draft = commands.start("commitment", by=cast(EDITOR), at=MONDAY)
    assert draft.rows[0]["risk"], "the words kept by hand are carried on"
    with pytest.raises(Invalid, match="改正"):
        commands.put_row(draft, key=draft.rows[0]["key"], cells={"promises": "别的"}, by=cast(EDITOR), at=MONDAY)


@pytest.mark.django_db
def test_reading_the_same_edition_again_takes_no_statement(django_assert_num_queries):
    queries.is_listed("permit", "x", ON)
    with django_assert_num_queries(0):
        assert not queries.is_listed("permit", "x", ON)


@pytest.mark.django_db
def test_the_overview_takes_four_statements(django_assert_num_queries):
    with django_assert_num_queries(3):  # the latest editions · the city's center · the bodies that run places
        queries.overview(on=ON)


@pytest.mark.django_db
def test_a_published_draft_is_an_edition_and_stays_one(cast: Cast):
    draft = EditionDraft.objects.filter(kind="permit", status="published").get()
    with pytest.raises(NotNow):
        commands.refresh(draft, by=cast(EDITOR), at=MONDAY)
    with pytest.raises(NotNow):
        commands.publish(draft, by=cast("linjing"), at=MONDAY)
