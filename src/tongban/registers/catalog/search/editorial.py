"""What an editor of the words reads (编辑台): synonyms, and the searches that found nothing, page by page."""

from dataclasses import dataclass
from datetime import date

from django.db import models
from django.db.models import Count, F, Max, Min, OuterRef, Q, QuerySet, Subquery, Sum

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.errors import NotYours
from tongban.registers.catalog.models import FrequentMatter, Miss, SettledMiss, Synonym
from tongban.registers.catalog.wording import READERS, MissOutcome

PAGE = 50


@dataclass(frozen=True, slots=True)
class Missed:
    """A search that found nothing, or only guesses: how often, on how many days, since when, last when."""

    text: str
    times: int
    days: int
    first_on: date
    last_on: date

    @property
    def cursor(self) -> str:
        return f"{self.times}:{self.text}"


def synonyms(actor: Actor, *, holding: str = "", after: str = "", size: int = PAGE) -> list[Synonym]:
    """The list by what is said, from after a word on; only those that hold a text (one statement)."""
    _guard(actor)
    found = Synonym.objects.filter(said__gt=after)
    if holding:
        found = found.filter(Q(said__contains=holding) | Q(meant__contains=holding))
    return list(found.order_by("said")[:size])


def open_misses(actor: Actor, *, since: date | None = None, after: str = "", size: int = PAGE) -> list[Missed]:
    """What nobody has settled, most often first, from after a cursor on (one statement).

    One that was made a synonym and is missed on a later day is open again: the synonym did not help.
    """
    _guard(actor)
    settled = SettledMiss.objects.filter(text=OuterRef("text"))
    rows = _since(Miss.objects.all(), since).values("text").annotate(
        total=Sum("times"), days=Count("on"), first_on=Min("on"), last_on=Max("on"),
        outcome=Subquery(settled.values("outcome")[:1], output_field=models.CharField()),
        settled_on=Subquery(settled.values("settled_on")[:1]),
    )  # fmt: skip
    helped_not = Q(outcome=MissOutcome.SYNONYM, last_on__gt=F("settled_on"))
    rows = rows.filter(Q(outcome__isnull=True) | helped_not)
    times, _, text = after.partition(":")
    if text and times.isdigit():
        rows = rows.filter(Q(total__lt=int(times)) | Q(total=int(times), text__gt=text))
    return [
        Missed(each["text"], each["total"], each["days"], each["first_on"], each["last_on"])
        for each in rows.order_by("-total", "text")[:size]
    ]


def frequent_matters() -> list[str]:
    """Basic codes and numbers of what most people come for, most first (one statement)."""
    return list(FrequentMatter.objects.order_by("place").values_list("code", flat=True))


def _since(rows: QuerySet[Miss, Miss], since: date | None) -> QuerySet[Miss, Miss]:
    return rows if since is None else rows.filter(on__gte=since)


def _guard(actor: Actor) -> None:
    if not READERS & actor.roles:
        raise NotYours("同义词和零结果查询由事项编制岗、审核岗和监督岗查看。")
