"""The time machine (案件时光机): an instant looks for ever as it looked then."""

from datetime import timedelta

import msgspec
import pytest

from tongban.foundation.kernel.errors import Invalid
from tongban.handling.cases.tests.driving import after
from tongban.handling.dossiers.queries.replay import as_of
from tongban.handling.dossiers.rules.snapshot import encoded, hash_of


@pytest.mark.req("R-042", "R-043")
def test_every_instant_is_replayed_byte_for_byte_as_it_was_seen_then(walked):
    assert len(walked.seen) == 15
    for at, bytes_then in walked.seen.items():
        replayed = as_of(walked.case, at)
        assert encoded(replayed) == bytes_then, at
        assert hash_of(replayed) == hash_of(msgspec.json.decode(bytes_then, type=type(replayed)))


def test_nothing_that_came_later_is_seen_earlier(walked):
    before = as_of(walked.case, after(0, 16))
    assert (before.status, before.told) == ("correcting", ("layout_plan",))
    assert {each.kind for each in before.clocks} == {"notice", "deemed_acceptance", "correction"}
    assert [each.state for each in before.materials if each.code == "layout_plan"] == ["missing"]
    assert (len(before.runs), len(before.opinions)) == (0, 0)
    paused = as_of(walked.case, after(3))
    assert [each.is_paused for each in paused.clocks if each.kind == "promised"] == [True]
    assert paused.runs[0].finished_on is None
    promised = {
        at: next(each.due_on for each in as_of(walked.case, at).clocks if each.kind == "promised")
        for at in (after(1, 11), after(4), after(4, 15))
    }
    assert sorted(promised.values()) == list(promised.values()), "the hearing's days and the extension moved it on"
    assert len(set(promised.values())) == 3


def test_between_two_acts_the_case_stands_as_the_first_left_it(walked):
    at = after(7, 11)
    later = as_of(walked.case, at + timedelta(hours=3))
    assert (later.status, later.version) == (as_of(walked.case, at).status, as_of(walked.case, at).version)


def test_before_it_was_received_there_is_no_case(walked):
    with pytest.raises(Invalid, match="还没有收到"):
        as_of(walked.case, after(-1))


def test_who_acted_is_named_with_basis_and_the_hash_of_the_act(walked):
    hands = as_of(walked.case, after(11)).hands
    assert [each.seq for each in hands] == list(range(1, len(hands) + 1))
    grant = next(each for each in hands if each.verb == "grant")
    assert (grant.role, grant.name, grant.basis) == ("decider", "陈立", "行政许可法 第三十八条第一款")
    assert len(grant.hash) == 64
