"""What may be written into a draft: locked elements stay, promises only shorten, every doubt gets a word."""

import pytest

from tongban.foundation.kernel.errors import Invalid
from tongban.registers.catalog.findings import Finding, Severity
from tongban.registers.catalog.tests.samples import _OPTION, outcome
from tongban.registers.compiling import commands
from tongban.registers.compiling.bound import BOUND
from tongban.registers.compiling.rules.states import Status
from tongban.registers.compiling.soundness import Soundness

from .making import BUREAU, EDITOR, JUSTICE, MONDAY, begun, fresh, plain, pushed, submitted

pytestmark = pytest.mark.django_db


@pytest.fixture
def doubtful():
    """A gate that finds one doubtful thing in every list."""

    class Doubtful(Soundness):
        def judge(self, item, *, on):
            return [*super().judge(item, on=on), Finding("short", Severity.WARNING, "/options/01/summary", "太短。")]

    BOUND.gate = Doubtful()
    yield
    BOUND.gate = Soundness()


def options(**changes):
    return {"01": {**_OPTION, **changes}}


@pytest.mark.req("R-016", "R-017")
@pytest.mark.parametrize(
    ("changes", "pointer"),
    [
        ({"name": "本地改名"}, "/name"),
        ({"kind": "confirmation"}, "/kind"),
        ({"options": options(statutory_limit={"value": 8})}, "/options/01/statutory_limit"),
        ({"options": {}}, "/options/01"),
    ],
)
def test_what_came_from_above_cannot_be_changed_here(cast, changes, pointer):
    draft = claimed(cast)
    with pytest.raises(Invalid) as caught:
        commands.save(draft, {**draft.document, **changes}, revision=0, by=cast(EDITOR), at=MONDAY)
    assert pointer in {each.pointer for each in caught.value.faults if each.code == "locked"}
    assert fresh(draft).revision == 0


@pytest.mark.req("R-017")
def test_what_was_left_open_above_is_supplemented_here(cast):
    draft = claimed(cast)
    added = options(enquiry_phone="0937-6220117(样例)", legal_basis=[{"law": "食品安全法"}])
    commands.save(draft, {**draft.document, "options": added}, revision=0, by=cast(EDITOR), at=MONDAY)
    assert fresh(draft).document["options"]["01"]["enquiry_phone"] == "0937-6220117(样例)"


@pytest.mark.req("R-016")
@pytest.mark.parametrize(
    ("promise", "is_kept"),
    [
        ({"value": 4}, True),
        ({"value": 5}, True),
        ({"value": 6}, False),
        ({"value": 7, "unit": "day"}, True),
        ({"value": 8, "unit": "day"}, False),
        ({"unit": "on_the_spot"}, True),
        ({"value": 1, "unit": "month"}, False),
    ],
)
def test_a_promise_from_above_is_shortened_never_lengthened(cast, promise, is_kept):
    draft = claimed(cast)
    document = {**draft.document, "options": options(promised_limit=promise)}
    codes = told_wrong(lambda: commands.save(draft, document, revision=0, by=cast(EDITOR), at=MONDAY))
    assert codes == (set() if is_kept else {"promise_longer"})


def test_a_promise_of_ones_own_is_bound_by_the_law(cast):
    draft = begun(cast)
    with pytest.raises(Invalid):
        commands.save(
            draft, plain(options=options(promised_limit={"value": 11})), revision=0, by=cast(EDITOR), at=MONDAY
        )


def test_a_list_with_an_error_is_not_submitted_and_everything_is_told(cast):
    broken = options(audience=["martian"])
    draft = begun(cast, options=broken, version={"effective_on": "2026-12-01"})
    with pytest.raises(Invalid) as caught:
        commands.submit(draft, by=cast(EDITOR), at=MONDAY)
    assert {each.pointer for each in caught.value.faults} == {
        "/version/reason",
        "/version/legal_source",
        "/options/01/audience",
    }


def test_a_warning_needs_a_word_from_the_bureau(cast, doubtful):
    draft = submitted(cast)
    commands.review(fresh(draft), opinion="同意。", by=cast(JUSTICE), at=MONDAY)
    with pytest.raises(Invalid) as caught:
        commands.review(fresh(draft), opinion="同意。", by=cast(BUREAU), at=MONDAY)
    assert [each.pointer for each in caught.value.faults] == ["/words/short:/options/01/summary"]
    words = {"short:/options/01/summary": "够用了。"}
    commands.review(fresh(draft), opinion="同意。", words=words, by=cast(BUREAU), at=MONDAY)
    assert fresh(draft).words == words
    commands.publish(fresh(draft), by=cast(BUREAU), at=MONDAY)
    assert fresh(draft).status == Status.PUBLISHED


def told_wrong(call):
    """The codes of the faults that this is refused for; none when it is not."""
    return set(outcome(call)[1])


def claimed(cast):
    draft = pushed()
    commands.claim(draft, by=cast(EDITOR), at=MONDAY)
    return fresh(draft)
