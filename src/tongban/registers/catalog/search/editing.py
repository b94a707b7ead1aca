"""The words that the search knows, kept by an editor (同义词维护): every change is on record and serves everywhere.

A change moves the revision, so that every process that searches builds its index anew beside the old one.
"""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import Invalid, NotFound, NotYours
from tongban.foundation.ledger.commands import record
from tongban.registers.catalog.commands import bump
from tongban.registers.catalog.models import EditedSynonym, Miss, SettledMiss, Synonym
from tongban.registers.catalog.wording import EDITORS, MissOutcome, faults_of

from . import words

CHAIN = "synonyms"
BASIS = "实施方案 三(三)2"


@transaction.atomic
def add_synonym(said: str, *, meant: str, by: Actor, at: datetime) -> Synonym:
    """加同义词: what people say, and the words of the catalogue for it; one that stands is changed, the same is no act.

    A search for these words that found nothing is settled by it. Raises `Invalid` with every defect, `NotYours`.
    """
    _guard(by)
    said, meant = words.plain(said), words.plain(meant)
    if faults := faults_of(said, meant):
        raise Invalid("这个说法还不能加。", faults=faults)
    standing = Synonym.objects.select_for_update().filter(said=said).first()
    if standing is not None and standing.meant == meant:
        return standing
    synonym, _ = Synonym.objects.update_or_create(said=said, defaults={"meant": meant})
    before = standing.meant if standing is not None else ""
    record(CHAIN, "add_synonym", by=by, at=at, basis=BASIS, facts={"said": said, "meant": meant, "before": before})
    EditedSynonym.objects.get_or_create(said=said)
    _settle(said, MissOutcome.SYNONYM, at)
    bump()
    return synonym


@transaction.atomic
def drop_synonym(said: str, *, by: Actor, at: datetime) -> None:
    """删同义词: the word means itself again, also when the city's file is read anew.

    Raises `NotFound`, `NotYours`.
    """
    _guard(by)
    said = words.plain(said)
    standing = Synonym.objects.select_for_update().filter(said=said).first()
    if standing is None:
        raise NotFound(f"同义词表里没有“{said}”，可能已经删了。")
    facts = {"said": said, "meant": standing.meant}
    standing.delete()
    record(CHAIN, "drop_synonym", by=by, at=at, basis=BASIS, facts=facts)
    EditedSynonym.objects.get_or_create(said=said)
    bump()


@transaction.atomic
def dismiss_miss(text: str, *, by: Actor, at: datetime) -> None:
    """不用处理: this search is none of the city's matters, or nothing can be made of it; done again it is no act."""
    _guard(by)
    if not Miss.objects.filter(text=text).exists():
        raise NotFound("没有这条零结果查询，请刷新后再看。")
    if SettledMiss.objects.filter(text=text, outcome=MissOutcome.DISMISSED).exists():
        return
    _settle(text, MissOutcome.DISMISSED, at)
    record(CHAIN, "dismiss_miss", by=by, at=at, basis=BASIS, facts={"text": text})


def unedited(said: Mapping[str, str]) -> dict[str, str]:
    """The words of the city's file that no editor has decided on."""
    decided = set(EditedSynonym.objects.values_list("said", flat=True))
    plain = ((words.plain(word), meant) for word, meant in said.items())
    return {word: meant for word, meant in plain if word not in decided}


def _guard(by: Actor) -> None:
    if not EDITORS & by.roles:
        raise NotYours("同义词由事项编制岗维护。")


def _settle(text: str, outcome: MissOutcome, at: datetime) -> None:
    SettledMiss.objects.update_or_create(text=text, defaults={"outcome": outcome, "settled_on": local_day(at)})
