"""The command for those who check licences without a network (离线核验); the table is in cli.py."""

from argparse import Namespace
from importlib import import_module
from pathlib import Path

from tongban.foundation.kernel import clock
from tongban.running.folder import DataFolder
from tongban.running.opening import As, opened

BULLETINS = "tongban.registers.licenses.queries.bulletins"


def offline(asked: Namespace, folder: DataFolder) -> int:
    """Write the signed list and the trust list into a folder."""
    place = Path(asked.folder)
    place.mkdir(parents=True, exist_ok=True)
    with opened(folder, As.OWNER):
        bulletins = import_module(BULLETINS)
        (place / "bulletin.json").write_bytes(bulletins.bulletin_file(at=clock.now()))
        (place / "trust.json").write_bytes(bulletins.trust_file())
    print(f"已写到 {place}：bulletin.json（状态名单，7天内有效）、trust.json（信任名单）。")
    print(f"核验：python3 tools/verify_license.py 文件 --trust {place}/trust.json --list {place}/bulletin.json")
    return 0
