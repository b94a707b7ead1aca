"""Matters tried out at the command line (全程试办): from application to electronic result, all of it taken back."""

from argparse import Namespace
from importlib import import_module
from typing import Any

from django.db import transaction

from tongban.foundation.kernel import clock
from tongban.running.folder import DataFolder
from tongban.running.opening import As, opened
from tongban.running.refusal import CannotRun

TRIAL = "tongban.oversight.supervision.commands.trying"
DEPTH = "tongban.oversight.supervision.rules.depth"
CATALOG = "tongban.registers.catalog.queries"


def trial(asked: Namespace, folder: DataFolder) -> int:
    """`tongban trial OPTION|--all`: 0 when every matter went the whole way online, 1 with what stood in the way."""
    if bool(asked.option) == asked.all:
        raise CannotRun("请写一个业务办理项编码，或者用 --all 试办全部能全程网办的事项。")
    with opened(folder, As.WEB):
        runs = [_taken_back(each) for each in _guides(asked.option)]
    for run in runs:
        print(_told(run))
    whole = sum(run.is_whole for run in runs)
    print(f"试办{len(runs)}项，{whole}项全程网上办结，{len(runs) - whole}项没有走通。试办没有留下任何数据。")
    return 0 if whole == len(runs) else 1


def _guides(option: str) -> list[Any]:
    if option:
        return [import_module(CATALOG).guide(option)]
    is_whole = import_module(DEPTH).is_whole_online
    return [each for each in import_module(CATALOG).current_guides() if each.is_open and is_whole(each.option)]


def _taken_back(guide: Any) -> Any:
    """Nothing stays but a gap in the case numbers."""
    with transaction.atomic():
        run = import_module(TRIAL).try_whole(guide, at=clock.now())
        transaction.set_rollback(True)
    return run


def _told(run: Any) -> str:
    if run.is_whole:
        return f"✓ {run.name}（{run.option_code}）：{len(run.acts)}步，线下环节0个"
    reasons = [run.problem] if run.problem else []
    reasons += [f"到现场{run.visits}次"] if run.visits else []
    reasons += [f"材料只收纸质：{'、'.join(run.on_paper)}"] if run.on_paper else []
    return f"✗ {run.name}（{run.option_code}）：{'；'.join(reasons) or '没有办结'}"
