"""Appraising and destroying archives (档案鉴定销毁): two persons, reasons, what still runs, and what stays for ever."""

from collections.abc import Callable, Iterator
from datetime import date, datetime

import pytest
from django.db import DatabaseError, transaction
from hypothesis import given
from hypothesis import strategies as some

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import LOCAL
from tongban.foundation.kernel.errors import Invalid, NotNow, NotYours
from tongban.foundation.ledger.models import Entry
from tongban.handling.cases.models import Material
from tongban.handling.cases.tests.applying import lodged
from tongban.handling.cases.tests.driving import after
from tongban.handling.dossiers import jobs
from tongban.handling.dossiers.bound import BOUND
from tongban.handling.dossiers.commands.archiving import archive, export_evidence
from tongban.handling.dossiers.commands.destroying import (
    SamePerson,
    StillRunning,
    approve,
    carry_out,
    propose,
    remove_contents,
    send_back,
    take_back,
)
from tongban.handling.dossiers.models import ArchiveRecord, DestructionLine, DestructionList
from tongban.handling.dossiers.queries import slips
from tongban.handling.dossiers.queries.destruction import running as found_running
from tongban.handling.dossiers.queries.destruction import to_appraise, visible_to
from tongban.handling.dossiers.rules.destruction import Appraised, Fate, faults_of, new_term
from tongban.handling.dossiers.subscribers import contents_are_removed
from tongban.registers.documents import shelf
from tongban.registers.licenses.commands.correcting import ask_to_correct
from tongban.registers.licenses.commands.correcting import take_back as take_back_correction
from tongban.registers.licenses.tests.cast import give
from tongban.registers.parties.models import Party

Cast = Callable[..., Actor]
LATER = datetime(2037, 3, 2, 10, tzinfo=LOCAL)
WHY = "逐卷审查，没有继续保存的价值。"


@pytest.fixture
def kept(walked) -> ArchiveRecord:
    """A real package whose ten years are over at LATER."""
    made = archive(walked.case, at=after(12))
    ArchiveRecord.objects.filter(pk=made.pk).update(retention="10年", retain_until=date(2036, 12, 31))
    made.refresh_from_db()
    return made


@pytest.fixture
def running() -> Iterator[dict[str, str]]:
    """What still runs about cases, as whoever is asked tells it; the test fills it in."""
    told: dict[str, str] = {}
    before = list(BOUND.running)
    BOUND.running[:] = [lambda numbers, on: {each: words for each, words in told.items() if each in numbers}]
    yield told
    BOUND.running[:] = before


def proposed(kept: ArchiveRecord, cast: Cast, fate: Fate = Fate.DESTROY, reason: str = "") -> DestructionList:
    return propose([Appraised(kept.pk, fate, reason)], opinion=WHY, by=cast("zhengyawen"), at=LATER)


@given(some.sampled_from([Fate.TEN, Fate.THIRTY]), some.dates(date(2030, 1, 1), date(2090, 1, 1)))
def test_a_new_term_is_never_over_when_it_begins(fate, on):
    label, until = new_term(fate, on=on)
    assert until is not None
    assert (until.month, until.day) == (12, 31)
    assert label == f"{until.year - on.year}年"
    assert new_term(Fate.EVER, on=on) == ("永久", None)


def test_everything_that_is_wrong_is_told_at_once():
    given_ = [
        Appraised(1, Fate.TEN),
        Appraised(2, Fate.DESTROY),
        Appraised(3, Fate.DESTROY),
        Appraised(4, Fate.DESTROY),
    ]
    found = faults_of(given_, due={1, 2, 4}, running={2: "有承诺核查没有办完"}, opinion="")
    assert [each.pointer for each in found] == ["/opinion", "/reason-1", "/fate-2", "/fate-3"]
    assert "有承诺核查没有办完" in found[2].message
    assert [each.pointer for each in faults_of([], due=set(), running={}, opinion=WHY)] == ["/fates"]
    on = [Appraised(2, Fate.TEN, "核查还没有完。")]
    assert faults_of(on, due={2}, running={2: "有承诺核查没有办完"}, opinion=WHY) == []


