"""A backup comes back whole into a database beside the real one, and a spoiled one is refused (R-174)."""

import json
from pathlib import Path

import pytest

from tongban.foundation.kernel.clock import now
from tongban.running.refusal import CannotRun
from tongban.running.restoring import DUMP, MANIFEST, RTO_LIMIT, back_up, prove

pytestmark = [pytest.mark.django_db, pytest.mark.req("R-174")]


def test_a_backup_comes_back_whole_and_how_long_it_took_is_measured(tmp_path: Path) -> None:
    held = back_up(tmp_path)
    assert held.entries > 0
    assert (tmp_path / DUMP).stat().st_mode & 0o077 == 0
    proof = prove(tmp_path, at=now())
    assert proof.is_whole
    assert (proof.entries, proof.rpo_seconds) == (held.entries, 0)
    assert 0 < proof.rto_seconds < RTO_LIMIT
    said = json.loads((tmp_path / MANIFEST).read_text("utf-8"))
    said["held"]["entries"] += 1
    (tmp_path / MANIFEST).write_text(json.dumps(said), "utf-8")
    with (tmp_path / DUMP).open("ab") as spoiled:
        spoiled.write(b"x")
    with pytest.raises(CannotRun, match="不一样了"):
        prove(tmp_path, at=now())
    with pytest.raises(CannotRun, match="没有备份"):
        prove(tmp_path / "nothing", at=now())
