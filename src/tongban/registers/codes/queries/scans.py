"""Scans as their two sides see them (扫码记录): who scanned sees the own ones, the holder those of the own codes."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.errors import NotFound
from tongban.registers.codes.models import Scan, Showing
from tongban.registers.codes.rules.codes import Kind
from tongban.registers.codes.rules.scopes import ENTERPRISE_FIELDS, PERSON_FIELDS, question_of
from tongban.registers.codes.rules.states import Status
from tongban.registers.licenses.models import LicenseType
from tongban.registers.licenses.rules.predicates import Ask
from tongban.registers.parties.models import Party
from tongban.registers.parties.rules import PartyKind

MOST = 20
_RELATED = ("party", "showing")


def kind_of(party: Party) -> Kind:
    """Whose code a party shows."""
    return Kind.ENTERPRISE if party.kind == PartyKind.ENTERPRISE else Kind.PERSON


def visible_to(actor: Actor) -> QuerySet[Scan]:
    """The scans that this actor decides about: of codes that they showed, or about whom they act for in person."""
    if Role.APPLICANT not in actor.roles or actor.account_id is None:
        return Scan.objects.none()
    mine = Q(showing__shown_by_id=actor.account_id)
    if actor.mandate_id is None:
        mine |= Q(showing__isnull=True, party_id__in={actor.acting_for or actor.party_id, actor.party_id})
    return Scan.objects.filter(mine)


def is_decider(scan: Scan, by: Actor) -> bool:
    """Whether this actor may agree, refuse and withdraw (one query)."""
    return visible_to(by).filter(pk=scan.pk).exists()


def scan_for_holder(actor: Actor, public_id: UUID) -> Scan:
    """One scan of the own codes; else `NotFound` (one query)."""
    found = visible_to(actor).select_related(*_RELATED).filter(public_id=public_id).first()
    if found is None:
        raise NotFound("没有找到这次扫码。")
    return found


def scan_for_scanner(actor: Actor, public_id: UUID) -> Scan:
    """One scan of one's own; somebody else's is `NotFound`, so that its address is of no use to others (one query)."""
    found = Scan.objects.select_related(*_RELATED).filter(public_id=public_id, by_ref=actor.ref).first()
    if found is None:
        raise NotFound("没有找到这次扫码，或者不是您扫的。")
    return found


def may_look(scan: Scan, *, at: datetime) -> bool:
    """Whether what was granted may be looked at now; licences are hidden when their holder puts the code away."""
    showing = scan.showing
    is_put_away = showing is not None and showing.kind == Kind.LICENSE and showing.ended_at is not None
    return scan.may_be_seen(at) and not is_put_away


def scans_of(showing: Showing) -> list[Scan]:
    """Who scanned the codes of a showing, the newest first (one query)."""
    return list(Scan.objects.filter(showing=showing).order_by("-pk")[:MOST])


def waiting_for(actor: Actor, *, at: datetime) -> list[Scan]:
    """What waits for this actor's word (one query)."""
    rows = visible_to(actor).filter(status=Status.ASKED, answer_until__gt=at).select_related(*_RELATED)
    return list(rows.order_by("-pk")[:MOST])


def claims_in_words(claims: Iterable[str], kind: Kind) -> list[tuple[str, str]]:
    """Each claim with its label (one query when a type of licence is asked about)."""
    keys = list(claims)
    questions = {each: question_of(each) for each in keys}
    wanted = {each.value for each in questions.values() if each is not None and each.ask in (Ask.IN_FORCE, Ask.HOLDS)}
    names = dict(LicenseType.objects.filter(key__in=wanted).values_list("key", "name")) if wanted else {}
    labels = PERSON_FIELDS if kind is Kind.PERSON else ENTERPRISE_FIELDS
    found = []
    for key in keys:
        question = questions[key]
        if question is None:
            found.append((key, labels.get(key, "其他信息")))
        elif question.value in names or question.ask not in (Ask.IN_FORCE, Ask.HOLDS):
            found.append((key, f"是不是{question.words(names)}"))
        else:
            found.append((key, "是不是持有某种证照"))
    return found
