"""What a counter finds for the person in front of it (窗口查找): their cases, and whether a number is a draft's."""

from django.db.models import F, Q, QuerySet

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.codes import check
from tongban.handling.cases.models import Case, Draft
from tongban.handling.cases.rules.states import ENDS
from tongban.registers.parties.models import Party

from .visible import visible_to

MOST = 12


def is_draft(actor: Actor, number: str) -> bool:
    """Is there a draft with this number: counters may ask; only the applicant's paper opens it (one query)."""
    plain = check("case_number", number).normalized
    return Role.COUNTER in actor.roles and Draft.objects.filter(number=plain).exists()


def cases_of_party(actor: Actor, party: Party) -> QuerySet[Case]:
    """The open cases of this person or enterprise, and those they brought for others, that this actor may see."""
    theirs = Q(applicant=party) | Q(agent=party) | Q(applicant__members__person=party)
    keys = Case.objects.filter(theirs).exclude(status__in=ENDS).values("pk")
    rows = visible_to(actor).filter(pk__in=keys).select_related("applicant", "agency", "assignee")
    return rows.annotate(option_name=F("option_version__name")).order_by("-received_at")[:MOST]
