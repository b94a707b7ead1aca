"""Filling in an application (填写申请): one number from the first question to the result, nothing typed twice (R-008).

A draft is nobody's case yet: it has no ledger, only a revision, so that two windows do not overwrite each other.
It follows the newest edition of its list, unless the transition lets it finish under the one it was begun under; what
changed is said, and only that is asked anew (R-026).
"""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec
from django.conf import settings
from django.db import transaction

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.codes import check
from tongban.foundation.kernel.errors import Declined, Fault, Invalid, NotFound, NotNow, NotYours, Stale, TooMany
from tongban.foundation.kernel.vault import vault
from tongban.handling.cases.credit import refuse_barred
from tongban.handling.cases.models import Channel, Draft
from tongban.handling.cases.promises import is_offered
from tongban.handling.cases.queries.drafts import FORM, fitting_answers, form_of, given_in
from tongban.handling.cases.queries.promise import promise_of, signed_online
from tongban.handling.cases.queries.standing import standing
from tongban.handling.cases.rules.applications import Application
from tongban.handling.cases.rules.deferral import Choice, Consent, consent_from, is_open_to, why_not
from tongban.registers.catalog.checklist import checklist, judge_materials, read_answers
from tongban.registers.catalog.content import MaterialRequirement, Option
from tongban.registers.catalog.guides import Guide
from tongban.registers.catalog.queries import guide, guide_of
from tongban.registers.catalog.standing import refuse_closed
from tongban.registers.documents.models import StoredFile
from tongban.registers.documents.queries import uploaded_by
from tongban.registers.parties.models import Party
from tongban.registers.parties.queries import mandate_for

from .draft_rows import refuse_type, row_for, worth_keeping
from .license_uses import refuse_unusable, use_agreed
from .lodging import Lodged, lodge
from .numbers import next_case_number
from .preparing import refuse_open_questions as refuse_open_questions

KEPT_DAYS = 30
MOST_DRAFTS = 30
LONGEST_VALUE = 5000
LARGEST_FORM = 200_000


class WrongCapacity(Declined):
    """The matter is not for whom one acts for now (办事身份不符)."""

    code = "wrong_capacity"
    sentence = "这件事不能用现在的身份申请。请先切换身份。"


class WindowOnly(Declined):
    """The list does not offer the web for this matter (只能到窗口办理)."""

    code = "window_only"
    sentence = "这件事现在只能到窗口办理。办事指南里有地址和办公时间。"


class Unsigned(Declined):
    """The promise reads otherwise than what was signed (承诺书要重新签名)."""

    code = "unsigned"
    sentence = "您签名以后，承诺书的内容变了。请重新看一遍承诺书并签名，或者选择按一般方式办理。"


class ListChanged(Declined):
    """A newer edition is in force than the one that was filled in under (清单已更新)."""

    code = "list_changed"
    sentence = "您填写期间，办事清单更新了。请先看一眼改了什么，再接着提交；您填的都在。"


def begin_draft(option_code: str, *, by: Actor, at: datetime, answers: Mapping[str, Any] | None = None) -> Draft:
    """Begin an application (开始申报): it gets its number now, and is kept for thirty days."""
    found = guide(option_code)
    refuse_closed(found)
    owner_id = _owner(by)
    mandate_for(by, option_code=option_code, at=at)
    refuse_unfit(found.option, Party.objects.get(pk=owner_id))
    if Draft.objects.filter(owner_id=owner_id, expires_on__gte=local_day(at)).count() >= MOST_DRAFTS:
        raise TooMany(f"您已经有{MOST_DRAFTS}份没提交的草稿。请先提交或者删除用不上的草稿。")
    return Draft.objects.create(
        number=next_case_number(settings.TONGBAN_DIVISION, on=local_day(at)),
        option_version_id=found.option_version_id,
        owner_id=owner_id,
        account_id=by.account_id,
        answers=fitting_answers(found.option, answers or {}),
        created_at=at,
        updated_at=at,
        expires_on=_kept_until(at),
    )


def refuse_unfit(option: Option, owner: Party) -> None:
    """`WindowOnly` or `WrongCapacity` when this party cannot apply for this on the web."""
    if not {"web", "mobile"} & set(option.channels):
        raise WindowOnly()
    if owner.kind not in option.audience:
        raise WrongCapacity(
            "这件事由企业等组织申请。请先切换到企业身份。"
            if owner.kind == "person"
            else "这件事由个人申请。请先换回本人身份。"
        )


