"""Who hears what of the ledger: the list in config names every verb that a subscriber lives on."""

import pytest

from tongban.config.subscriptions import SUBSCRIPTIONS
from tongban.handling.cases.subscribers import close_served, serve_electronically
from tongban.oversight.regulation.subscribers import push_decision, push_license_act
from tongban.web.console.undelivered import PARTS


def verbs_of(reaction):
    [found] = [each for each in SUBSCRIPTIONS if each.hears is reaction]
    return found.verbs


def test_electronic_service_hears_of_every_result_and_of_every_gap_that_was_closed():
    assert verbs_of(serve_electronically) == {"issue", "make_good"}


def test_closing_hears_of_both_ways_of_being_served():
    assert verbs_of(close_served) == {"serve", "collect"}


def test_supervision_hears_of_every_decision_on_a_case_and_of_every_end_of_a_licence():
    assert verbs_of(push_decision) == {"grant", "finish_on_the_spot", "deem_granted", "revoke"}
    assert verbs_of(push_license_act) == {"deregister", "revoke", "strip", "hold", "give_back"}


def test_every_subscriber_has_a_cursor_of_its_own():
    names = [each.name for each in SUBSCRIPTIONS]
    assert len(set(names)) == len(names)


@pytest.mark.req("R-125")
def test_whoever_watches_knows_the_part_of_the_house_that_a_subscriber_belongs_to():
    assert {each.name.partition(".")[0] for each in SUBSCRIPTIONS} - set(PARTS) == set()
