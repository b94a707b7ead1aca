"""Facts on record of many parties at once (已知事实): only those asked for, in a fixed number of statements."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date

from django.db.models import QuerySet

from tongban.foundation.kernel.clock import LOCAL
from tongban.handling.benefits.models import DeclaredFact, MatchingChoice
from tongban.handling.benefits.ports import BARRED
from tongban.handling.benefits.rules.facts import DONE, HAS, MONTHS, Known, Vocabulary, types_in
from tongban.handling.cases.models import Case, Outcome
from tongban.registers.licenses.models import Coverage, License, LicenseType
from tongban.registers.licenses.rules.predicates import age
from tongban.registers.licenses.rules.states import Status
from tongban.registers.licenses.rules.validity import Term
from tongban.registers.parties.models import Party

Found = dict[int, dict[str, Known]]
_OF_PARTY = {"age", "has_disability", "district"}
_DISTRICT = 6


def matchable(audiences: Iterable[str]) -> QuerySet[Party]:
    """Whom a round may look at: those that policies are for, but for who said no; entries that were merged are gone."""
    out = MatchingChoice.objects.filter(is_out=True).values("party_id")
    return Party.objects.filter(kind__in=sorted(set(audiences)), merged_into__isnull=True).exclude(pk__in=out)


def is_out(party_id: int) -> bool:
    """Does this party not want to be matched (不参加自动匹配)?"""
    return MatchingChoice.objects.filter(party_id=party_id, is_out=True).exists()


def facts_of(party_ids: Collection[int], names: Collection[str], known: Vocabulary, *, on: date) -> Found:
    """What is on record of these parties, by party and fact (at most six statements, whatever their number).

    A name that is missing from a party's facts is not known.
    """
    found: Found = {each: {} for each in party_ids}
    if _OF_PARTY & set(names):
        _of_party(found, names, on)
    types = types_in(names)
    if types:
        _of_licences(found, types, names, on)
    if DONE in names:
        _of_cases(found)
    if "is_barred" in names:
        _of_credit(found, on)
    own = {each.name for each in known.own_words()} & set(names)
    if own:
        for row in DeclaredFact.objects.filter(party_id__in=found, name__in=own):
            found[row.party_id][row.name] = Known(row.value, row.declared_at.astimezone(LOCAL).date().isoformat())
    return found


def _of_party(found: Found, names: Collection[str], on: date) -> None:
    rows = Party.objects.filter(pk__in=found).values_list("pk", "born_on", "has_disability", "division_code")
    for pk, born_on, has_disability, division in rows:
        facts = found[pk]
        if "age" in names and born_on is not None:
            facts["age"] = Known(age(born_on, on), on.isoformat())
        # Nobody is registered as not disabled: without the mark it is not known.
        if "has_disability" in names and has_disability:
            facts["has_disability"] = Known(True)
        if "district" in names and division:
            facts["district"] = Known(division[:_DISTRICT])


def _of_licences(found: Found, types: Collection[str], names: Collection[str], on: date) -> None:
    """In force on the day, and since when; none is a no only where the type is electronic as a whole."""
    whole = set(LicenseType.objects.filter(key__in=types, coverage=Coverage.FULL).values_list("key", flat=True))
    since: dict[int, dict[str, date]] = defaultdict(dict)
    rows = License.objects.filter(holder_id__in=found, type__key__in=types, status=Status.VALID)
    for holder, key, begins, ends in rows.values_list("holder_id", "type__key", "valid_from", "valid_to"):
        if Term(begins, ends).covers(on):
            since[holder][key] = min(begins, since[holder].get(key, begins))
    for pk, facts in found.items():
        for key in types:
            begins_on = since[pk].get(key) if pk in since else None
            if begins_on is None and key not in whole:
                continue
            as_of = begins_on.isoformat() if begins_on is not None else on.isoformat()
            if f"{HAS}{key}" in names:
                facts[f"{HAS}{key}"] = Known(begins_on is not None, as_of)
            if f"{MONTHS}{key}" in names:
                facts[f"{MONTHS}{key}"] = Known(_months(begins_on, on) if begins_on is not None else 0, as_of)


def _of_cases(found: Found) -> None:
    done: dict[int, set[str]] = defaultdict(set)
    rows = Case.objects.filter(applicant_id__in=found, outcome=Outcome.GRANTED, revoked_at__isnull=True)
    for party, code in rows.values_list("applicant_id", "option_code"):
        done[party].add(code)
    for pk, facts in found.items():
        facts[DONE] = Known(tuple(sorted(done.get(pk, ()))))


def _of_credit(found: Found, on: date) -> None:
    for ask in BARRED:
        barred = ask(found, on)
        for pk, facts in found.items():
            facts["is_barred"] = Known(pk in barred, on.isoformat())


def _months(since: date, on: date) -> int:
    """Whole months from the one day to the other."""
    return (on.year - since.year) * 12 + on.month - since.month - (on.day < since.day)
