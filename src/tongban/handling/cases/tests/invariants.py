"""What must hold of a case after every act, whatever the act was: trust R5."""

from collections.abc import Iterable
from datetime import date
from itertools import combinations

from django.db import connection
from django.db.models import Q

from tongban.foundation.ledger.models import Entry
from tongban.foundation.ledger.rules import GENESIS
from tongban.foundation.worktime.queries import calendar
from tongban.handling.cases.commands.clocks import pauses_of, pausing
from tongban.handling.cases.commands.steps import option_of
from tongban.handling.cases.models import Case, Clock, CorrectionNotice, SpecialRun, TellingOverride
from tongban.handling.cases.rules.clocks import ClockKind as K
from tongban.handling.cases.rules.clocks import decisive
from tongban.handling.cases.rules.flow import FLOW
from tongban.handling.cases.rules.reckoning import clock_due
from tongban.handling.cases.rules.states import ENDS
from tongban.handling.cases.rules.states import Status as S  # noqa: N817
from tongban.registers.documents.models import OfficialDocument

_BUSY = {K.PROMISED, K.STATUTORY}
_MAY_RUN = {
    S.RECEIVED: ({K.NOTICE, K.DEEMED_ACCEPTANCE}, set()),
    S.CORRECTING: ({K.CORRECTION}, set()),
    S.ACCEPTED: (_BUSY, {K.STAGE, K.RENEWAL, K.SPECIAL, K.SUPPLEMENT}),
    S.SUSPENDED: (_BUSY | {K.SPECIAL}, {K.STAGE, K.RENEWAL, K.SUPPLEMENT}),
    S.REVIEWING: (_BUSY, {K.STAGE, K.RENEWAL, K.SUPPLEMENT}),
    S.DECIDING: (_BUSY, {K.STAGE, K.RENEWAL, K.SUPPLEMENT}),
    S.GRANTED: ({K.SERVICE}, {K.SUPPLEMENT}),
    S.REFUSED: ({K.SERVICE}, set()),
    S.ISSUED: ({K.SERVICE}, {K.SUPPLEMENT}),
}
_OPEN_TARGETS = {
    "start_special": {S.ACCEPTED, S.SUSPENDED},
    "finish_special": {S.ACCEPTED, S.SUSPENDED},
    "make_good": set(S),
}


def assert_sound(case: Case, *, on: date, secrets: Iterable[str] = ()) -> None:
    """Everything that must hold of this case today; `secrets` are words that no fact of the ledger may carry."""
    now = Case.objects.get(pk=case.pk)
    _ledger_tells_the_state(now, secrets)
    _clocks_fit_the_state(now, on)
    _ends_are_ends(now)
    _hands_are_apart(now)
    assert CorrectionNotice.objects.filter(case=now).count() <= 1
    assert TellingOverride.objects.filter(case=now, answered_at__isnull=True).count() <= 1
    numbers = list(OfficialDocument.objects.filter(subject=now.chain).values_list("number", flat=True))
    assert len(numbers) == len(set(numbers))


_EVERYTHING = """
SELECT jsonb_build_array(
    (SELECT to_jsonb(t) FROM cases_case t WHERE t.id = %(case)s),
    (SELECT jsonb_agg(to_jsonb(t) ORDER BY t.id) FROM cases_clock t WHERE t.case_id = %(case)s),
    (SELECT jsonb_agg(to_jsonb(t) ORDER BY t.id) FROM cases_material t WHERE t.case_id = %(case)s),
    (SELECT jsonb_agg(to_jsonb(t) ORDER BY t.id) FROM cases_opinion t WHERE t.case_id = %(case)s),
    (SELECT jsonb_agg(to_jsonb(t) ORDER BY t.id) FROM cases_specialrun t WHERE t.case_id = %(case)s),
    (SELECT jsonb_agg(to_jsonb(t) ORDER BY t.id) FROM cases_slot t WHERE t.case_id = %(case)s),
    (SELECT jsonb_agg(to_jsonb(t) ORDER BY t.id) FROM cases_correctionnotice t WHERE t.case_id = %(case)s),
    (SELECT jsonb_agg(to_jsonb(t) ORDER BY t.id) FROM cases_precheckresult t WHERE t.case_id = %(case)s),
    (SELECT jsonb_agg(to_jsonb(t) ORDER BY t.id) FROM cases_tellingoverride t WHERE t.case_id = %(case)s),
    (SELECT jsonb_agg(to_jsonb(t) ORDER BY t.id) FROM cases_deferral t WHERE t.case_id = %(case)s),
    (SELECT jsonb_agg(to_jsonb(t) ORDER BY t.id) FROM cases_delivery t WHERE t.case_id = %(case)s),
    (SELECT jsonb_agg(to_jsonb(t) ORDER BY t.id) FROM documents_officialdocument t WHERE t.subject = %(chain)s),
    (SELECT jsonb_agg(to_jsonb(t) ORDER BY t.id) FROM ledger_entry t WHERE t.chain = %(chain)s),
    (SELECT jsonb_agg(to_jsonb(t) ORDER BY t.id) FROM ledger_outbox t WHERE t.chain = %(chain)s)
)::text
"""


