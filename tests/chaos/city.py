"""What the city does before and after: `prepare` loads it and writes submissions down, `judge` says what is left."""

import json
from typing import Any

from tongban.config.subscriptions import CARRIERS, SUBSCRIPTIONS
from tongban.exchange.notices.models import Message
from tongban.foundation.kernel import clock
from tongban.foundation.ledger import sealing, subscriptions
from tongban.foundation.ledger.models import Entry, KeptAnswer, Outgoing
from tongban.handling.cases.models import Case
from tongban.registers.catalog.jobs import keep_snapshot
from tongban.registers.catalog.queries import current_guides
from tongban.running import demo_city, migrating
from tongban.running.bench.driving import write_requests
from tongban.running.bench.operations import OPERATIONS, Stage
from tongban.running.bench.people import introduce
from tongban.running.bench.sample import option_code
from tongban.running.folder import DataFolder


def prepare(folder: DataFolder, port: int, count: int) -> None:
    migrating.migrate()
    migrating.collect_static()
    at = clock.now()
    demo_city.load_registers(at)
    stage = Stage(
        authority=f"127.0.0.1:{port}",
        people=introduce(at),
        option=option_code(),
        numbers=(),
        submissions=count,
        clients=1,
        at=at,
    )
    submit = next(each for each in OPERATIONS if each.name == "submit")
    write_requests(folder.root / "requests", submit.requests(stage))


def prepare_guides(folder: DataFolder, _port: int, _count: int) -> None:
    """The city's registers and the snapshot on disk; every guide's fingerprint and the web's address written down."""
    migrating.migrate()
    migrating.collect_static()
    at = clock.now()
    demo_city.load_registers(at)
    keep_snapshot(at, folder.root / "snapshot")
    codes = {each.option_code: each.content_hash for each in current_guides()}
    found = {"codes": codes}
    (folder.root / "guides.json").write_text(json.dumps(found), encoding="utf-8")


def judge(folder: DataFolder, _port: int, _count: int) -> None:
    """Bring the outbox to its end as the worker does, then count."""
    while subscriptions.run_all(SUBSCRIPTIONS, CARRIERS, at=clock.now()):
        pass
    parcels = list(Outgoing.objects.order_by("id").values_list("pk", "delivered_at"))
    found: dict[str, Any] = {
        "numbers": list(Case.objects.values_list("number", flat=True)),
        "applicants": Case.objects.values("applicant").distinct().count(),
        "answers": KeptAnswer.objects.count(),
        "entries": Entry.objects.filter(chain__startswith="case:").count(),
        "undelivered": sum(delivered is None for _, delivered in parcels),
        "told": sorted(Message.objects.values_list("outgoing", flat=True)) == [key for key, _ in parcels],
        "findings": [sealing.as_plain(each) for each in sealing.verify(folder.anchors)],
    }
    (folder.root / "verdict.json").write_text(json.dumps(found), encoding="utf-8")
