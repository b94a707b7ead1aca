"""`tongban release FILE`: the house as it is installed (发行包), the same bytes for the same commit (R-200).

A tar of what is tracked, with the bill of materials and a list of hashes. No clock, no owner and no order of a disk
goes into it: whoever builds the commit again compares one hash. What is installed on top is pinned by hash in the lock;
with `--wheels DIR` it is in the package too, which `script/install` then installs without a network (R-174).
"""

import gzip
import hashlib
import io
import json
import re
import subprocess
import tarfile
from argparse import Namespace
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType

from tongban.oversight.standards.rules.advisories import normal
from tongban.running.folder import DataFolder, project_root
from tongban.running.refusal import CannotRun
from tongban.running.sbom import bill

BILL, HASHES = "sbom.json", "SHA256SUMS"
LOCK, WHEELS = "requirements.lock", "wheels"
FOLDER = "tongban"
EXECUTABLE, PLAIN = 0o755, 0o644
_PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;]+)", re.MULTILINE)
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


def release(asked: Namespace, _folder: DataFolder) -> int:
    """Write the archive of the commit that is checked out, and say its hash."""
    root = project_root()
    if root is None:
        raise CannotRun("这条命令要在通办的源码目录里运行。")
    wheels = wheels_of(root, Path(asked.wheels)) if asked.wheels else {}
    made = archive(contents(root, tracked(root), wheels))
    Path(asked.file).write_bytes(made)
    print(f"已写 {asked.file}：{len(made)} 字节。\nSHA-256 {hashlib.sha256(made).hexdigest()}")
    return 0


def tracked(root: Path) -> list[tuple[str, int]]:
    """What belongs to the commit, with its mode; refused while something is changed, for no commit has those bytes."""
    if _git(root, "status", "--porcelain", "--untracked-files=no"):
        raise CannotRun("有还没有提交的改动，做不出和提交一致的发行包。请先提交，再做。")
    lines = _git(root, "ls-files", "--stage", "-z").split("\0")
    rows = [line.split(None, 3) for line in lines if line]
    return [(name, EXECUTABLE if mode == "100755" else PLAIN) for mode, _, _, name in rows]


def wheels_of(root: Path, folder: Path) -> dict[str, tuple[bytes, int]]:
    """The wheels of an offline package (离线安装包): each by a hash of the lock, and every pin of it.

    A wheel of pip may lie among them, for machines that have none: it only installs, and is in the list of hashes.
    """
    lock = (root / LOCK).read_text(encoding="utf-8")
    pins = {normal(name): version for name, version in _PIN.findall(lock)}
    hashes = set(_HASH.findall(lock))
    found = {f"{WHEELS}/{each.name}": (each.read_bytes(), PLAIN) for each in sorted(folder.glob("*.whl"))}
    names = {path: normal(Path(path).name.partition("-")[0]) for path in found}
    strange = [path for path, (body, _) in found.items() if _is_strange(names[path], body, hashes)]
    if strange:
        raise CannotRun("这些包不在锁定文件里：" + "、".join(Path(each).name for each in strange))
    if missing := sorted(pins.keys() - set(names.values())):
        raise CannotRun("还缺这些包：" + "、".join(f"{each}=={pins[each]}" for each in missing))
    return found


def _is_strange(name: str, body: bytes, hashes: set[str]) -> bool:
    return name != "pip" and hashlib.sha256(body).hexdigest() not in hashes


def contents(
    root: Path, names: Iterable[tuple[str, int]], wheels: Mapping[str, tuple[bytes, int]] = MappingProxyType({})
) -> dict[str, tuple[bytes, int]]:
    """Every file by its path, the bill of materials and the hashes of all of them."""
    found = {**{name: ((root / name).read_bytes(), mode) for name, mode in names}, **wheels}
    found[BILL] = (json.dumps(bill(root), ensure_ascii=False, indent=1).encode() + b"\n", PLAIN)
    lines = [f"{hashlib.sha256(body).hexdigest()}  {name}\n" for name, (body, _) in sorted(found.items())]
    return {**found, HASHES: ("".join(lines).encode(), PLAIN)}


def archive(files: Mapping[str, tuple[bytes, int]]) -> bytes:
    """One archive: by name, of nobody, of the beginning of time."""
    packed = io.BytesIO()
    with (
        gzip.GzipFile(fileobj=packed, mode="wb", filename="", mtime=0) as squeezed,
        tarfile.open(fileobj=squeezed, mode="w", format=tarfile.PAX_FORMAT) as tar,
    ):
        for name, (body, mode) in sorted(files.items()):
            entry = tarfile.TarInfo(f"{FOLDER}/{name}")
            entry.size, entry.mode = len(body), mode
            tar.addfile(entry, io.BytesIO(body))
    return packed.getvalue()


def _git(root: Path, *words: str) -> str:
    try:
        done = subprocess.run(["git", "-C", str(root), *words], capture_output=True, check=True, encoding="utf-8")
    except (OSError, subprocess.CalledProcessError) as error:
        raise CannotRun("发行包由提交做出来，这里没有 git，或者不是一个检出的仓库。") from error
    return done.stdout
