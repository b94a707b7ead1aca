"""Who may take a result away (领取人核对)."""

from datetime import datetime

from django.db.models import Q

from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.codes import check
from tongban.handling.cases.models import Case
from tongban.registers.parties.models import Party
from tongban.registers.parties.rules import PartyKind
from tongban.registers.parties.sealed import id_index


def collector(case: Case, typed_number: str, *, at: datetime) -> Party | None:
    """The person of this number, if they may take the result of this case away (one query).

    The applicant; whoever stands for the enterprise today; who holds a mandate in force that covers this matter; and
    the agent who brought the case for a person, unless they brought it under a mandate.
    """
    index = id_index(check("id_card", typed_number).normalized)
    today = local_day(at)
    members = case.applicant.members.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=today), valid_from__lte=today)
    mandates = case.applicant.mandates_given.filter(
        Q(covers_all=True) | Q(option_codes__contains=[case.option_code]),
        valid_from__lte=today,
        valid_to__gte=today,
        revoked_at__isnull=True,
    )
    is_free_agent = case.mandate_id is None and case.applicant.kind == PartyKind.PERSON
    themselves = [case.applicant_id, case.agent_id if is_free_agent and case.agent_id else 0]
    return Party.objects.filter(
        Q(pk__in=themselves)
        | Q(memberships__in=members)
        | Q(represents=case.applicant_id)
        | Q(mandates_held__in=mandates),
        id_index=index,
    ).first()
