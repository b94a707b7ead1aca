"""Looks at a city's people for the pages that show them: one that was asked about, one that the audit found."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import now
from tongban.foundation.ledger.commands import record_read
from tongban.oversight.reading.commands.asking import answer, ask_why
from tongban.oversight.reading.jobs import audit_looks
from tongban.oversight.reading.models import LookFinding
from tongban.registers.catalog.queries import cards
from tongban.registers.parties.commands import make_code
from tongban.registers.parties.models import Party

Cast = Callable[[str], Actor]


def people_the_looks(cast: Cast) -> dict[str, str]:
    """What the addresses need: the question, the finding, a code."""
    liqiang, at = cast("liqiang"), now()
    about = f"party:{liqiang.party_id}"
    told: dict[str, Any] = {"by": cast("zhaomin"), "fields": ["id_number"]}
    asked = ask_why(record_read(about, at=at, purpose="核对证件", **told).pk, by=liqiang, at=at)
    answer(asked, answer="承办许可时核对证件。", by=cast("chenli"), at=at)
    record_read(about, at=at - timedelta(days=1), purpose="随便看看", **told)
    audit_looks(at=at)
    party = Party.objects.get(pk=liqiang.party_id or 0)
    code, _ = make_code(party, option_code=cards()[0].option_code, days=3, by=liqiang, at=at)
    finding = LookFinding.objects.filter(reader_id=cast("zhaomin").staff_id).latest("pk")
    return {"question": str(asked.pk), "finding": str(finding.pk), "mandate_code": str(code.pk)}
