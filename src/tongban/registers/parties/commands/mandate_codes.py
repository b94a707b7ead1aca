"""Mandates by code (委托码): made by the principal, taken by whoever helps, in force when both have agreed (N33)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.codes import check
from tongban.foundation.kernel.codes.spoken import drawn
from tongban.foundation.kernel.errors import Fault, Invalid, NotFound, NotNow, NotYours
from tongban.foundation.kernel.vault import vault
from tongban.foundation.ledger.commands import Parcel, record, send_out
from tongban.registers.parties.helping import HelperRole, Kinship, is_known
from tongban.registers.parties.models import Mandate, MandateCode, Party
from tongban.registers.parties.rules import MandateSource, PartyKind

from .mandates import BASIS, Helper, grant_mandate, may_give

LENGTH = 8
LASTS = timedelta(minutes=15)
AGREED_WITHIN = timedelta(hours=24)
MOST_DAYS = 10


class MandateCodeVoid(NotFound):
    """The code is wrong, used or too old; which of them, nobody is told (委托码无效)."""

    code = "mandate_code_void"
    sentence = "委托码不对，或者已经用过、过期了。请委托人重新生成一个。"


def code_index(typed: str) -> bytes:
    """What is kept of a code: useless without the key."""
    plain = "".join(each for each in typed.upper() if each.isalnum())[:32]
    return vault().index(plain, purpose="mandate.code")


@dataclass(frozen=True, slots=True)
class Standing:
    """As what somebody takes a code (帮办身份): kin by their own word, or a volunteer by the proof of a register."""

    role: str = ""
    kinship: str = ""
    proof: str = ""
    words: str = ""
    until: date | None = None


@transaction.atomic
def make_code(
    principal: Party,
    *,
    option_code: str,
    days: int,
    data: Sequence[str] | None = None,
    by: Actor,
    at: datetime,
) -> tuple[MandateCode, str]:
    """生成委托码: for one matter for at most ten days; told once, good for a quarter of an hour.

    `data` is all that the helper may look at; None leaves the whole affair to them.
    """
    if Role.COUNTER in by.roles or by.mandate_id is not None:
        raise NotYours("委托码由委托人自己生成。")
    may_give(principal, by=by, at=at)
    wrong = check("option", option_code).errors[:1]
    faults = [Fault("/option", each.code, "请选择委托办理的事项。") for each in wrong]
    if not 1 <= days <= MOST_DAYS:
        faults.append(Fault("/days", "range", f"委托1到{MOST_DAYS}天。"))
    if data is not None and not is_known(data):
        faults.append(Fault("/data", "choice", "请从列出来的里面选让对方看什么。"))
    if faults:
        raise Invalid(faults=faults)
    open_before = MandateCode.objects.filter(principal=principal, option_code=option_code, ended_at__isnull=True)
    open_before.update(ended_at=at)
    spoken = drawn(LENGTH)
    made = MandateCode.objects.create(
        code_index=code_index(spoken),
        principal=principal,
        option_code=option_code,
        days=days,
        data=sorted(set(data)) if data is not None else None,
        created_at=at,
        expires_at=at + LASTS,
    )
    facts = {"code": made.pk, "option": option_code, "days": days}
    record(f"party:{principal.pk}", "make_mandate_code", by=by, at=at, basis=BASIS, facts=facts)
    return made, spoken


def peek_code(typed: str, *, by: Actor, at: datetime) -> MandateCode:
    """What a code would let one do, before taking it; `MandateCodeVoid` for any that is not open."""
    rows = MandateCode.objects.select_related("principal").filter(code_index=code_index(typed), ended_at__isnull=True)
    found = rows.filter(agent__isnull=True, expires_at__gt=at).first()
    if found is None or Role.APPLICANT not in by.roles or by.party_id is None:
        raise MandateCodeVoid()
    if found.principal_id == by.party_id:
        raise NotYours("这是您自己的委托码，请让帮您办事的人来输入。")
    return found


@transaction.atomic
def take_code(typed: str, *, as_: Standing | None = None, by: Actor, at: datetime) -> MandateCode:
    """输入委托码: one person takes it, once, and says as what; the principal is told who, and has a day to agree."""
    found = peek_code(typed, by=by, at=at)
    said = as_ or Standing()
    _refuse_wrong(said, found)
    rows = MandateCode.objects.filter(pk=found.pk, agent__isnull=True, ended_at__isnull=True)
    columns = {
        "agent_id": by.party_id,
        "taken_at": at,
        "role": said.role,
        "kinship": said.kinship,
        "standing": said.proof,
        "standing_words": said.words[:120],
        "standing_until": said.until,
    }
    if not rows.update(**columns):
        raise MandateCodeVoid()
    for name, value in columns.items():
        setattr(found, name, value)
    chain = f"party:{found.principal_id}"
    facts = {"code": found.pk, "agent": by.party_id} | ({"role": said.role} if said.role else {})
    entry = record(chain, "take_mandate_code", by=by, at=at, basis=BASIS, about=chain, facts=facts)
    text = "有人输入了您的委托码，要帮您办事。请在“我的—委托”里核对是谁，您同意了才生效。"
    send_out(entry, [Parcel("message", chain, {"verb": "take_mandate_code", "text": text})], at=at)
    return found


@transaction.atomic
def agree_to_code(found: MandateCode, *, by: Actor, at: datetime) -> Mandate:
    """同意委托: the principal has seen who it is; from now on, for the days that the code says."""
    may_give(found.principal, by=by, at=at)
    if found.agent is None or found.taken_at is None:
        raise NotNow("还没有人输入这个委托码。")
    if found.agent.kind != PartyKind.PERSON or at > found.taken_at + AGREED_WITHIN:
        raise NotNow("超过一天没有确认，这个委托码已经失效。请重新生成。")
    if not MandateCode.objects.filter(pk=found.pk, ended_at__isnull=True).update(ended_at=at):
        raise NotNow("这个委托码已经结束。")
    today = local_day(at)
    last = today + timedelta(days=found.days - 1)
    if found.standing_until is not None and found.standing_until < today:
        raise NotNow("对方的志愿者登记已经到期，不能再委托。")
    mandate = grant_mandate(
        found.principal,
        agent=found.agent,
        valid_from=today,
        valid_to=min(last, found.standing_until or last),
        option_codes=(found.option_code,),
        source=MandateSource.CODE,
        helper=Helper(found.role, found.kinship, found.standing, found.data),
        by=by,
        at=at,
    )
    MandateCode.objects.filter(pk=found.pk).update(mandate=mandate)
    found.mandate, found.ended_at = mandate, at
    return mandate


@transaction.atomic
def drop_code(found: MandateCode, *, by: Actor, at: datetime) -> None:
    """作废委托码: by the principal; one that has become a mandate is taken back as such."""
    may_give(found.principal, by=by, at=at)
    if not MandateCode.objects.filter(pk=found.pk, ended_at__isnull=True).update(ended_at=at):
        raise NotNow("这个委托码已经结束。")
    found.ended_at = at
    facts = {"code": found.pk}
    record(f"party:{found.principal_id}", "drop_mandate_code", by=by, at=at, basis=BASIS, facts=facts)


def _refuse_wrong(said: Standing, found: MandateCode) -> None:
    """What a helper says of themselves must be whole; without a list of what they may see, there is no such helper."""
    faults = []
    if said.role and said.role not in HelperRole.values:
        faults.append(Fault("/role", "choice", "请选您是对方的什么人。"))
    if said.role == HelperRole.FAMILY and said.kinship not in Kinship.values:
        faults.append(Fault("/kinship", "choice", "请选您是对方的什么亲属，对方会核对。"))
    if said.role == HelperRole.VOLUNTEER and not said.proof:
        faults.append(Fault("/role", "standing", "您现在没有有效的志愿者登记，请到登记的场所问。"))
    if said.role and found.data is None:
        faults.append(Fault("/role", "data", "请对方重新生成委托码，选好让您看什么。"))
    if faults:
        raise Invalid(faults=faults)