@pytest.mark.req("R-131")
def test_two_persons_destroy_the_content_and_everything_that_proves_it_stays(kept, cast):
    listed = proposed(kept, cast)
    with pytest.raises(SamePerson):
        approve(listed, words="同意。", by=cast("zhengyawen"), at=LATER)
    with pytest.raises(NotNow):
        carry_out(listed, by=cast("zhengyawen"), at=LATER)
    approve(listed, words="同意销毁。", by=cast("yanming"), at=LATER)
    assert shelf.place_of(bytes(kept.content)).exists()
    carry_out(listed, by=cast("zhengyawen"), at=LATER)
    entry = Entry.objects.get(chain=listed.chain, verb="carry_out")
    contents_are_removed(entry)
    contents_are_removed(entry)
    root, content, size = bytes(kept.root), bytes(kept.content), kept.size
    kept.refresh_from_db()
    assert (bytes(kept.root), bytes(kept.content), kept.size) == (root, content, size)
    assert (kept.destroyed_at, kept.is_removed) == (LATER, True)
    assert not shelf.place_of(content).exists()
    chain = Entry.objects.filter(chain=listed.chain).order_by("seq").values_list("verb", "by_ref")
    assert [verb for verb, _ in chain] == ["propose", "approve", "carry_out"]
    assert chain[0][1] != chain[1][1]
    told = Entry.objects.get(chain=f"archive:{kept.case.number}", verb="destroy")
    assert (told.facts["root"], told.facts["content"], told.facts["list"]) == (root.hex(), content.hex(), listed.chain)
    assert Entry.objects.get(chain=listed.chain, verb="propose").facts["lines"][0]["root"] == root.hex()


