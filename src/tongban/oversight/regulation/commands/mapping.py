"""Rulings go into the map's next edition (裁定写入清单): the editor's draft takes them in, a reviewer publishes it."""

from datetime import datetime

from django.db import transaction

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import NotNow
from tongban.oversight.regulation.queries.pushes import ruled_since_map
from tongban.registers.lists import commands as lists
from tongban.registers.lists.models import EditionDraft
from tongban.registers.lists.queries.responsibility import MAP
from tongban.registers.lists.rules.kinds import SUPERVISED_APART, SUPERVISED_TOGETHER
from tongban.registers.lists.rules.rows import key_of, words
from tongban.registers.lists.rules.states import OPEN


@transaction.atomic
def take_rulings_in(*, by: Actor, at: datetime) -> EditionDraft:
    """把裁定写进下一版: the open draft, or a new one; `NotNow` when there is nothing to take in."""
    rulings = ruled_since_map(local_day(at))
    if not rulings:
        raise NotNow("没有新的职责裁定，清单不用改。")
    draft = EditionDraft.objects.filter(kind=MAP, status__in=sorted(OPEN)).select_related("institution").first()
    draft = draft or lists.start(MAP, by=by, at=at)
    approving = {key_of(row): words(row.get("agency")) for row in draft.rows}
    for each in (one for one in rulings if one.code in approving):
        mode = SUPERVISED_TOGETHER if approving[each.code] == each.agency else SUPERVISED_APART
        cells = {"supervisor": each.agency, "mode": mode, "basis": f"职责裁定（{each.on.isoformat()}）：{each.reason}"}
        lists.put_row(draft, key=each.code, cells=cells, by=by, at=at)
    return draft
