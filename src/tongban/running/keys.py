"""The commands for keys (密钥的命令): what there is, a new key, and sealing anew; the table is in cli.py."""

from argparse import Namespace
from importlib import import_module

from tongban.foundation.kernel import clock
from tongban.foundation.kernel.actors import SYSTEM
from tongban.foundation.kernel.vault import vault
from tongban.running.folder import DataFolder
from tongban.running.opening import As, opened

RESEALING = "tongban.foundation.kernel.vault.resealing"
KEYS = "tongban.foundation.ledger.keys"
_KINDS = {"data": "加密", "index": "盲索引", "signing": "留痕签名"}


def status(_asked: Namespace, folder: DataFolder) -> int:
    with opened(folder, As.OWNER):
        for kind, number, algorithm, is_current in vault().inventory():
            print(f"{_KINDS[kind]}密钥 第{number}号 {algorithm}{'（在用）' if is_current else ''}")
        for each in import_module(RESEALING).progress():
            print(f"{each.column.purpose}：共 {each.values} 条，待换 {each.waiting} 条")
    return 0


def rotate(_asked: Namespace, folder: DataFolder) -> int:
    with opened(folder, As.OWNER):
        made = import_module(KEYS).rotate_keys(by=SYSTEM, at=clock.now())
    print(f"已换用第 {made.facts['data']} 号加密密钥。接着运行 tongban vault reseal，把原来的数据也换过来。")
    return 0


def reseal(asked: Namespace, folder: DataFolder) -> int:
    """Go on until nothing waits; whoever stops it loses nothing."""
    with opened(folder, As.OWNER):
        resealing = import_module(RESEALING)
        for column in resealing.COLUMNS:
            done = 0
            for changed in resealing.reseal(column, step=asked.step):
                done += changed
                print(f"{column.purpose}：已换 {done} 条", flush=True)
        waiting = sum(each.waiting for each in resealing.progress())
    print("全部数据都已换成新密钥。" if not waiting else f"还有 {waiting} 条待换，请再运行一次。")
    return 1 if waiting else 0
