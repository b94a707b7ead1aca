"""Reading parties: who may act for whom, what may be shown; full numbers come from `commands.reveal` only."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet, Sum, Value
from django.db.models.functions import Lower

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import Invalid, NotFound, NotYours
from tongban.foundation.kernel.masks import mask_address, mask_id, mask_name, mask_phone
from tongban.foundation.ledger.models import Entry

from . import rules, sealed
from .app_rules import Asked
from .models import Account, ApiCalls, ApiClient, AppAccess, Mandate, MandateCode, Membership, Party, Session
from .numbers import checked_number, login_faults
from .terms import CallOutcome

MOST_CALL_ROWS = 200

_MASKS = {rules.Field.ID_NUMBER: mask_id, rules.Field.PHONE: mask_phone, rules.Field.ADDRESS: mask_address}


@dataclass(frozen=True, slots=True)
class Capacity:
    """One way in which a person may act (办事身份): for whom, as what, and under which mandate."""

    party: Party
    label: str
    mandate: Mandate | None = None


def visible_to(actor: Actor) -> QuerySet[Party]:
    """The parties that this actor may see: oneself and those one acts for; a clerk sees parties through cases only."""
    if actor.party_id is None:
        return Party.objects.none()
    return Party.objects.filter(pk__in={actor.party_id, actor.acting_for or actor.party_id})


def accounts_of(actor: Actor) -> QuerySet[Account]:
    return Account.objects.none() if actor.account_id is None else Account.objects.filter(pk=actor.account_id)


def count_accounts() -> tuple[int, int]:
    """How many people have an account in use (个人账号数), and how many of those the province's identity opens."""
    own = Account.objects.filter(is_staff=False, is_active=True)
    return own.count(), own.filter(identities__isnull=False).distinct().count()


def accounts_with_login(login: str) -> QuerySet[Account]:
    """The account with this login, whatever its capitals; none for a text that can be no login."""
    if login_faults(login):
        return Account.objects.none()
    return Account.objects.alias(folded=Lower("login")).filter(folded=Lower(Value(login.strip())))


def find_party(*, id_kind: str, id_number: str) -> Party | None:
    """The party with this paper, found by its blind index; None also when the number cannot be right.

    An old paper leads to the party that its entry was merged into.
    """
    try:
        number = checked_number(id_kind, id_number)
    except Invalid:
        return None
    rows = Party.objects.select_related("merged_into").filter(id_kind=id_kind, id_index=sealed.id_index(number))
    found = rows.first()
    return found if found is None else found.merged_into or found


def masked(party: Party, field: rules.Field) -> str:
    """The value as any screen may show it (脱敏): 6202**********0017, 138****5678, an address down to the street."""
    return _MASKS[field](sealed.open_field(party, field))


def masked_name(party: Party) -> str:
    """A person's name is masked; an enterprise's is public."""
    return mask_name(party.name) if party.kind == rules.PartyKind.PERSON else party.name


def names_in_ledger(party_id: int) -> list[str]:
    """Under which names the ledger speaks of this party: its own, and those of entries merged into it (one query)."""
    merged = Party.objects.filter(merged_into_id=party_id).order_by("pk").values_list("pk", flat=True)
    return [f"party:{each}" for each in (party_id, *merged)]


def needs_special_care(party: Party, *, on: date) -> bool:
    """Whether the priority lane and help are owed (特殊群体): elders and people with a disability."""
    return party.has_disability or rules.is_elder(party.born_on, on)


def capacities(person: Party, *, at: datetime) -> list[Capacity]:
    """For whom this person may act now: oneself, enterprises by standing, principals by mandate (two queries)."""
    today = local_day(at)
    found = [Capacity(person, "本人")]
    for standing in memberships_in_force(today).filter(person=person).select_related("enterprise").order_by("id"):
        found.append(Capacity(standing.enterprise, standing.get_role_display()))
    for mandate in mandates_in_force(at).filter(agent=person).select_related("principal").order_by("id"):
        found.append(Capacity(mandate.principal, holder_label(mandate), mandate))
    return found


def holder_label(mandate: Mandate) -> str:
    """What the holder of a mandate is called: an enterprise names handlers for some matters (经办人), others agents."""
    if mandate.role:
        return f"受托人（{mandate.get_role_display()}）"
    return "经办人" if mandate.source == rules.MandateSource.HANDLER else "受托人"


def memberships_in_force(on: date) -> QuerySet[Membership]:
    return Membership.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=on), valid_from__lte=on)


