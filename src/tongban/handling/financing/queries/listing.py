"""Products side by side, needs without names, matches of either side (产品、需求、对接清单)."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from tongban.foundation.kernel.errors import NotFound
from tongban.foundation.ledger.queries import Seen, reads_about
from tongban.handling.financing.models import Bank, FinancingNeed, Match, Product, Proof
from tongban.handling.financing.rules.claims import CREDIT, CREDIT_LABEL
from tongban.handling.financing.rules.states import RUNNING, Audience, BankStatus, Guarantee, NeedStatus, ProofStatus
from tongban.registers.codes.queries.scans import claims_in_words, kind_of
from tongban.registers.codes.rules.codes import Kind
from tongban.registers.codes.rules.scopes import fits
from tongban.registers.parties.models import Party

PAGE = 20
ORDERS = {"rate": ("rate_from", "pk"), "most": ("-most", "pk"), "answer": ("answer_days", "rate_from", "pk")}


def on_offer() -> QuerySet[Product]:
    """The products of banks that take part, as everybody may read them."""
    return Product.objects.select_related("bank__party").filter(withdrawn_at=None, bank__status=BankStatus.LISTED)


def compared(
    *, audience: str = "", guarantee: str = "", least: int = 0, order: str = "rate", most_rows: int = 100
) -> Sequence[Product]:
    """Products that fit, side by side; none is in front for another reason than the order (one statement)."""
    rows = on_offer()
    if audience in set(Audience):
        rows = rows.filter(audience__in=[audience, Audience.BOTH])
    if guarantee in set(Guarantee):
        rows = rows.filter(guarantee=guarantee)
    if least:
        rows = rows.filter(most__gte=least)
    return list(rows.order_by(*ORDERS.get(order, ORDERS["rate"]))[:most_rows])


def product_on_offer(code: UUID) -> Product:
    """One product that can be had, or `NotFound` (one statement)."""
    found = on_offer().filter(code=code).first()
    if found is None:
        raise NotFound("没有这个产品，或者银行已经不办了。请从金融产品页重新选。")
    return found


def fitting(need: FinancingNeed) -> Sequence[Product]:
    """Products for a need: its kind of applicant, its sum, its term; not of banks that are with it already."""
    audience = Audience.ENTERPRISE if need.is_enterprise else Audience.PERSON
    rows = on_offer().filter(audience__in=[audience, Audience.BOTH])
    rows = rows.filter(most__gte=need.amount, longest_months__gte=need.months)
    with_it = need.matches.filter(status__in=[*sorted(RUNNING), "lent"]).values("bank")
    return list(rows.exclude(bank__in=with_it).order_by(*ORDERS["rate"])[:PAGE])


def board(bank: Bank, *, on: date, after: int = 0, size: int = PAGE) -> Sequence[FinancingNeed]:
    """Open needs as a bank reads them: sums, terms, uses, and nobody's name; not its own matches (one statement)."""
    rows = FinancingNeed.objects.filter(status=NeedStatus.OPEN, open_until__gte=on).exclude(party_id=bank.party_id)
    rows = rows.exclude(pk__in=Match.objects.filter(bank=bank).values("need"))
    return list((rows.filter(pk__lt=after) if after else rows).order_by("-pk")[:size])


def posted(code: UUID, *, on: date) -> FinancingNeed:
    """An open need by its code, for a bank that offers to meet it; or `NotFound`."""
    found = FinancingNeed.objects.filter(code=code, status=NeedStatus.OPEN, open_until__gte=on).first()
    if found is None:
        raise NotFound("这个需求已经收回、到期，或者已经办成。")
    return found


def matches_of(need: FinancingNeed) -> Sequence[Match]:
    """The banks of a need, the newest first (one statement)."""
    return list(need.matches.select_related("need", "bank__party", "product").order_by("-pk"))


def matches_of_bank(bank: Bank, *, is_running: bool, after: int = 0, size: int = PAGE) -> Sequence[Match]:
    """A bank's matches, the newest first (one statement)."""
    rows = Match.objects.select_related("need", "product").filter(bank=bank)
    rows = rows.filter(status__in=sorted(RUNNING)) if is_running else rows.exclude(status__in=sorted(RUNNING))
    return list((rows.filter(pk__lt=after) if after else rows).order_by("-pk")[:size])


def proofs_of(matches: Sequence[Match]) -> dict[int, Proof]:
    """The consent that stands for each match, by match (one statement)."""
    rows = Proof.objects.filter(match__in=[each.pk for each in matches], status=ProofStatus.GRANTED)
    return {each.match_id: each for each in rows.select_related("match__need", "match__bank")}


def looks_of(proof: Proof, party_id: int) -> Sequence[Seen]:
    """Every look at what was consented (每次查看都有留痕), the newest first (one statement)."""
    return reads_about(f"party:{party_id}", subject=proof.chain).rows


def proof_standing(match: Match, *, at: datetime) -> Proof | None:
    """The consent under which the bank may look now; None where it never was, is over, or was taken back."""
    found = proofs_of([match]).get(match.pk)
    return found if found is not None and found.may_be_seen(at) else None


def labels(claims: Sequence[str], kind: Kind) -> list[tuple[str, str]]:
    """Each claim with its label, in their order."""
    told = dict(claims_in_words([each for each in claims if each != CREDIT], kind)) | {CREDIT: CREDIT_LABEL}
    return [(each, told[each]) for each in claims]


def labels_for(claims: Sequence[str], party: Party) -> list[tuple[str, str]]:
    """The same for somebody."""
    return labels(claims, kind_of(party))


def wanted_labels(claims: Sequence[str]) -> list[tuple[str, str]]:
    """What products may want, in words that fit both; what only one kind has says so."""
    both = [
        each for each in claims if each == CREDIT or all(fits(each, kind) for kind in (Kind.PERSON, Kind.ENTERPRISE))
    ]
    found = dict(labels(both, Kind.PERSON))
    for kind, words in ((Kind.PERSON, "个人"), (Kind.ENTERPRISE, "企业")):
        only = [each for each in claims if each not in both and fits(each, kind)]
        found |= {key: f"{label}（{words}）" for key, label in labels(only, kind)}
    return [(each, found[each]) for each in claims]


def due_to_expire(on: date) -> QuerySet[FinancingNeed]:
    """Open needs whose days are over."""
    return FinancingNeed.objects.filter(Q(status=NeedStatus.OPEN) & Q(open_until__lt=on)).order_by("pk")
