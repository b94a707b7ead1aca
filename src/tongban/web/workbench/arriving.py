"""Who stands at the window (来人): a party or a draft, carried between pages as a sealed word, not in an address."""

from dataclasses import dataclass
from typing import Any

from django.core import signing

from tongban.foundation.kernel.actors import Actor
from tongban.handling.cases.models import Draft
from tongban.handling.cases.queries.drafts import form_of
from tongban.registers.catalog.content import FormField, Option
from tongban.registers.parties.models import Party
from tongban.registers.parties.rules import Field, PartyKind
from tongban.registers.parties.sealed import open_field

SALT = "workbench.arriving"
LASTS = 60 * 60
FROM_DRAFT = "申请人网上已填"
FROM_REGISTER = "登记信息"
FROM_ANSWERS = "按上面的情形"


@dataclass(frozen=True, slots=True)
class Arrival:
    """The person or enterprise that the intake is for, and what they filled in before."""

    party: Party | None = None
    draft: Draft | None = None

    def sealed(self, actor: Actor) -> str:
        """The word that the page's form carries: only this staff member can use it, for an hour."""
        if self.party is None and self.draft is None:
            return ""
        number = self.draft.number if self.draft else ""
        return signing.dumps([actor.ref, self.party.pk if self.party else 0, number], salt=SALT)


def arrival_of(token: str, actor: Actor) -> Arrival:
    """Who was brought along from the page before; nobody, if the word is old, foreign or forged."""
    try:
        ref, party_id, number = signing.loads(token[:500], salt=SALT, max_age=LASTS)
    except (signing.BadSignature, ValueError, TypeError):
        return Arrival()
    if ref != actor.ref:
        return Arrival()
    draft = Draft.objects.select_related("owner", "account__person").filter(number=number).first() if number else None
    if draft is not None:
        return Arrival(draft.owner, draft)
    return Arrival(Party.objects.filter(pk=party_id).select_related("legal_representative").first())


def known_values(option: Option, arrival: Arrival, answers: dict[str, Any]) -> dict[str, tuple[Any, str]]:
    """What the form knows already and where from (来源标记): the draft, then the register, then the answers.

    Full values; the page shows them masked and puts them back when it is sent.
    """
    register = on_file(arrival.party)
    typed = form_of(arrival.draft) if arrival.draft is not None else {}
    found: dict[str, tuple[Any, str]] = {}
    for field in option.form:
        if typed.get(field.code) not in (None, "", []):
            found[field.code] = (typed[field.code], FROM_DRAFT)
        elif register.get(field.prefill):
            found[field.code] = (register[field.prefill], FROM_REGISTER)
        elif (value := answers.get(field.prefill.removeprefix("answers."))) and _is_answer(field):
            found[field.code] = (value, FROM_ANSWERS)
    return found


def _is_answer(field: FormField) -> bool:
    return field.prefill.startswith("answers.")


def on_file(party: Party | None) -> dict[str, str]:
    """What is on file of the one who asks; of an enterprise also its legal representative."""
    if party is None:
        return {}
    if party.kind == PartyKind.PERSON:
        return _of_person(party)
    person = party.legal_representative
    return {
        "enterprise.name": party.name,
        "enterprise.uscc": open_field(party, Field.ID_NUMBER),
        "enterprise.legal_representative": party.legal_representative_name or (person.name if person else ""),
        **(_of_person(person) if person is not None else {}),
    }


def _of_person(person: Party) -> dict[str, str]:
    return {
        "applicant.name": person.name,
        "applicant.id_number": open_field(person, Field.ID_NUMBER),
        "applicant.phone": open_field(person, Field.PHONE),
    }
