"""What the demo city's catalogue must keep to beyond the quality gate: marks of a sample, its own places and hours.

What holds for every city is a rule of `catalog.quality`. Here each rule takes one option in its list and yields what
is wrong with it; `lacks` says what a complete guide still needs, `SURROUNDINGS` what the gate must know of this city.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from tongban.foundation.kernel.written import read_yaml
from tongban.registers.catalog.content import Option
from tongban.registers.catalog.item import ItemDocument
from tongban.registers.catalog.loading import read_items
from tongban.registers.catalog.quality import AgencyFacts, Surroundings
from tongban.registers.catalog.quality.texts import texts
from tongban.registers.catalog.tests.samples import CITY


def _plain(name: str) -> Any:
    return read_yaml((CITY / name).read_text("utf-8"))


@dataclass(frozen=True)
class Listed:
    """One option where it stands in the city's catalogue."""

    item: ItemDocument
    number: str
    option: Option

    @property
    def key(self) -> str:
        return f"{self.item.basic_code}-{self.number}"


DOCUMENTS = read_items(CITY / "items")
ALL = [Listed(each, number, option) for each in DOCUMENTS for number, option in each.options.items()]
AGENCIES = {each["key"]: each for each in _plain("agencies.yaml")["agencies"]}
LICENSE_TYPES: dict[str, str] = _plain("license_types.yaml")
LICENSE_ALIASES: dict[str, list[str]] = _plain("license_aliases.yaml")
_VENUES = _plain("venues.yaml")
_GROUPS = {9: "town-centers", 12: "stations"}
PLACES = Counter(each["key"] for each in _VENUES["venues"])
PLACES.update(_GROUPS[len(each["division"])] for each in _VENUES["venues"] if len(each["division"]) in _GROUPS)
SURROUNDINGS = Surroundings(
    agencies={
        key: AgencyFacts(name=each["name"], phone=each["phone"], complaint_phone=each["complaint_phone"])
        for key, each in AGENCIES.items()
    },
    places=frozenset(PLACES),
    license_types=LICENSE_TYPES,
    license_aliases=LICENSE_ALIASES,
    known_items=frozenset(each.basic_code for each in DOCUMENTS),
    on=date(2026, 1, 1),
)
Rule = Callable[[Listed], Iterator[str]]


def fees_are_marked_as_samples(here: Listed) -> Iterator[str]:
    yield from (fee.name for fee in here.option.fees if "样例" not in fee.standard)


def phones_are_the_agencys_own(here: Listed) -> Iterator[str]:
    agency, told = AGENCIES[here.item.agency], (here.option.enquiry_phone, here.option.complaint_phone)
    if told != (agency["phone"], agency["complaint_phone"]):
        yield f"{told}"
    yield from (each for each in told if not re.fullmatch(r"0937-\d{7}\(样例\)", each))


def every_guide_answers_a_question(here: Listed) -> Iterator[str]:
    if not here.option.faqs:
        yield "no question answered"


def stations_and_places_agree(here: Listed) -> Iterator[str]:
    option = here.option
    if not option.venues or not all(PLACES[each] for each in option.venues):
        yield f"{option.venues}"
    if ("station" in option.channels) != ("stations" in option.venues):
        yield f"station: {option.channels}, {option.venues}"


def hours_are_those_of_the_places(here: Listed) -> Iterator[str]:
    kinds = ["town", "city"] if "city-center" in here.option.venues else ["town"]
    plans = [_VENUES["venue_defaults"][each]["weekly_hours"] for each in kinds]
    spans = [f"{a.lstrip('0')}—{b}" for plan in plans for day in ("1", "6") for a, b in plan.get(day, ())]
    told = here.option.hours
    if not all(each in told for each in spans) or ("周六 9" in told) != ("city" in kinds):
        yield told
    if "法定节假日除外（样例）" not in told:
        yield told


def no_other_city_is_named(here: Listed) -> Iterator[str]:
    for text in texts(here.option):
        if re.search(r"湖南|长沙|湘|株洲|省本级|我们省", text.said):
            yield f"elsewhere: {text.said}"


def everything_is_marked_as_a_sample(here: Listed) -> Iterator[str]:
    if not here.option.is_sample:
        yield "not marked"
    if "样例" not in here.item.version.legal_source:
        yield here.item.version.legal_source


def people_can_find_it(here: Listed) -> Iterator[str]:
    option = here.option
    if not (option.summary and option.short_name and len(set(option.everyday_words)) >= 4):
        yield f"{len(option.everyday_words)} words of the street"
    if not (option.legal_basis and option.conditions and len(option.materials) >= 2 and option.results):
        yield "a light guide lacks basis, condition, materials or result"


def lacks(here: Listed) -> Iterator[str]:
    """What keeps an option from being complete (完整指南); nothing when it is."""
    option, stages = here.option, len(here.option.stages)
    wanted = {
        "aliases": bool(option.aliases),
        "words of the street": 6 <= len(option.everyday_words) <= 20,
        "topics and life events": bool((option.person_topics or option.enterprise_topics) and option.life_events),
        "limits with notes": bool(option.statutory_limit.note and option.promised_limit.note),
        "2 to 6 bases with article and gist": 2 <= sum(bool(b.article) for b in option.legal_basis) <= 6
        and all(b.gist for b in option.legal_basis),
        "3 conditions, one checkable": len(option.conditions) >= 3 and any(c.met_when for c in option.conditions),
        "a way out of every condition": all(c.otherwise for c in option.conditions if c.met_when),
        "2 grounds of refusal": len(option.refusal_grounds) >= 2 and all(c.basis for c in option.refusal_grounds),
        "3 to 10 questions": 3 <= len(option.questions) <= 10,
        "8 to 20 fields, some filled in": 8 <= len(option.form) <= 20 and any(f.prefill for f in option.form),
        "5 to 14 materials, some conditional": 5 <= len(option.materials) <= 14
        and any(m.required_when for m in option.materials),
        "5 stages with limits": stages >= 5 and all(s.limit and s.standard and s.result for s in option.stages),
        "3 to 5 answers": 3 <= len(option.faqs) <= 5,
        "results with sample": bool(option.results) and all(r.sample for r in option.results),
        "rights, duties, remedy": bool(option.rights and option.duties and option.remedy),
    }
    yield from (name for name, is_there in wanted.items() if not is_there)
    for each in option.materials:
        parts = (each.why, each.points, each.basis, each.sample, each.source.issuer, each.source.how)
        if not all(parts):
            yield f"material {each.code}"


RULES: tuple[Rule, ...] = (
    fees_are_marked_as_samples,
    phones_are_the_agencys_own,
    every_guide_answers_a_question,
    stations_and_places_agree,
    hours_are_those_of_the_places,
    no_other_city_is_named,
    everything_is_marked_as_a_sample,
    people_can_find_it,
)