@pytest.mark.req("R-131")
def test_the_database_keeps_the_register_and_the_list(kept, cast):
    listed = proposed(kept, cast)
    for act in (
        lambda: ArchiveRecord.objects.filter(pk=kept.pk).update(root=b"\x00" * 32),
        lambda: ArchiveRecord.objects.filter(pk=kept.pk)._raw_delete("default"),
        lambda: DestructionLine.objects.update(fate="ever", reason="改"),
        lambda: DestructionLine.objects.all()._raw_delete("default"),
        lambda: DestructionList.objects.filter(pk=listed.pk)._raw_delete("default"),
        lambda: DestructionList.objects.filter(pk=listed.pk).update(decided_by=listed.proposed_by_id),
        lambda: ArchiveRecord.objects.filter(pk=kept.pk).update(destroyed_at=LATER, retain_until=None),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()


@pytest.mark.req("R-131")
def test_what_still_runs_stops_the_proposal_and_the_carrying_out(kept, cast, running):
    running[kept.case.number] = "有查看质询没有了结"
    with pytest.raises(Invalid) as refused:
        proposed(kept, cast)
    assert "有查看质询没有了结" in refused.value.faults[0].message
    running.clear()
    listed = proposed(kept, cast)
    approve(listed, words="同意。", by=cast("yanming"), at=LATER)
    running[kept.case.number] = "有查看质询没有了结"
    with pytest.raises(StillRunning, match="有查看质询没有了结"):
        carry_out(listed, by=cast("zhengyawen"), at=LATER)
    kept.refresh_from_db()
    assert (kept.destroyed_at, shelf.place_of(bytes(kept.content)).exists()) == (None, True)


@pytest.mark.req("R-131")
def test_a_request_to_correct_its_licence_and_a_case_that_rests_on_it_stop_the_carrying_out(kept, cast):
    liqiang = cast("liqiang", acting_for=Party.objects.get(name__contains="明月"))
    made = give(cast, case_number=kept.case.number)
    listed = proposed(kept, cast)
    approve(listed, words="同意。", by=cast("yanming"), at=LATER)
    asked = ask_to_correct(made, field="premises", wrong="门牌号少了一位", right="样例路10号", by=liqiang, at=LATER)
    with pytest.raises(StillRunning, match="证照纠错没有答复"):
        carry_out(listed, by=cast("zhengyawen"), at=LATER)
    assert found_running([kept], on=LATER.date()) == {kept.pk: "有证照纠错没有答复"}
    take_back_correction(asked, by=liqiang, at=LATER)
    _, other = lodged(cast("liqiang"), without=("business_license",), at=LATER)
    Material.objects.create(
        case=other, requirement_code="held", name="食品经营许可证", state="provided", license_identifier=made.identifier
    )
    with pytest.raises(StillRunning, match="正在别的办件里使用"):
        carry_out(listed, by=cast("zhengyawen"), at=LATER)
    Material.objects.filter(case=other).update(replaced_at=LATER)
    carry_out(listed, by=cast("zhengyawen"), at=LATER)


def test_what_is_kept_on_has_a_reason_and_a_new_term(kept, cast):
    with pytest.raises(Invalid):
        proposed(kept, cast, Fate.THIRTY)
    listed = proposed(kept, cast, Fate.THIRTY, "涉及土地，群众常来查。")
    approve(listed, words="同意。", by=cast("yanming"), at=LATER)
    carry_out(listed, by=cast("yanming"), at=LATER)
    remove_contents(listed.pk)
    kept.refresh_from_db()
    assert (kept.retention, kept.retain_until, kept.destroyed_at) == ("30年", date(2067, 12, 31), None)
    assert shelf.place_of(bytes(kept.content)).exists()
    line = listed.lines.get()
    assert (line.term, line.term_until) == ("10年", date(2036, 12, 31))
    assert not to_appraise(on=LATER.date()).exists()


def test_an_archive_stands_in_one_open_list_and_comes_back_when_it_is_not_agreed(kept, cast):
    listed = proposed(kept, cast)
    with pytest.raises(Invalid, match="改正"):
        proposed(kept, cast)
    send_back(listed, words="请再看一遍。", by=cast("yanming"), at=LATER)
    again = proposed(kept, cast)
    take_back(again, words="提早了。", by=cast("zhengyawen"), at=LATER)
    assert [each.pk for each in to_appraise(on=LATER.date())] == [kept.pk]


def test_what_is_not_over_is_not_appraised_and_strangers_see_and_do_nothing(kept, cast):
    early = datetime(2036, 12, 31, 10, tzinfo=LOCAL)
    with pytest.raises(Invalid):
        propose([Appraised(kept.pk, Fate.DESTROY)], opinion=WHY, by=cast("zhengyawen"), at=early)
    for login in ("wangfang", "yanming", "liqiang"):
        with pytest.raises(NotYours):
            propose([Appraised(kept.pk, Fate.DESTROY)], opinion=WHY, by=cast(login), at=LATER)
    proposed(kept, cast)
    assert (visible_to(cast("wangfang")).count(), visible_to(cast("yanming")).count()) == (0, 1)


def test_after_it_was_destroyed_nothing_looks_for_it_and_nothing_is_exported(kept, cast):
    listed = proposed(kept, cast)
    approve(listed, words="同意。", by=cast("yanming"), at=LATER)
    carry_out(listed, by=cast("zhengyawen"), at=LATER)
    remove_contents(listed.pk)
    assert jobs.check_archives(at=LATER) == 0
    figures = slips.archive_figures(on=LATER.date())
    assert (figures["count"], figures["over"], figures["destroyed"]) == (0, 0, 1)
    assert jobs.archive_ended(at=LATER) == 0
    with pytest.raises(NotNow, match="销毁"):
        export_evidence(kept.case, until=after(11), purpose="行政复议", by=cast("chenli"), at=LATER)
