"""Cleaning up the city's own files (规范性文件清理): each with its body's opinion and a reviewer's decision; R-194."""

from datetime import date, datetime

from django.db import transaction

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import Fault, Invalid, NotNow, NotYours
from tongban.foundation.ledger.commands import advance
from tongban.registers.norms.models import NormReview
from tongban.registers.norms.queries import own_files
from tongban.registers.norms.rules.cleanup import CLEANUP, Ground, ReviewStatus, Verdict
from tongban.registers.norms.rules.states import Standing

from .changing import amend, repeal


@transaction.atomic
def open_round(title: str, *, due_on: date | None, by: Actor, at: datetime) -> list[NormReview]:
    """开始清理: every own file in force that is in no open review, each for its body, until one day."""
    faults = [] if title.strip() else [Fault("/title", "required", "请写明这次清理叫什么。")]
    if due_on is None or due_on <= local_day(at):
        faults.append(Fault("/due_on", "past", "提意见的期限要在今天以后。"))
    if faults or due_on is None:
        raise Invalid(faults=faults)
    name = title.replace("\x00", "").strip()[:80]
    rows = [
        NormReview(status=ReviewStatus.WRITTEN, title=name, norm=norm, agency=agency, due_on=due_on, begun_at=at)
        for norm, agency in own_files()
    ]
    if not rows:
        raise NotNow("本市没有要清理的文件，或者都已经列入清理了。")
    for each in rows:
        step = CLEANUP.take("enlist", each, by=by)
        each.save(force_insert=True)
        advance(each, step, by=by, at=at, facts={"title": name, "norm": each.norm.title})
    return rows


@transaction.atomic
def propose(review: NormReview, *, verdict: str, ground: str, reason: str, by: Actor, at: datetime) -> NormReview:
    """提出清理意见: by an editor of the body that answers for the file; who wants to keep it names no ground."""
    step = CLEANUP.take("propose", review, by=by)
    if by.agency_id != review.agency_id:
        raise NotYours("这个文件由别的部门提意见。")
    faults = []
    if verdict not in set(Verdict):
        faults.append(Fault("/verdict", "choice", "请选保留、修改还是废止。"))
    if ground not in set(Ground):
        faults.append(Fault("/ground", "choice", "请选属于哪种情形。"))
    elif (verdict == Verdict.KEEP) != (ground == Ground.NONE):
        faults.append(Fault("/ground", "odds", "保留的不能有清理情形；要修改、废止的，请选是哪种情形。"))
    said = reason.replace("\x00", "").strip()[:2000]
    if not said:
        faults.append(Fault("/reason", "required", "请写明逐条审查的情况。"))
    if faults:
        raise Invalid(faults=faults)
    changes = {"verdict": verdict, "ground": ground, "reason": said}
    advance(review, step, by=by, at=at, facts=changes, changes=changes)
    return review


@transaction.atomic
def return_proposal(review: NormReview, *, reason: str, by: Actor, at: datetime) -> NormReview:
    """退回重提: what was proposed goes, the day stays."""
    step = CLEANUP.take("return_proposal", review, by=by)
    said = reason.replace("\x00", "").strip()[:2000]
    if not said:
        raise Invalid(faults=[Fault("/reason", "required", "请写明为什么退回。")])
    facts = {"reason": said, "verdict": review.verdict}
    advance(review, step, by=by, at=at, facts=facts, changes={"verdict": "", "ground": "", "reason": ""})
    return review


@transaction.atomic
def decide(review: NormReview, *, document: str, on: date, by: Actor, at: datetime) -> NormReview:
    """审定: what was proposed comes true; a repealed or amended file lights up every list that quotes it."""
    step = CLEANUP.take("decide", review, by=by)
    said = document.replace("\x00", "").strip()[:200]
    if not said:
        raise Invalid(faults=[Fault("/document", "document", "请写明依据哪个决定或者公告。")])
    norm = review.norm
    if norm.status != Standing.REPEALED and review.verdict == Verdict.REPEAL:
        repeal(norm, on=on, document=said, words=review.reason[:500], by=by, at=at)
    elif norm.status != Standing.REPEALED and review.verdict == Verdict.AMEND:
        amend(norm, on=on, document=said, words=review.reason[:500], by=by, at=at)
    facts = {"verdict": review.verdict, "document": said, "on": on.isoformat()}
    advance(review, step, by=by, at=at, facts=facts, changes={"document": said, "decided_on": on, "ended_at": at})
    return review
