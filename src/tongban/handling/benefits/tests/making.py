"""Policies for tests: published by two people, over what the demo city's register of parties says."""

from collections.abc import Callable
from datetime import date, datetime

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import local_day
from tongban.handling.benefits.commands import drafting, publishing, trying
from tongban.handling.benefits.jobs import try_out_one
from tongban.handling.benefits.models import PolicyEdition
from tongban.handling.benefits.rules.content import Clause, Content
from tongban.handling.benefits.rules.states import Audience, Way
from tongban.registers.parties.models import Membership, Party
from tongban.registers.parties.rules import PartyKind

Cast = Callable[..., Actor]
ELDERS = (Clause("年满70周岁", "age >= 70"),)
HIRERS = (Clause("登记地在本市", 'district == "620201"'), Clause("今年新招用至少1人", "new_hires >= 1"))


def content(title: str = "样例政策", **more: object) -> Content:
    plain: dict[str, object] = {
        "title": title,
        "audience": Audience.PERSON,
        "way": Way.UNAPPLIED,
        "summary": "年满70周岁的老人每年一次，不用申请",
        "benefit": "每人每年300元",
        "amount": "300",
        "source_title": "样例文件",
        "source_number": "嘉样例〔2026〕1号",
        "source_clause": "第三条",
        "source_text": "年满70周岁的，每年给予300元。",
        "contact": "0937-0000000",
        "clauses": ELDERS,
        "from_on": date(2026, 1, 1),
    }
    return Content(**{**plain, **more})  # type: ignore[arg-type]


def published(found: Content, cast: Cast, at: datetime, *, code: str = "elders") -> PolicyEdition:
    """The way of every policy: drafted, tried out and sent by one person, approved by another."""
    editor = cast("wutao", at)
    draft = drafting.start(code, agency="market-regulation", title=found.title, by=editor, at=at)
    drafting.revise(draft, content=found, by=editor, at=at)
    try_out_one(trying.try_out(draft, by=editor, at=at).pk, at=at)
    draft.refresh_from_db()
    drafting.propose(draft, reason="样例", by=editor, at=at)
    return publishing.approve(draft, effective_on=local_day(at), by=cast("linjing", at), at=at)


def party_of(login: str) -> Party:
    found = Party.objects.filter(account__login=login).first()
    assert found is not None
    return found


def enterprise_of(cast: Cast, at: datetime, login: str = "liqiang") -> Actor:
    """A person standing for their enterprise."""
    found = Membership.objects.filter(person=party_of(login), role="legal_representative").select_related("enterprise")
    return cast(login, at, acting_for=found[0].enterprise)


def enterprises() -> int:
    """How many enterprises the city knows."""
    return Party.objects.filter(kind=PartyKind.ENTERPRISE, merged_into=None).count()
