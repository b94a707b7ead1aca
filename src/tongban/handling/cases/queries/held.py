"""What is at hand already of what a clerk is about to ask for (已有的材料): four sources, R-101."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date, datetime, timedelta

from tongban.foundation.kernel.clock import local_day
from tongban.handling.cases.holdings import held_licenses
from tongban.handling.cases.models import Case, Material, MaterialFile, MaterialState, MaterialVerdict
from tongban.handling.cases.ports import HeldLicense
from tongban.handling.cases.rules.holding import KEPT_FOR_DAYS, Held, Source, is_shared, lasts, license_type
from tongban.registers.catalog.content import MaterialRequirement, Option
from tongban.registers.catalog.queries import guide_of
from tongban.registers.licenses.queries import usable

MOST_ROWS = 200


def held_copies(case: Case, codes: Collection[str], *, on: date) -> dict[str, Held]:
    """For each of these materials the best copy that is at hand, if any (four statements at most).

    This case before earlier ones, papers before licences, licences before data.
    """
    option = guide_of(case.option_version_id).option
    asked = [each for each in option.materials if each.code in codes]
    if not asked:
        return {}
    elsewhere = _elsewhere(case.applicant_id, asked, before=case.received_at, on=on)
    return {each.code: each for each in (*elsewhere, *_in_this_case(case, asked))}


def held_before(party_id: int, option: Option, codes: Collection[str], *, at: datetime) -> dict[str, Held]:
    """The same before there is a case, for the window that is about to ask (three statements at most)."""
    asked = [each for each in option.materials if each.code in codes]
    found = _elsewhere(party_id, asked, before=at, on=local_day(at)) if asked else ()
    return {each.code: each for each in found}


def given_before(party_id: int, license_types: Collection[str], on: date) -> Sequence[HeldLicense]:
    """The licences that this party showed in earlier cases and that were taken for good there: a `Holdings` (one
    statement)."""
    rows = (
        Material.objects.filter(case__applicant_id=party_id, case__accepted_at__isnull=False)
        .filter(case__received_at__date__gte=on - timedelta(days=KEPT_FOR_DAYS))
        .exclude(license_identifier="")
        .exclude(verdict=MaterialVerdict.BAD)
        .order_by("-case__received_at")
        .values_list("requirement_code", "license_identifier", "case__option_version_id")
    )
    found: dict[str, HeldLicense] = {}
    for code, identifier, version in rows[:MOST_ROWS]:
        material = guide_of(version).option.material(code)
        kind = license_type(material) if material is not None else ""
        if kind in license_types:
            found.setdefault(kind, HeldLicense(kind, identifier, "申请人以前办事时出示过"))
    return list(found.values())


def held_in_register(party_id: int, license_types: Collection[str], on: date) -> Sequence[HeldLicense]:
    """The licences in force in the city's own register (电子证照库): a `Holdings` (one statement)."""
    found: dict[str, HeldLicense] = {}
    for each in usable(party_id, license_types, on=on):
        where = f"本市证照库里有，{each.issuer.name}颁发，现在有效"
        found.setdefault(each.type.key, HeldLicense(each.type.key, each.identifier, where))
    return list(found.values())


def _in_this_case(case: Case, asked: Sequence[MaterialRequirement]) -> Iterator[Held]:
    """A paper of this case that was looked at and found good is not asked for again."""
    rows = Material.objects.filter(
        case=case,
        replaced_at__isnull=True,
        requirement_code__in=[each.code for each in asked],
        verdict=MaterialVerdict.GOOD,
        state=MaterialState.PROVIDED,
    )
    for row in rows:
        yield Held(row.requirement_code, Source.THIS_CASE, f"“{row.name}”本件已经交过，预审合格")


def _elsewhere(party_id: int, asked: Sequence[MaterialRequirement], *, before: datetime, on: date) -> Iterator[Held]:
    yield from _by_data(asked)
    yield from _by_license(party_id, asked, on)
    yield from _earlier(party_id, asked, before, on)


def _earlier(party_id: int, asked: Sequence[MaterialRequirement], before: datetime, on: date) -> Iterator[Held]:
    """The same paper in an earlier case of this applicant that was accepted; by its name, whatever the matter was."""
    names = {each.name: each.code for each in asked if lasts(each)}
    rows = (
        MaterialFile.objects.filter(
            material__name__in=names,
            material__state=MaterialState.PROVIDED,
            material__replaced_at__isnull=True,
            material__case__applicant_id=party_id,
            material__case__accepted_at__isnull=False,
            material__case__received_at__lt=before,
            material__case__received_at__date__gte=on - timedelta(days=KEPT_FOR_DAYS),
        )
        .exclude(material__verdict=MaterialVerdict.BAD)
        .select_related("material__case")
        .order_by("material__case__received_at", "material_id", "position")
    )
    copies: dict[str, list[MaterialFile]] = {}
    for each in rows[:MOST_ROWS]:
        kept = copies.setdefault(each.material.name, [])
        if kept and kept[0].material_id != each.material_id:
            kept.clear()
        kept.append(each)
    for name, files in copies.items():
        earlier = files[0].material.case
        since, matter = local_day(earlier.received_at), guide_of(earlier.option_version_id).name
        words = f"“{name}”{since.year}年{since.month}月{since.day}日办“{matter}”时交过，{len(files)}个文件"
        yield Held(names[name], Source.EARLIER_CASE, words, since, tuple(each.file_id for each in files))


def _by_license(party_id: int, asked: Sequence[MaterialRequirement], on: date) -> Iterator[Held]:
    kinds = {license_type(each): each for each in asked if license_type(each)}
    if not kinds:
        return
    for kind, held in held_licenses(party_id, kinds, on=on).items():
        material = kinds[kind]
        named = material.spared_by.license_name if material.spared_by is not None else ""
        words = f"电子{named or material.name}：{held.where}"
        yield Held(material.code, Source.LICENSE, words, license_identifier=held.identifier)


def _by_data(asked: Sequence[MaterialRequirement]) -> Iterator[Held]:
    for each in asked:
        if is_shared(each) and each.spared_by is not None:
            yield Held(each.code, Source.DATA_CHECK, f"“{each.name}”{each.spared_by.note or '由数据核验，不用交'}")