def save_answers(draft: Draft, answers: Mapping[str, Any], *, revision: int, at: datetime) -> Draft:
    """Answers to situation questions (情形回答); `Invalid` names every wrong one, and nothing is kept then."""
    option = filled_under(draft, at=at).option
    kept = read_answers(option, {**fitting_answers(option, draft.answers), **answers})
    return _save(draft, revision=revision, at=at, answers=kept)


def save_form(draft: Draft, form: Mapping[str, Any], *, revision: int, at: datetime) -> Draft:
    """What was typed into some fields (申请表): kept as typed, right or wrong; judging is for `check_form`."""
    return _save(draft, revision=revision, at=at, form_sealed=_sealed(draft, form, at=at))


def keep_typing(draft: Draft, form: Mapping[str, Any], *, revision: int, at: datetime) -> None:
    """The same while one still types (自动保存): the revision stays, so that the page at hand can go on."""
    sealed = _sealed(draft, form, at=at)
    columns = {"form_sealed": sealed, "updated_at": at, "expires_on": _kept_until(at)}
    if not Draft.objects.filter(pk=draft.pk, revision=revision).update(**columns):
        raise Stale()


def save_material(
    draft: Draft,
    code: str,
    *,
    license_identifier: str = "",
    is_committed: bool = False,
    consents: bool = False,
    revision: int,
    at: datetime,
) -> Draft:
    """How a material is to come (材料的提交方式): by licence or by a promise; files stay as they are.

    `consents` is the applicant's word that a licence of the register may be used for this one case (R-129).
    """
    asked = _asked(draft, code, at=at)
    typed = license_identifier.strip()[:200]
    judged = check("license", typed) if typed else None
    if judged is not None and not judged.valid:
        raise Invalid(faults=[Fault("/license", each.code, each.message) for each in judged.errors])
    number = judged.normalized if judged else ""
    if consents:
        refuse_unusable(draft.owner_id, asked, number, on=local_day(at))
    with transaction.atomic():
        rows = _locked(draft)
        row = row_for(rows, code)
        agreed = at.isoformat() if consents else row.get("consent", "") if row.get("license") == number else ""
        row |= {"license": number, "committed": is_committed, "consent": agreed}
        return _save(draft, revision=revision, at=at, materials=worth_keeping(rows))


def add_file(draft: Draft, code: str, file: StoredFile, *, by: Actor, at: datetime) -> None:
    """One more file for a material (上传材料): one's own, of a type that the list takes, within its number."""
    asked = _asked(draft, code, at=at)
    refuse_type(asked, file)
    if not uploaded_by(by).filter(pk=file.pk, holder="").exists():
        raise Invalid("这个文件不能再用，请重新上传。")
    with transaction.atomic():
        rows = _locked(draft)
        row = row_for(rows, code)
        files = row.setdefault("files", [])
        if len(files) >= asked.max_files:
            said = f"“{asked.name}”最多传{asked.max_files}个文件，请先移除一个，或者合并成一个PDF再传。"
            raise Invalid(faults=[Fault("/file", "too_many_files", said)])
        files.append(str(file.pk))
        _touch(draft, rows, at)


def remove_file(draft: Draft, file_id: UUID, *, at: datetime) -> None:
    """Take a file out again (移除文件); one that is not there changes nothing."""
    with transaction.atomic():
        rows = _locked(draft)
        for row in rows:
            row["files"] = [each for each in row.get("files", ()) if each != str(file_id)]
        _touch(draft, worth_keeping(rows), at)


def choose_deferral(draft: Draft, consent: Consent, *, revision: int, at: datetime) -> Draft:
    """容缺 or 不容缺, as the applicant signed it (R-150): 容缺 where all that is missing is on the list (R-148)."""
    is_wanted = consent.choice is Choice.DEFERRED
    if is_wanted:
        option, missing = filled_under(draft, at=at).option, missing_in(draft, at=at)
        if not is_open_to(option, missing):
            raise Invalid(faults=[Fault("/wants_deferral", "not_offered", why_not(option, missing))])
        refuse_barred(draft.owner_id, on=local_day(at))
    return _save(draft, revision=revision, at=at, wants_deferral=is_wanted, deferral_choice=consent.as_plain())


