"""The demo city's register of normative files (演示文件库): what the demo catalogue quotes, and one repealed sample."""

from datetime import datetime
from pathlib import Path

from tongban.foundation.kernel.actors import SYSTEM
from tongban.foundation.kernel.written import read_yaml
from tongban.registers.norms.commands.changing import repeal
from tongban.registers.norms.commands.keeping import read_files, register, set_limits
from tongban.registers.norms.models import Norm, NormChange
from tongban.registers.norms.rules.titles import normal

FILE = "norms.yaml"


def load_norms(folder: Path, *, at: datetime) -> None:
    """Take over the file; the second time nothing changes."""
    data = read_yaml((folder / FILE).read_bytes())
    set_limits(data["answer_within"], by=SYSTEM, at=at)
    register(read_files(data["norms"]), by=SYSTEM, at=at)
    for row in data["changes"]:
        norm = Norm.objects.get(key=normal(row["title"]))
        if not NormChange.objects.filter(norm=norm, on=row["from"]).exists():
            instead = Norm.objects.get(key=normal(row["replaced_by"]))
            repeal(norm, on=row["from"], document=row["document"], replaced_by=instead, by=SYSTEM, at=at)
