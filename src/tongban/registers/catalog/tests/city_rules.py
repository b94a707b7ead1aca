"""What the demo city's catalogue must keep to: one vocabulary, real places, honest limits, guides that hold together.

Each rule takes one option in its list and yields what is wrong with it. The first eleven are those of a real quality
sheet (standards 1.10), the others keep the halves of several authors alike.
`lacks` says what a complete guide still needs.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import msgspec
import yaml

from tongban.registers.catalog.checklist import situations
from tongban.registers.catalog.content import Option, Span
from tongban.registers.catalog.expressions import condition, holds
from tongban.registers.catalog.item import ItemDocument
from tongban.registers.catalog.kinds import ItemKind, Necessity
from tongban.registers.catalog.loading import read_items
from tongban.registers.catalog.tests.samples import CITY
from tongban.registers.catalog.topics import ENTERPRISE_TOPICS, PERSON_TOPICS


def _plain(name: str) -> Any:
    return yaml.safe_load((CITY / name).read_text("utf-8"))


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
_VENUES = _plain("venues.yaml")
_GROUPS = {9: "town-centers", 12: "stations"}
PLACES = Counter(each["key"] for each in _VENUES["venues"])
PLACES.update(_GROUPS[len(each["division"])] for each in _VENUES["venues"] if len(each["division"]) in _GROUPS)
DAYS = {"on_the_spot": 0.0, "hour": 1 / 24, "day": 1.0, "workday": 7 / 5, "month": 30.0, "year": 365.0}
ONLINE_TO_THE_END = ("handle", "result", "license")
Rule = Callable[[Listed], Iterator[str]]


def days(span: Span) -> float:
    """Calendar days, so that limits in different units can be compared; a week has five workdays."""
    return span.value * DAYS[span.unit]


# --- the eleven rules of the quality sheet (standards 1.10)


def on_the_spot_is_both_the_promise_and_the_kind(here: Listed) -> Iterator[str]:
    if (here.option.promised_limit.unit == "on_the_spot") != (here.option.case_type == "on_the_spot"):
        yield f"{here.option.case_type}, {here.option.promised_limit.unit}"


def the_promise_is_not_longer_than_the_law(here: Listed) -> Iterator[str]:
    if days(here.option.promised_limit) > days(here.option.statutory_limit):
        yield f"{here.option.promised_limit} > {here.option.statutory_limit}"


def a_certificate_is_a_license_with_a_sample(here: Listed) -> Iterator[str]:
    for each in here.option.results:
        is_named_so = re.search(r"(?<![凭公])证(书)?(（.*）)?$|执照(（.*）)?$", each.name) is not None
        if is_named_so and each.kind != "license":
            yield f"{each.name}: {each.kind}"
        if each.kind == "license" and not (each.sample and each.license_type):
            yield f"{each.name}: no sample or type"


def a_visit_has_a_reason_and_only_a_visit(here: Listed) -> Iterator[str]:
    if (here.option.visits_required > 0) != bool(here.option.visit_reason):
        yield f"{here.option.visits_required}, {here.option.visit_reason!r}"


def who_need_not_come_can_apply_online_or_by_post(here: Listed) -> Iterator[str]:
    option = here.option
    if option.visits_required == 0 and "web" not in option.channels and not option.may_deliver_by_post:
        yield "neither online nor by post"


def online_to_the_end_means_no_visit(here: Listed) -> Iterator[str]:
    option = here.option
    if option.online_depth in ONLINE_TO_THE_END and option.visits_required:
        yield f"{option.online_depth} with {option.visits_required} visits"
    if option.online_depth != "consult" and "web" not in option.channels:
        yield f"{option.online_depth} without the web"
    papers = [m.name for m in option.materials if m.medium == "paper" and m.spared_by is None]
    if option.online_depth in ONLINE_TO_THE_END and papers:
        yield f"on paper only: {papers}"


def a_fee_names_its_standard_and_basis(here: Listed) -> Iterator[str]:
    for fee in here.option.fees:
        if not (fee.name and fee.basis.law and "样例" in fee.standard):
            yield fee.name


def phones_are_the_agencys_own_and_differ(here: Listed) -> Iterator[str]:
    agency, told = AGENCIES[here.item.agency], (here.option.enquiry_phone, here.option.complaint_phone)
    if told != (agency["phone"], agency["complaint_phone"]) or told[0] == told[1]:
        yield f"{told}"
    yield from (each for each in told if not re.fullmatch(r"0937-\d{7}\(样例\)", each))


def topics_are_of_those_who_may_apply(here: Listed) -> Iterator[str]:
    option = here.option
    for who, topics, known in (
        ("person", option.person_topics, PERSON_TOPICS),
        ("enterprise", option.enterprise_topics, ENTERPRISE_TOPICS),
    ):
        if (who in option.audience) != bool(topics) or set(topics) - set(known):
            yield f"{who}: {topics}"


def a_licence_has_every_link_and_answers(here: Listed) -> Iterator[str]:
    if not here.option.faqs:
        yield "no question answered"
    names = "、".join(each.name for each in here.option.stages)
    if here.item.kind == ItemKind.LICENSE:
        if len(here.option.stages) < 5 or not all(link in names for link in ("受理", "审", "批准", "送达")):
            yield names
    elif len(here.option.stages) < 3:
        yield names


def no_material_is_a_catch_all(here: Listed) -> Iterator[str]:
    vague = re.compile(r"其[他它](有关|相关|需要|必要)?.{0,4}材料|相关材料|有关的？材料|等材料|规定的.*材料")
    yield from (each.name for each in here.option.materials if vague.search(each.name))


# --- what keeps the two authors' halves alike


def stages_follow_one_another_within_the_promise(here: Listed) -> Iterator[str]:
    stages = here.option.stages
    order = ["counter", "examiner", "reviewer", "decider", "issuer"]
    posts = [order.index(each.post) for each in stages]
    if posts != sorted(posts) or stages[-1].post != "issuer":
        yield f"posts {[each.post for each in stages]}"
    codes = [each.code for each in stages]
    if "accept" not in codes:
        yield f"nobody accepts: {codes}"
        return
    start = 0 if here.option.clock_starts == "receipt" else codes.index("accept") + 1
    spent = sum(days(each.limit) for each in stages[start:] if each.limit)
    if spent > days(here.option.promised_limit) + 1e-9:
        yield f"{spent:.1f} days of stages, {days(here.option.promised_limit):.1f} promised"


def the_mode_across_provinces_is_told_when_the_scope_is_the_nation(here: Listed) -> Iterator[str]:
    option = here.option
    if (option.scope == "nation") != bool(option.cross_province_mode):
        yield f"{option.scope}, {option.cross_province_mode!r}"
    if option.cross_province_mode == "fully_online" and (
        option.visits_required or option.online_depth not in ONLINE_TO_THE_END
    ):
        yield f"fully online, but {option.online_depth} with {option.visits_required} visits"


def every_place_exists_and_channels_fit_them(here: Listed) -> Iterator[str]:
    option = here.option
    if not option.venues or not all(PLACES[each] for each in option.venues):
        yield f"{option.venues}"
    if ("station" in option.channels) != ("stations" in option.venues):
        yield f"station: {option.channels}, {option.venues}"
    if ("kiosk" in option.channels) != option.may_use_kiosk:
        yield f"kiosk: {option.channels}, {option.may_use_kiosk}"


def hours_are_those_of_the_places(here: Listed) -> Iterator[str]:
    kinds = ["town", "city"] if "city-center" in here.option.venues else ["town"]
    plans = [_VENUES["venue_defaults"][each]["weekly_hours"] for each in kinds]
    spans = [f"{a.lstrip('0')}—{b}" for plan in plans for day in ("1", "6") for a, b in plan.get(day, ())]
    told = here.option.hours
    if not all(each in told for each in spans) or ("周六 9" in told) != ("city" in kinds):
        yield told
    if "法定节假日除外（样例）" not in told:
        yield told


def licences_are_called_as_the_city_calls_them(here: Listed) -> Iterator[str]:
    for material in here.option.materials:
        by = material.spared_by
        if by is None:
            continue
        if by.way == "license" and LICENSE_TYPES.get(by.license_type) != by.license_name:
            yield f"{material.code}: {by.license_type} {by.license_name}"
        if by.way != "license" and by.license_type:
            yield f"{material.code}: {by.way} with {by.license_type}"
    yield from (
        f"{each.name}: {each.license_type}"
        for each in here.option.results
        if each.license_type and each.license_type not in LICENSE_TYPES
    )


def a_mandate_is_never_looked_up(here: Listed) -> Iterator[str]:
    for each in here.option.materials:
        if "委托书" in each.name and each.spared_by is not None:
            yield f"{each.name}: {each.spared_by.way}"


def what_may_follow_or_be_promised_is_offered(here: Listed) -> Iterator[str]:
    option, wanted = here.option, {each.necessity for each in here.option.materials}
    if (Necessity.DEFERRABLE in wanted) != option.deferral.is_offered:
        yield f"deferral {option.deferral.is_offered}"
    ways = {each.spared_by.way for each in option.materials if each.spared_by}
    if (Necessity.COMMITTABLE in wanted or "commitment" in ways) and not option.commitment.is_offered:
        yield "a promise that nobody may give"
    if option.commitment.is_offered and not (option.commitment.promises and option.commitment.consequence):
        yield "commitment without promises or consequence"


def only_an_extension_extends(here: Listed) -> Iterator[str]:
    for each in here.option.special_procedures:
        if (each.effect == "extends") != (each.kind == "extension") or each.basis is None:
            yield each.name


def texts_are_plain_chinese(here: Listed) -> Iterator[str]:
    option = here.option
    short = [option.summary, *(each.text for each in option.questions)]
    yield from (each for text in short for each in re.split(r"[。！？；]", text) if not text.strip() or len(each) > 60)
    phones = {option.enquiry_phone, option.complaint_phone}
    for text in _texts(msgspec.to_builtins(option)):
        is_half_width = re.search(r"[\u4e00-\u9fff][,;:?!]|[\u4e00-\u9fff]\s*\(|\([^()]*[\u4e00-\u9fff]", text)
        if is_half_width and text not in phones and not re.search(r"[=<>]| in ", text):
            yield f"half-width: {text}"
        if re.search(r"湖南|长沙|湘|株洲|省本级|我们省", text):
            yield f"elsewhere: {text}"


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


def every_question_and_field_is_reached(here: Listed) -> Iterator[str]:
    option = here.option
    seen: set[str] = set()
    for number, answers in enumerate(situations(option)):
        seen |= set(answers)
        filled = {**{each.code: "样例" for each in option.form}, **answers}
        seen |= {f"form {each.code}" for each in option.form if holds(each.show_when, filled) is True}
        if number > 2000:
            break
    choices = {each.code: {one.value for one in each.choices} for each in option.form}
    for each in option.form:
        if any(f'{code} == "{value}"' in each.show_when for code in choices for value in (*choices[code], "yes", "no")):
            seen.add(f"form {each.code}")
    wanted = {each.code for each in option.questions} | {f"form {each.code}" for each in option.form}
    yield from sorted(wanted - seen)


def every_question_has_a_consequence(here: Listed) -> Iterator[str]:
    option = here.option
    texts = [
        *(each.show_when for each in option.questions),
        *(each.required_when for each in option.materials),
        *(each.met_when for each in option.conditions),
        *(text for each in option.form for text in (each.show_when, each.required_when)),
    ]
    asked_for = {name for text in texts if text for name in condition(text).names}
    asked_for |= {each.prefill.removeprefix("answers.") for each in option.form}
    yield from (each.code for each in option.questions if each.code not in asked_for)


def a_limit_from_receipt_is_counted_from_receipt(here: Listed) -> Iterator[str]:
    if "收到" in here.option.statutory_limit.note and here.option.clock_starts != "receipt":
        yield here.option.statutory_limit.note


def _texts(plain: Any) -> Iterator[str]:
    match plain:
        case str():
            yield plain
        case dict():
            for each in plain.values():
                yield from _texts(each)
        case list() | tuple():
            for each in plain:
                yield from _texts(each)


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
    on_the_spot_is_both_the_promise_and_the_kind,
    the_promise_is_not_longer_than_the_law,
    a_certificate_is_a_license_with_a_sample,
    a_visit_has_a_reason_and_only_a_visit,
    who_need_not_come_can_apply_online_or_by_post,
    online_to_the_end_means_no_visit,
    a_fee_names_its_standard_and_basis,
    phones_are_the_agencys_own_and_differ,
    topics_are_of_those_who_may_apply,
    a_licence_has_every_link_and_answers,
    no_material_is_a_catch_all,
    stages_follow_one_another_within_the_promise,
    the_mode_across_provinces_is_told_when_the_scope_is_the_nation,
    every_place_exists_and_channels_fit_them,
    hours_are_those_of_the_places,
    licences_are_called_as_the_city_calls_them,
    a_mandate_is_never_looked_up,
    what_may_follow_or_be_promised_is_offered,
    only_an_extension_extends,
    texts_are_plain_chinese,
    everything_is_marked_as_a_sample,
    people_can_find_it,
    every_question_and_field_is_reached,
    every_question_has_a_consequence,
    a_limit_from_receipt_is_counted_from_receipt,
)