def missing_in(draft: Draft, *, at: datetime) -> tuple[str, ...]:
    """What is still missing of the materials; what the city holds itself or a promise covers is not."""
    option = filled_under(draft, at=at).option
    given = [each.as_given() for each in given_in(draft)]
    spared = {each.material.code for each in checklist(option, draft.answers).spared if each.is_certain}
    accepts = draft.accepts_commitment
    return judge_materials(option, draft.answers, given, commitment_accepted=accepts, spared=spared).missing_codes


def sign_commitment(draft: Draft, *, name: str, seen: str, revision: int, at: datetime) -> Draft:
    """签署告知承诺书: the text that was read (`seen` is its hash) is signed by writing one's own name under it (R-144).

    `BadCredit` for whose word is not taken; `Invalid` when it is not offered, was changed, or the name is another.
    """
    refuse_barred(draft.owner_id, on=local_day(at))
    text = promise_of(draft, on=local_day(at))
    signers = {draft.owner.name, draft.owner.legal_representative.name if draft.owner.legal_representative else ""}
    faults = []
    if text is None:
        faults.append(Fault("", "not_offered", "这件事现在不能选择告知承诺，请按一般方式提交材料。"))
    elif text.hash != seen:
        faults.append(Fault("", "changed", "承诺书的内容刚刚变了，请重新看一遍再签名。"))
    if name.replace(" ", "") not in signers - {""}:
        faults.append(Fault("/name", "mismatch", f"请签写承诺人的姓名或者名称：{draft.owner.name}。"))
    if faults or text is None:
        raise Invalid(faults=faults)
    columns = {"accepts_commitment": True, "commitment_hash": text.hash, "declined_commitment": False}
    return _save(draft, revision=revision, at=at, **columns)


def decline_commitment(draft: Draft, *, revision: int, at: datetime) -> Draft:
    """不作承诺: the ordinary way, with the ordinary limit; nobody asks again (安阳条例 第二十六条)."""
    columns = {"accepts_commitment": False, "commitment_hash": "", "declined_commitment": True}
    return _save(draft, revision=revision, at=at, **columns)


def follow_newest(draft: Draft, *, at: datetime) -> Draft:
    """The changes of the list were read (按新清单继续): what still fits stays, the rest is asked anew (R-026)."""
    found = guide(guide_of(draft.option_version_id).option_code)
    codes = {each.code for each in found.option.materials}
    fields = {each.code for each in found.option.form}
    form = {code: value for code, value in form_of(draft).items() if code in fields}
    return _save(
        draft,
        revision=draft.revision,
        at=at,
        option_version_id=found.option_version_id,
        answers=fitting_answers(found.option, draft.answers),
        materials=[each for each in draft.materials if each["code"] in codes],
        form_sealed=_seal(draft, form),
        **_choice_under(draft, found.option),
        accepts_commitment=draft.accepts_commitment and is_offered(found, on=local_day(at)),
    )


@transaction.atomic
def submit_draft(draft: Draft, form: Mapping[str, Any], *, by: Actor, at: datetime, channel: str = "") -> Lodged:
    """Submit (提交申请) or, at the window, receive: the case takes the draft's number, and the draft ends with it.

    Two at once follow each other, and the second is told that it is done.
    """
    _locked(draft)
    stands = standing(draft, on=local_day(at))
    found = stands.guide
    if stands.refusal is not None:
        raise stands.refusal
    if stands.has_newer_list:
        raise ListChanged()
    if draft.expires_on < local_day(at):
        raise NotFound("这份草稿已经到期删除，请重新填写。")
    if Role.APPLICANT in by.roles:
        mandate_for(by, option_code=found.option_code, at=at)
    refuse_open_questions(found.option, draft.answers)
    given = given_in(draft)
    if draft.accepts_commitment and Role.APPLICANT in by.roles:
        _refuse_unsigned(draft, on=local_day(at))
    application = Application(
        option_code=found.option_code,
        channel=channel or (Channel.WINDOW if Role.COUNTER in by.roles else Channel.WEB),
        applicant=draft.owner_id,
        agent=by.party_id if by.party_id is not None and by.party_id != draft.owner_id else None,
        answers=draft.answers,
        form=form,
        materials=given,
        wants_deferral=draft.wants_deferral,
        deferral=consent_from(draft.deferral_choice),
        accepts_commitment=draft.accepts_commitment,
        signed_online=signed_online(draft),
        number=draft.number,
    )
    begun = lodge(application, by=by, at=at, under=found)
    use_agreed(draft, found.option, by=by, at=at)
    return begun


