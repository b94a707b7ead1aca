"""A licence instead of a paper (免证办): used with the applicant's consent, and counted where a clerk refuses it."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.errors import Fault, Invalid, NotFound, NotNow
from tongban.handling.cases.models import Case, Draft, Material, MaterialVerdict
from tongban.handling.cases.rules.holding import license_type
from tongban.handling.cases.rules.query_codes import query_index
from tongban.handling.cases.rules.states import ENDS
from tongban.registers.catalog.content import MaterialRequirement, Option
from tongban.registers.licenses.commands import copy_for_case, refuse_use, use
from tongban.registers.licenses.models import Consent, LicenseEdition, LicenseUse
from tongban.registers.licenses.queries import by_identifier, usable, use_for


def refuse_unusable(party_id: int, asked: MaterialRequirement, identifier: str, *, on: date) -> None:
    """`Invalid` unless this is a licence in force of this party, of the type that spares this paper."""
    kind = license_type(asked)
    held = usable(party_id, [kind], on=on) if kind else []
    if identifier not in {each.identifier for each in held}:
        raise Invalid(faults=[Fault("/license", "not_usable", "这本证照现在不能用，请上传材料，或者换一本。")])


def use_agreed(draft: Draft, option: Option, *, by: Actor, at: datetime) -> None:
    """Note the use of every licence that the applicant agreed to while filling in; all of them hold now, or none."""
    for row in draft.materials:
        agreed, code, identifier = row.get("consent"), row["code"], row.get("license")
        if agreed and identifier:
            agreed_at = datetime.fromisoformat(agreed)
            use_online(
                option, code, identifier, of=draft.owner_id, case=draft.number, agreed_at=agreed_at, by=by, at=at
            )


def use_online(
    option: Option, code: str, identifier: str, *, of: int, case: str, agreed_at: datetime, by: Actor, at: datetime
) -> LicenseUse | None:
    """网上同意: the licence stands for this material of the case, as its holder agreed to on the page (R-129).

    None where there is no such licence or the list asks for no such material.
    """
    edition, asked = by_identifier(identifier), option.material(code)
    if edition is None or asked is None:
        return None
    return use(
        edition.license,
        holder_or_representative=of,
        case_number=case,
        material_code=asked.code,
        purpose=purpose_of(option, asked.name),
        consent=Consent.ONLINE,
        consented_at=agreed_at,
        by=by,
        at=at,
    )


@transaction.atomic
def agree_at_window(case: Case, code: str, *, query_code: str, option: Option, by: Actor, at: datetime) -> LicenseUse:
    """窗口同意: the applicant says their query code, which nobody else has; the licence may be looked at then."""
    if case.state in ENDS:
        raise NotNow("办件已经结束，不能再调用证照。")
    asked = option.material(code)
    row = Material.objects.filter(case=case, requirement_code=code, replaced_at=None).first()
    edition = by_identifier(row.license_identifier) if row is not None and row.license_identifier else None
    if asked is None or edition is None:
        raise NotFound("这份材料没有用本市登记的电子证照。")
    typed = "".join(query_code.split())
    if not typed or bytes(case.query_index) != bytes(query_index(case.number, typed)):
        raise Invalid(faults=[Fault("/query_code", "query_code", "查询码不对，请申请人核对收件凭证上的查询码。")])
    return use(
        edition.license,
        holder_or_representative=case.applicant_id,
        case_number=case.number,
        material_code=code,
        purpose=purpose_of(option, asked.name),
        consent=Consent.QUERY_CODE,
        consented_at=at,
        by=by,
        at=at,
    )


def copy_of_license(case: Case, code: str, *, base_url: str, by: Actor, at: datetime) -> bytes:
    """取用加注件: of the licence that the applicant agreed to, while the case runs; `NotNow` after it."""
    if case.state in ENDS:
        raise NotNow("办件已经结束，证照不再提供。")
    used = use_for(case.number, code)
    if used is None:
        raise NotFound("申请人还没有同意在这个办件里使用证照。")
    return copy_for_case(used, subject=case.chain, base_url=base_url, by=by, at=at)


def note_refused(case: Case, changed: Iterable[Material], *, by: Actor, at: datetime) -> None:
    """不认电子证照: a licence in force that a clerk finds bad is an event with its reason (R-007).

    Whoever puts a bad verdict on materials calls this in the same transaction, so that no refusal goes unrecorded.
    """
    for row in changed:
        if row.verdict == MaterialVerdict.BAD and row.license_identifier:
            edition = LicenseEdition.objects.filter(identifier=row.license_identifier).first()
            if edition is not None:
                refuse_use(
                    edition,
                    case_number=case.number,
                    agency_id=case.agency_id,
                    material_code=row.requirement_code,
                    reason=row.problem,
                    by=by,
                    at=at,
                )


def purpose_of(option: Option, material: str) -> str:
    """What the holder reads in the list of uses."""
    return f"办理“{option.name}”，代替“{material}”"[:200]
