"""What the registers know for a question (核验依据): read for its evaluation, shown to nobody."""

from datetime import date

from tongban.registers.licenses.models import License, LicenseAnswer
from tongban.registers.licenses.rules.predicates import Ask, Evidence, Question, statement
from tongban.registers.licenses.rules.states import Status
from tongban.registers.licenses.rules.validity import Term
from tongban.registers.parties.models import Party

RAW = 64  # plain Ed25519; what the vault puts before it names the key


def proof_of(answer: LicenseAnswer) -> dict[str, str | int]:
    """An answer as whoever doubts it checks it elsewhere: what was signed, the signature, the number of the key."""
    ask, _, rest = answer.question.partition("(")
    told = {"case_number": answer.case_number, "purpose": answer.purpose, "ground": answer.ground}
    said = statement(Question(Ask(ask), rest.removesuffix(")")), answer.answer, **told, at=answer.answered_at)
    signature = bytes(answer.signature)
    return {
        "format": 1,
        "statement": said.decode(),
        "algorithm": "Ed25519",
        "key": int.from_bytes(signature[1:-RAW], "big"),
        "signature": signature[-RAW:].hex(),
    }


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
