"""An invented city's year (合成办件): cases with their entries, drawn by chance with a seed, written as plain rows."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random

import msgspec

from tongban.foundation.kernel.actors import SYSTEM
from tongban.foundation.kernel.clock import LOCAL
from tongban.foundation.ledger.models import Entry
from tongban.handling.cases.models import Case, Material
from tongban.registers.catalog import queries as catalog
from tongban.registers.catalog.commands import publish
from tongban.registers.catalog.guides import Guide
from tongban.registers.catalog.loading import read_items
from tongban.registers.catalog.queries import guide
from tongban.registers.catalog.tests.samples import CITY
from tongban.registers.parties.models import Party

ONLINE, OFFLINE = ("web", "mobile", "api"), ("window", "kiosk", "station", "phone")
YEAR = 2026
BATCH = 500


@dataclass
class Drawn:
    """One case as it was drawn, before it is a row."""

    guide: Guide
    channel: str
    at: datetime
    acts: list[tuple[str, str, str, str, datetime, dict[str, str]]] = field(default_factory=list)
    status: str = "draft"
    accepted_at: datetime | None = None
    decided_at: datetime | None = None
    materials: int = 0

    def act(self, verb: str, role: str, to: str, hours: float, **facts: str) -> None:
        if self.acts:
            self.at += timedelta(hours=hours)
        self.acts.append((verb, role, self.status, to, self.at, facts))
        self.status = to


def draw(chance: Random, guides: list[Guide]) -> Drawn:
    """A case somewhere in the year: by any channel, with or without corrections, to one of several ends."""
    made = Drawn(
        guide=chance.choice(guides),
        channel=chance.choice((*ONLINE, *OFFLINE)),
        at=datetime(YEAR, chance.randint(1, 10), chance.randint(1, 28), chance.randint(0, 23), tzinfo=LOCAL),
        materials=chance.randint(1, 5),
    )
    is_online = made.channel in ONLINE or made.channel in ("kiosk", "station")
    made.act(*(("submit", "applicant") if is_online else ("receive", "counter")), "received", 0, channel=made.channel)
    if chance.random() < 0.4:
        made.act("precheck", "counter", "received", chance.uniform(0.1, 20))
    if chance.random() < 0.3:
        made.act("ask_correction", "counter", "correcting", chance.uniform(0.1, 20))
        made.act("correct", chance.choice(("applicant", "counter")), "received", chance.uniform(1, 200))
    if chance.random() < 0.2:
        made.act("reject", "counter", "rejected", chance.uniform(0.1, 30))
        return made
    made.act("accept", "counter", "accepted", chance.uniform(0.1, 30))
    made.accepted_at = made.at
    if chance.random() < 0.1:
        made.act("withdraw", chance.choice(("applicant", "counter")), "withdrawn", chance.uniform(1, 30))
        return made
    made.act("examine", "examiner", "reviewing", chance.uniform(1, 60))
    if chance.random() < 0.2:
        made.act("rework", "reviewer", "accepted", chance.uniform(1, 30))
        made.act("examine", "examiner", "reviewing", chance.uniform(1, 60))
    made.act("review", "reviewer", "deciding", chance.uniform(1, 30))
    made.act("grant", "decider", "granted", chance.uniform(1, 30))
    made.decided_at = made.at
    made.act("issue", "issuer", "issued", chance.uniform(1, 30))
    verb, role = chance.choice((("collect", "issuer"), ("serve", "system"), ("serve", "issuer")))
    made.act(verb, role, "served", chance.uniform(1, 100))
    made.act("close", "system", "closed", 0.01)
    return made


def write(drawn: list[Drawn], *, first: int = 0) -> list[Case]:
    """The drawn cases as rows, numbered from `first`, with entries and materials; hashes are of no concern here."""
    party = Party.objects.order_by("pk").first()
    assert party is not None
    cases = Case.objects.bulk_create((_row(each, place, party) for place, each in enumerate(drawn, first)), BATCH)
    entries = (
        Entry(
            chain=case.chain,
            seq=seq,
            at=at,
            verb=verb,
            by_role=role,
            by_name="某某",
            by_ref="test",
            from_status=source,
            to_status=target,
            facts=facts,
            previous=bytes(32),
            hash=bytes(32),
        )
        for case, each in zip(cases, drawn, strict=True)
        for seq, (verb, role, source, target, at, facts) in enumerate(each.acts, 1)
    )
    Entry.objects.bulk_create(entries, BATCH)
    materials = (
        Material(case=case, requirement_code=f"m{turn}", name="材料", state="provided")
        for case, each in zip(cases, drawn, strict=True)
        for turn in range(each.materials)
    )
    Material.objects.bulk_create(materials, BATCH)
    return cases


def _row(each: Drawn, place: int, party: Party) -> Case:
    is_over = each.status in ("closed", "rejected", "withdrawn")
    return Case(
        number=f"6202009{place:010}",
        status=each.status,
        option_version_id=each.guide.option_version_id,
        option_code=each.guide.option_code,
        agency_id=each.guide.agency_id,
        applicant=party,
        channel=each.channel,
        query_index=bytes(16),
        received_at=each.acts[0][4],
        accepted_at=each.accepted_at,
        decided_at=each.decided_at,
        ended_at=each.at if is_over else None,
        outcome="granted" if each.decided_at else "",
        delegated_verbs=["grant"],
        version=len(each.acts),
    )


def closed(chance: Random, of: Guide, count: int) -> list[Drawn]:
    """So many drawn cases of one matter that came to their closing."""
    found: list[Drawn] = []
    while len(found) < count:
        each = draw(chance, [of])
        if each.status == "closed":
            found.append(each)
    return found


def shortened(found: Guide) -> Guide:
    """The same matter in a next edition that asks for one paper less, in force since March."""
    document = next(each for each in read_items(CITY / "items") if each.basic_code == found.basic_code)
    number = found.option_code[-2:]
    shorter = msgspec.structs.replace(document.options[number], materials=document.options[number].materials[:-1])
    note = msgspec.structs.replace(
        document.version, number=document.version.number + 1, effective_on=date(YEAR, 3, 1), reason="减少一份材料"
    )
    later = msgspec.structs.replace(document, version=note, options={**document.options, number: shorter})
    publish(later, by=SYSTEM, at=datetime(YEAR, 2, 1, 9, tzinfo=LOCAL))
    catalog.forget()
    return guide(found.option_code, on=date(YEAR, 11, 23))