def snapshot(case: Case) -> str:
    """Everything that is kept of a case, to see that a refused act changed nothing."""
    with connection.cursor() as cursor:
        cursor.execute(_EVERYTHING, {"case": case.pk, "chain": case.chain})
        return str(cursor.fetchone()[0])


def _ledger_tells_the_state(case: Case, secrets: Iterable[str]) -> None:
    head, state = GENESIS, S.DRAFT.value
    entries = list(Entry.objects.filter(chain=case.chain).order_by("seq"))
    for place, entry in enumerate(entries, start=1):
        assert entry.seq == place
        assert bytes(entry.previous) == head
        assert entry.record().hash_after(head) == bytes(entry.hash)
        step = FLOW.steps[entry.verb]
        assert entry.basis == step.basis != ""
        assert entry.from_status == state
        assert S(entry.from_status) in step.sources
        lands = _OPEN_TARGETS.get(entry.verb, {step.lands(S(entry.from_status))})
        assert S(entry.to_status) in lands
        assert not [word for word in secrets if word in str(entry.facts)]
        head, state = bytes(entry.hash), entry.to_status
    assert (case.version, bytes(case.head), case.status) == (len(entries), head, state)


def _clocks_fit_the_state(case: Case, on: date) -> None:
    running = list(case.clocks.filter(ended_at__isnull=True))
    kinds = {K(clock.kind) for clock in running}
    must, may = _MAY_RUN.get(case.state, (set(), set()))
    assert must <= kinds <= must | may, f"{case.status}: {kinds}"
    runs = list(SpecialRun.objects.filter(case=case))
    pauses = pauses_of(pausing(option_of(case), runs), until=on)
    for clock in running:
        is_paused = case.state is S.SUSPENDED and K(clock.kind).is_paused_by_special
        assert (clock.paused_since is not None) is is_paused
        if not is_paused:
            assert clock.due_on == clock_due(clock, pauses, calendar()).due_on
    kind = decisive(case.state)
    assert case.due_on == _decisive_day(case, running) if kind else case.due_on is None
    assert case.counted_runs == sum(run.finished_at is None for run in runs) or case.state is S.SUSPENDED


def _decisive_day(case: Case, running: list[Clock]) -> date:
    kind = decisive(case.state)
    counted = {each.code for each in option_of(case).special_procedures if each.is_counted}
    counted |= set(case.special_runs.exclude(counts_since=None).filter(finished_at=None).values_list("code", flat=True))
    return min(clock.due_on for clock in running if clock.kind == kind and clock.code not in counted)


def _ends_are_ends(case: Case) -> None:
    is_over = case.state in ENDS
    assert (case.ended_at is not None) is is_over
    if is_over:
        assert not case.clocks.filter(ended_at__isnull=True).exists()
        assert not SpecialRun.objects.filter(case=case, finished_at__isnull=True).exists()
    refused_without_word = Q(kind__in=["acceptance_notice", "deferral_notice"])
    papers = OfficialDocument.objects.filter(subject=case.chain)
    assert papers.filter(refused_without_word).count() == (1 if case.accepted_at else 0)


def _hands_are_apart(case: Case) -> None:
    if case.delegated_verbs:
        return
    hands = case.hands
    front = {hands.receiver, hands.acceptor} - {None}
    others = [each for each in (hands.examiner, hands.reviewer, hands.decider, hands.issuer) if each is not None]
    assert not front & set(others)
    assert all(one != other for one, other in combinations(others, 2))
