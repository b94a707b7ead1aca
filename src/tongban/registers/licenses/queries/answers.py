"""What the registers know for a question (核验依据): read for its evaluation, shown to nobody."""

from datetime import date

from tongban.registers.licenses.models import License
from tongban.registers.licenses.rules.predicates import Ask, Evidence, Question
from tongban.registers.licenses.rules.states import Status
from tongban.registers.licenses.rules.validity import Term
from tongban.registers.parties.models import Party


def evidence_of(holder: Party, question: Question, *, on: date) -> Evidence:
    """What this question needs and no more (at most one statement)."""
    if question.ask not in (Ask.IN_FORCE, Ask.HOLDS):
        return Evidence(born_on=holder.born_on, division_code=holder.division_code)
    rows = list(License.objects.filter(holder=holder, type__key=question.value).select_related("type"))
    standing = [each for each in rows if each.status == Status.VALID]
    in_force = [each for each in standing if Term(each.valid_from, each.valid_to).covers(on)]
    held = [each for each in rows if each.status in (Status.VALID, Status.HELD, Status.LAPSED)]
    return Evidence(
        held_types=frozenset(each.type.key for each in held),
        types_in_force=frozenset(each.type.key for each in in_force),
    )