def discard(draft: Draft) -> None:
    """Give it up (删除草稿): the number is not used again; the files stay the uploader's own."""
    Draft.objects.filter(pk=draft.pk).delete()


def drop_expired(*, at: datetime) -> int:
    """Drafts past their last day are removed (到期删除); how many."""
    return Draft.objects.filter(expires_on__lt=local_day(at)).delete()[0]


def filled_under(draft: Draft, *, at: datetime) -> Guide:
    """The edition that this draft is filled in under now."""
    return standing(draft, on=local_day(at)).guide


def is_promise_open(draft: Draft, *, at: datetime) -> bool:
    """Is a promise offered for this draft on this day (告知承诺): between its days, and on the published list?"""
    return is_offered(filled_under(draft, at=at), on=local_day(at))


def _refuse_unsigned(draft: Draft, *, on: date) -> None:
    """What is submitted was read and signed as it reads now (`Unsigned`)."""
    text = promise_of(draft, on=on)
    if text is not None and text.hash != draft.commitment_hash:
        raise Unsigned()


def _choice_under(draft: Draft, option: Option) -> dict[str, Any]:
    """The choice of 容缺受理 holds under the rule that it was signed for; another rule is asked anew."""
    if draft.wants_deferral and guide_of(draft.option_version_id).option.deferral != option.deferral:
        return {"wants_deferral": False, "deferral_choice": {}}
    return {}


def _owner(by: Actor) -> int:
    owner = by.acting_for or by.party_id
    if Role.APPLICANT not in by.roles or owner is None:
        raise NotYours("请先用个人账号登录，再开始申请。")
    return owner


def _kept_until(at: datetime) -> date:
    return local_day(at) + timedelta(days=KEPT_DAYS)


def _save(draft: Draft, *, revision: int, at: datetime, **columns: Any) -> Draft:
    """The only writer that moves the revision: nothing is written over what the caller has not seen."""
    columns |= {"updated_at": at, "expires_on": _kept_until(at), "revision": revision + 1}
    if not Draft.objects.filter(pk=draft.pk, revision=revision).update(**columns):
        raise Stale("这份草稿刚才在别处改过。请看一眼最新的内容，再改这一页。")
    for name, value in columns.items():
        setattr(draft, name, value)
    return draft


def _touch(draft: Draft, rows: list[dict[str, Any]], at: datetime) -> None:
    Draft.objects.filter(pk=draft.pk).update(materials=rows, updated_at=at, expires_on=_kept_until(at))
    draft.materials = rows


def _sealed(draft: Draft, form: Mapping[str, Any], *, at: datetime) -> bytes:
    """The form with what was typed now; fields that the list does not know are left out."""
    known = {each.code for each in filled_under(draft, at=at).option.form}
    typed = {code: _bounded(value) for code, value in form.items() if code in known}
    return _seal(draft, {**form_of(draft), **typed})


def _seal(draft: Draft, form: Mapping[str, Any]) -> bytes:
    text = msgspec.json.encode(form).decode()
    if len(text) > LARGEST_FORM:
        raise Invalid("填写的内容太长，没有保存。请把长的说明写成文件上传。")
    return vault().seal(text, purpose=FORM, owner=draft.number)


def _bounded(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return [_bounded(each) for each in value[:50]]
    return str(value)[:LONGEST_VALUE].encode("utf-8", "replace").decode() if value is not None else ""


def _asked(draft: Draft, code: str, *, at: datetime) -> MaterialRequirement:
    found = filled_under(draft, at=at).option.material(code)
    if found is None:
        raise NotFound("清单里没有这份材料。")
    return found


def _locked(draft: Draft) -> list[dict[str, Any]]:
    """The materials as they are now; two uploads at once follow each other."""
    row = Draft.objects.select_for_update().filter(pk=draft.pk).values_list("materials", flat=True).first()
    if row is None:
        raise NotNow("这份草稿已经提交或者删除。")
    return list(row)
