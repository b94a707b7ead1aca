"""Using a licence instead of a paper (免证办), not taking one (不认), and answering yes or no (是否类核验)."""

from datetime import date, datetime

from django.db import transaction

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import Declined, Fault, Invalid
from tongban.foundation.kernel.vault import vault
from tongban.foundation.ledger.commands import advance, record_read
from tongban.registers.licenses.models import (
    Consent,
    Ground,
    License,
    LicenseAnswer,
    LicenseEdition,
    LicenseRefusal,
    LicenseType,
    LicenseUse,
)
from tongban.registers.licenses.queries.answers import evidence_of
from tongban.registers.licenses.queries.using import trouble_of
from tongban.registers.licenses.rules.flow import FLOW
from tongban.registers.licenses.rules.predicates import Question, evaluate, statement
from tongban.registers.parties.models import Party


class NotUsable(Declined):
    """The licence does not hold, or is another's (证照不能用)."""

    code = "license_not_usable"
    sentence = "这本证照现在不能用，请上传材料。"


@transaction.atomic
def use(
    license: License,
    *,
    holder_or_representative: int,
    case_number: str,
    material_code: str,
    purpose: str,
    consent: Consent | None,
    consented_at: datetime | None,
    by: Actor,
    at: datetime,
) -> LicenseUse:
    """用于办件: noted on the licence's own chain, so that its holder sees it; the same use twice is one.

    `NotUsable` for a licence that was revoked or is over by now, or is not the applicant's; `Invalid` without case,
    purpose or consent (个人信息保护法 第十三条).
    """
    lacks_consent = consent is None or consented_at is None or consented_at > at
    _refuse_lacking(case_number, purpose, *([_NO_CONSENT] if lacks_consent else []))
    assert consent is not None, "without consent it is refused"
    held = License.objects.select_for_update(of=("self",)).select_related("type", "issuer", "holder").get(pk=license.pk)
    if holder_or_representative not in (held.holder_id, held.holder.legal_representative_id):
        raise NotUsable("这本证照不是申请人的，也不是申请人任法定代表人的企业的，不能用。")
    if trouble := trouble_of(held, on=local_day(at)):
        raise NotUsable(trouble)
    edition = held.editions.get(number=held.edition_number)
    found = LicenseUse.objects.filter(edition=edition, case_number=case_number, material_code=material_code).first()
    if found is not None:
        return found
    facts = {"case": case_number, "purpose": purpose, "consent": consent.value, "edition": edition.number}
    advance(held, FLOW.take("use", held, by=by), by=by, at=at, facts=facts)
    return LicenseUse.objects.create(
        edition=edition,
        case_number=case_number,
        material_code=material_code,
        purpose=purpose[:200],
        consent=consent,
        consented_at=consented_at or at,
        by_ref=by.ref,
    )


@transaction.atomic
def refuse_use(
    edition: LicenseEdition,
    *,
    case_number: str,
    agency_id: int,
    material_code: str,
    reason: str,
    by: Actor,
    at: datetime,
) -> LicenseRefusal | None:
    """不认: a body asks for paper although the licence holds; None when it does not hold, for then it is right.

    The body is the clerk's own, or `agency_id`, whose case it is. The same words about the same material are one event.
    """
    held = License.objects.select_for_update().get(pk=edition.license_id)
    if trouble_of(held, on=local_day(at)):
        return None
    words = reason.replace("\0", "").strip()[:500]
    if not words:
        raise Invalid(faults=[Fault("/reason", "missing", "不认电子证照的，要写明理由。")])
    same = LicenseRefusal.objects.filter(license=held, case_number=case_number, material_code=material_code)
    if found := same.filter(reason=words).first():
        return found
    facts = {"case": case_number, "material": material_code, "reason": words}
    advance(held, FLOW.take("refuse_use", held, by=by), by=by, at=at, facts=facts)
    return LicenseRefusal.objects.create(
        license=held,
        agency_id=by.agency_id or agency_id,
        case_number=case_number,
        material_code=material_code,
        reason=words,
        refused_at=at,
        by_ref=by.ref,
    )


@transaction.atomic
def answer(
    holder: Party,
    question: Question,
    *,
    case_number: str,
    purpose: str,
    ground: Ground | None,
    by: Actor,
    at: datetime,
) -> LicenseAnswer:
    """是否类核验: yes or no, signed with case, purpose, ground and time; on the holder's record before it is given.

    `Invalid` names everything that is missing: the case, the purpose, the ground (个人信息保护法 第十三条).
    """
    _refuse_lacking(case_number, purpose, *([_NO_GROUND] if ground is None else []))
    assert ground is not None, "without a ground it is refused"
    purpose = purpose[:200]
    on: date = local_day(at)
    said = evaluate(question, evidence_of(holder, question, on=on), on=on)
    names = dict(LicenseType.objects.filter(key=question.value).values_list("key", "name"))
    fields = [f"是不是{question.words(names)}"]
    record_read(f"party:{holder.pk}", by=by, at=at, purpose=purpose, subject=f"case:{case_number}", fields=fields)
    return LicenseAnswer.objects.create(
        holder=holder,
        question=question.key,
        answer=said,
        case_number=case_number,
        purpose=purpose,
        ground=ground,
        answered_at=at,
        by_ref=by.ref,
        signature=vault().sign(
            statement(question, said, case_number=case_number, purpose=purpose, ground=ground, at=at)
        ),
    )


_NO_CONSENT = Fault("/consent", "missing", "调用证照要先有持证人的同意。")
_NO_GROUND = Fault("/ground", "missing", "核验要有持证人的同意，或者写明法定职责。")


def _refuse_lacking(case_number: str, purpose: str, *also: Fault) -> None:
    """`Invalid` with everything that is missing of case, purpose and what else was found."""
    faults = []
    if not case_number.strip():
        faults.append(Fault("/case_number", "missing", "调用证照要写明用于哪个办件。"))
    if not purpose.strip():
        faults.append(Fault("/purpose", "missing", "调用证照要写明用途。"))
    if faults or also:
        raise Invalid(faults=[*faults, *also])
