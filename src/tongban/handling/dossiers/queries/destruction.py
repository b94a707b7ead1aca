"""Reading lists of destruction (档案销毁清册): what may be appraised, what still runs, the lists and their lines."""

from collections.abc import Collection
from datetime import date

from django.db.models import Count, Q, QuerySet

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.errors import NotFound
from tongban.handling.assistance.models import Assistance
from tongban.handling.assistance.rules.states import OPEN as HELPED
from tongban.handling.cases.models import Case, Material
from tongban.handling.contacts.models import FirstContact
from tongban.handling.contacts.rules.states import UNFINISHED
from tongban.handling.crossing.models import Crossing
from tongban.handling.crossing.rules.states import CrossingStatus
from tongban.handling.dossiers.bound import BOUND
from tongban.handling.dossiers.models import ArchiveRecord, DestructionLine, DestructionList
from tongban.handling.dossiers.rules.destruction import KEEPERS, OPEN, Fate
from tongban.handling.fees.models import Charge
from tongban.handling.fees.rules.states import ChargeStatus
from tongban.registers.licenses.models import FaceCorrection, LicenseEdition

PAGE = 50
_HANDED_BACK = (CrossingStatus.CLOSED, CrossingStatus.WITHDRAWN)


def visible_to(actor: Actor) -> QuerySet[DestructionList]:
    """All lists for supervision and the audit administrator, none for anybody else."""
    rows = DestructionList.objects.select_related("proposed_by", "decided_by", "carried_out_by")
    return rows if actor.roles & KEEPERS else rows.none()


def list_for(actor: Actor, pk: int) -> DestructionList:
    """One list; `NotFound` whether it exists or not."""
    found = visible_to(actor).filter(pk=pk).first()
    if found is None:
        raise NotFound("没有找到这份清册。")
    return found


def lists(actor: Actor, *, status: str = "", after: int = 0, most: int = PAGE + 1) -> list[DestructionList]:
    """A page of lists, the newest first, each with how many are destroyed and how many kept on (one statement)."""
    rows = visible_to(actor).filter(**({"status": status} if status else {}), **({"pk__lt": after} if after else {}))
    gone = Q(lines__fate=Fate.DESTROY)
    return list(rows.annotate(gone=Count("lines", gone), stays=Count("lines", ~gone)).order_by("-pk")[:most])


def lines_of(listed: DestructionList) -> QuerySet[DestructionLine]:
    """The lines of a list with their archives, by number (one statement)."""
    return listed.lines.select_related("archive__case").order_by("archive__number")


def to_appraise(*, on: date) -> QuerySet[ArchiveRecord]:
    """What is past its term on a day and stands in no open list (待鉴定), the longest over first."""
    listed = DestructionLine.objects.filter(listed__status__in=sorted(OPEN)).values("archive_id")
    rows = ArchiveRecord.objects.filter(retain_until__lt=on, destroyed_at=None).exclude(pk__in=listed)
    return rows.select_related("case").order_by("retain_until", "pk")


def running(archives: Collection[ArchiveRecord], *, on: date) -> dict[int, str]:
    """Archives whose case somebody still asks, checks or disputes, with what it is: they may not be destroyed."""
    keys = {each.case.number: each.pk for each in archives}
    asked = FirstContact.objects.filter(case_number__in=keys, status__in=sorted(UNFINISHED))
    helped = Assistance.objects.filter(draft_number__in=keys, status__in=sorted(HELPED))
    found = dict.fromkeys(asked.values_list("case_number", flat=True), "还有首问登记没有办完")
    found |= dict.fromkeys(helped.values_list("draft_number", flat=True), "还有帮办没有结束")
    found |= _of_the_case(keys.keys()) | _of_its_licenses(keys.keys())
    for told in BOUND.running:
        found |= told(keys.keys(), on)
    return {keys[number]: words for number, words in found.items()}


def _of_the_case(numbers: Collection[str]) -> dict[str, str]:
    """A case that is under way again, money that is owed, originals that are not back (three statements)."""
    under_way = Case.objects.filter(number__in=numbers, ended_at=None).values_list("number", flat=True)
    owed = Charge.objects.filter(case__number__in=numbers, status=ChargeStatus.DUE)
    away = Crossing.objects.filter(case__number__in=numbers).exclude(status__in=_HANDED_BACK)
    found = dict.fromkeys(under_way, "这件事还没有办结")
    found |= dict.fromkeys(owed.values_list("case__number", flat=True), "有费用没有结清")
    return found | dict.fromkeys(away.values_list("case__number", flat=True), "跨省代收的原件或者结果还没有交接完")


def _of_its_licenses(numbers: Collection[str]) -> dict[str, str]:
    """A licence that the case made is said to be wrong, or another open case rests on it (three statements).

    What stands in this archive may be the only proof of what the face should say.
    """
    rows = LicenseEdition.objects.filter(case_number__in=numbers).values_list("license_id", "identifier", "case_number")
    made, cited = dict[int, str](), dict[str, str]()
    for key, identifier, number in rows:
        made[key] = cited[identifier] = number
    if not made:
        return {}
    leaning = Material.objects.filter(license_identifier__in=cited, replaced_at=None, case__ended_at=None)
    asked = FaceCorrection.objects.filter(license_id__in=made, ended_at=None)
    found = {
        cited[each]: "它产生的证照正在别的办件里使用" for each in leaning.values_list("license_identifier", flat=True)
    }
    return found | {made[each]: "有证照纠错没有答复" for each in asked.values_list("license_id", flat=True)}
