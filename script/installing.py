"""What `script/install` does; runs under any Python from 3.11, with the standard library only.

The package is compared with its list of hashes; the environment is made from the wheels in it and from nothing else;
the database is founded, its start is checked, and the units for systemd are written. R-174.
"""

import argparse
import hashlib
import os
import shlex
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

HASHES, WHEELS, UNITS = "SHA256SUMS", "wheels", "units"
LIMIT = 30 * 60
SERVICE = """# /etc/systemd/system/tongban.service
[Unit]
Description=Tongban
After=network.target postgresql.service

[Service]
User=tongban
WorkingDirectory={root}
Environment=TONGBAN_DATA={data} TONGBAN_BEHIND_PROXY=1
EnvironmentFile=-/etc/tongban/environment
ExecStart={root}/script/tongban up
Restart=always
TimeoutStopSec=30
UMask=0077

[Install]
WantedBy=multi-user.target
"""
STREAM = """# /etc/systemd/system/tongban-stream.service: the continuous backup of the embedded database
[Unit]
Description=Tongban, continuous backup
After=tongban.service

[Service]
User=tongban
WorkingDirectory={root}
Environment=TONGBAN_DATA={data}
ExecStart={root}/script/tongban stream /backup/tongban
Restart=always
RestartSec=10
RuntimeMaxSec=7d
UMask=0077

[Install]
WantedBy=multi-user.target
"""


def main() -> int:
    """0 when the house is ready to be started; a step that fails ends it with its own words."""
    words = argparse.ArgumentParser(prog="script/install", description="离线安装通办。")
    words.add_argument("root", type=Path, help=argparse.SUPPRESS)
    words.add_argument("--data", type=Path, metavar="目录", help="数据目录，默认 TONGBAN_DATA，否则是这里的 var")
    asked = words.parse_args()
    root: Path = asked.root
    data: Path = (asked.data or Path(os.environ.get("TONGBAN_DATA") or root / "var")).resolve()
    began = time.monotonic()
    with step("核对安装包"):
        compare(root)
    with step("建立运行环境"):
        run([str(root / "script" / "bootstrap")], offline(root))
    tongban = [str(root / "script" / "tongban"), "--data", str(data)]
    with step("建库、升级"):
        run([*tongban, "migrate"], offline(root))
    with step("启动检查"):
        run([*tongban, "check"], offline(root))
    units = write_units(root, data)
    took = time.monotonic() - began
    print(f"安装完成，共用 {took:.0f} 秒（要求 {LIMIT // 60} 分钟以内）。")
    print(f"systemd 的样例在 {units}，改好路径和账号后复制到 /etc/systemd/system。现在就启动：")
    print("  " + shlex.join([*tongban, "up"]))
    return 0 if took <= LIMIT else 1


@contextmanager
def step(name: str) -> Iterator[None]:
    began = time.monotonic()
    print(f"{name}…", flush=True)
    yield
    print(f"{name}：{time.monotonic() - began:.1f} 秒", flush=True)


def compare(root: Path) -> None:
    """Every file of the package is there and is what it was; what was added since does not matter."""
    listing = root / HASHES
    if not listing.exists() or not (root / WHEELS).is_dir():
        raise SystemExit("这里不是离线安装包：没有 wheels 或 SHA256SUMS。请用 tongban release --wheels 做一个。")
    wrong = []
    for line in listing.read_text(encoding="utf-8").splitlines():
        digest, _, name = line.partition("  ")
        file = root / name
        if not file.is_file() or hashlib.sha256(file.read_bytes()).hexdigest() != digest:
            wrong.append(name)
    if wrong:
        raise SystemExit("这些文件缺少，或者和打包时不一样：" + "、".join(wrong[:10]) + "。请重新复制安装包。")


def offline(root: Path) -> dict[str, str]:
    """The environment of every step: pip takes its wheels from the package, and asks nobody."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PIP_")}
    wheels = str(root / WHEELS)
    return {**kept, "PIP_NO_INDEX": "1", "PIP_FIND_LINKS": wheels, "PIP_CONFIG_FILE": os.devnull}


def run(command: list[str], environ: dict[str, str]) -> None:
    if subprocess.run(command, env=environ, check=False).returncode != 0:
        raise SystemExit(f"这一步没有成功：{shlex.join(command)}。请看上面的原因，改好后重新运行 script/install。")


def write_units(root: Path, data: Path) -> Path:
    units = root / UNITS
    units.mkdir(exist_ok=True)
    for name, text in (("tongban.service", SERVICE), ("tongban-stream.service", STREAM)):
        (units / name).write_text(text.format(root=root, data=data), encoding="utf-8")
    return units


if __name__ == "__main__":
    sys.exit(main())