def mandates_in_force(at: datetime) -> QuerySet[Mandate]:
    today = local_day(at)
    return Mandate.objects.filter(
        Q(revoked_at__isnull=True) | Q(revoked_at__gt=at), valid_from__lte=today, valid_to__gte=today
    )


def mandate_for(actor: Actor, *, option_code: str, at: datetime) -> Mandate | None:
    """The mandate that an actor acts under, None for whoever acts without one; `NotYours` if it does not cover this."""
    if actor.mandate_id is None:
        return None
    mandate = mandates_in_force(at).filter(pk=actor.mandate_id, principal_id=actor.acting_for).first()
    if mandate is None:
        raise NotYours("委托已经收回或者到期，不能再代办。请联系委托人重新委托。")
    if not mandate.covers_all and option_code not in mandate.option_codes:
        raise NotYours("委托人没有把这个事项委托给您。请联系委托人补充委托事项。")
    return mandate


def open_sessions(account: Account, *, at: datetime) -> QuerySet[Session]:
    return Session.objects.filter(account=account, ended_at__isnull=True, expires_at__gt=at).order_by("-seen_at")


def summary(party: Party) -> dict[str, Any]:
    """What may stand in the ledger about a party: never a name, never a number."""
    return {"kind": party.kind, "id_kind": party.id_kind, "real_name_level": party.real_name_level}


def codes_of(principal_id: int, *, at: datetime) -> QuerySet[MandateCode]:
    """The codes of a principal that are open still: typed by nobody yet, or waiting for the principal (委托码)."""
    rows = MandateCode.objects.filter(principal_id=principal_id, ended_at__isnull=True)
    return (
        rows.filter(Q(expires_at__gt=at) | Q(agent__isnull=False)).select_related("principal", "agent").order_by("pk")
    )


def mandate_by_code(index: bytes, *, at: datetime) -> Mandate | None:
    """The mandate that a code became, while it is in force: what a window may read of it (核对委托码)."""
    rows = mandates_in_force(at).select_related("principal", "agent")
    return rows.filter(code__code_index=index).first()


def app_asking(asked: Asked, *, at: datetime) -> ApiClient:
    """The app that asks a person to let it in; `NotFound` unless it is in use and leads back to its own address."""
    found = _in_use(at).filter(name=asked.client).first()
    if found is None or asked.return_to not in found.redirect_uris:
        raise NotFound("这个应用没有登记，或者它要回到的地址不对。请不要在这里登录，向应用的运营单位反映。")
    return found


def origins_of(name: str, *, at: datetime) -> list[str]:
    """The sites of a registered platform that may show our public pages in a frame (可以嵌入的网站; one statement)."""
    found: list[str] | None = _in_use(at).filter(name=name).values_list("origins", flat=True).first()
    return found or []


def _in_use(at: datetime) -> QuerySet[ApiClient]:
    today = local_day(at)
    return ApiClient.objects.filter(Q(agreed_until__isnull=True) | Q(agreed_until__gte=today), is_active=True)


def accesses_of(actor: Actor) -> QuerySet[AppAccess]:
    """What this person let apps do, the newest first (我授权的应用); the person's alone, at a browser."""
    if actor.account_id is None or actor.client:
        return AppAccess.objects.none()
    return AppAccess.objects.filter(account_id=actor.account_id).select_related("client").order_by("-pk")


def partners() -> QuerySet[ApiClient]:
    """Third-party platforms (第三方平台), in the order in which they were registered."""
    return ApiClient.objects.filter(is_partner=True).order_by("pk")


def calls_since(day: date) -> dict[int, dict[CallOutcome, int]]:
    """How the calls of each system ended since a day, by the system's key (one statement)."""
    found: dict[int, dict[CallOutcome, int]] = {}
    rows = ApiCalls.objects.filter(on__gte=day).values_list("client_id", "outcome").annotate(sum=Sum("number"))
    for client, outcome, number in rows:
        found.setdefault(client, {})[CallOutcome(outcome)] = number
    return found


def calls_of(client: ApiClient, *, since: date) -> list[tuple[date, str, CallOutcome, int]]:
    """The calls of one system by day and operation, the newest day first (one statement)."""
    rows = ApiCalls.objects.filter(client=client, on__gte=since).order_by("-on", "operation", "outcome")
    found = rows.values_list("on", "operation", "outcome", "number")[:MOST_CALL_ROWS]
    return [(on, operation, CallOutcome(outcome), number) for on, operation, outcome, number in found]


def history_of(client: ApiClient) -> list[Entry]:
    """What was done with a system (登记和令牌的留痕), the newest first (one statement)."""
    return list(Entry.objects.filter(chain=f"client:{client.pk}").order_by("-pk")[:MOST_CALL_ROWS])
