"""Interpretations in public (公开的解读): the last edition of each that was not taken down, and what it is about."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import OuterRef, Q, QuerySet, Subquery

from tongban.foundation.kernel.errors import NotFound
from tongban.foundation.kernel.kept import Kept
from tongban.handling.interpretations.models import InterpretationEdition, InterpretationSubject
from tongban.handling.interpretations.rules.states import ArticleStatus

from .drafts import Debts, debts

FRESH_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class Told:
    """An interpretation as the page of what it is about names it."""

    code: UUID
    title: str


@dataclass(frozen=True, slots=True)
class Article:
    """An interpretation with all its editions, the newest first, and what it is about."""

    edition: InterpretationEdition
    editions: Sequence[InterpretationEdition]
    subjects: Sequence[InterpretationSubject]


@dataclass(frozen=True, slots=True)
class _Standing:
    """What is interpreted by what."""

    by_option: dict[str, tuple[Told, ...]]
    by_policy: dict[str, tuple[Told, ...]]
    debts: Debts


def _standing(_: None) -> _Standing:
    options: dict[str, tuple[Told, ...]] = {}
    policies: dict[str, tuple[Told, ...]] = {}
    current = in_public().filter(interpretation_id=OuterRef("interpretation_id"))
    rows = InterpretationSubject.objects.annotate(title=Subquery(current.values("title")[:1])).exclude(title=None)
    for code, title, option, policy in rows.order_by("-interpretation_id").values_list(
        "interpretation__code", "title", "option__code", "policy__code"
    ):
        told = Told(code, title)
        if option:
            options[option] = (*options.get(option, ()), told)
        else:
            policies[policy] = (*policies.get(policy, ()), told)
    return _Standing(options, policies, debts())


_KEPT = Kept(_standing, seconds=FRESH_SECONDS)


def of_option(option_code: str) -> tuple[Told, ...]:
    """What tells about this matter, the newest first (four statements in five seconds, for all matters)."""
    return _KEPT.of(None).by_option.get(option_code, ())


def of_policy(code: str) -> tuple[Told, ...]:
    """What tells about this policy, the newest first."""
    return _KEPT.of(None).by_policy.get(code, ())


def due_of_option(option_code: str) -> date | None:
    """By when a new matter that nothing interprets yet has its interpretation; none for what owes none."""
    return _KEPT.of(None).debts.by_option.get(option_code)


def due_of_policy(code: str) -> date | None:
    """By when a policy that nothing interprets yet has its interpretation."""
    return _KEPT.of(None).debts.by_policy.get(code)


def in_public() -> QuerySet[InterpretationEdition]:
    """The last edition of each interpretation that was not taken down."""
    last = InterpretationEdition.objects.filter(interpretation_id=OuterRef("interpretation_id")).order_by("-number")
    rows = InterpretationEdition.objects.exclude(interpretation__status=ArticleStatus.WITHDRAWN)
    return rows.filter(pk=last.values("pk")[:1]).select_related("interpretation__agency")


def library(*, words: str = "", after: int = 0, size: int) -> list[InterpretationEdition]:
    """Those in public, the newest first, that say these words (one statement)."""
    rows = in_public()
    if words:
        rows = rows.filter(Q(title__contains=words) | Q(body__contains=words))
    return list((rows.filter(pk__lt=after) if after else rows).order_by("-pk")[:size])


def article(code: UUID) -> Article:
    """One in public with its history (three statements); `NotFound` when it was taken down or never was."""
    found = in_public().filter(interpretation__code=code).first()
    if found is None:
        raise NotFound("没有找到这篇解读，可能已经撤下。")
    editions = found.interpretation.editions.order_by("-number")
    subjects = found.interpretation.subjects.select_related("option__current", "policy").order_by("pk")
    return Article(found, list(editions), list(subjects))


def forget() -> None:
    """Look again at the next call; for whoever has just changed something."""
    _KEPT.forget()
