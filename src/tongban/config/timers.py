"""What is done by the clock (定时任务): periodic jobs of procrastinate, which may run late, twice, or side by side."""

from datetime import datetime
from pathlib import Path

from django.conf import settings
from procrastinate.contrib.django import app

from tongban.exchange.connectors.credit import jobs as credit
from tongban.exchange.connectors.provincial_catalogue import jobs as provincial_catalogue
from tongban.exchange.connectors.provincial_code import jobs as provincial_code
from tongban.exchange.connectors.provincial_ratings import jobs as provincial_ratings
from tongban.exchange.connectors.provincial_rectification import jobs as provincial_rectification
from tongban.exchange.connectors.provincial_supervision import jobs as provincial_supervision
from tongban.exchange.connectors.scene_terminals import jobs as scene_terminals
from tongban.foundation.kernel.clock import now
from tongban.foundation.ledger import answers, sealing
from tongban.handling.benefits import jobs as benefits
from tongban.handling.bundles import jobs as bundles
from tongban.handling.cases import jobs as cases
from tongban.handling.cases.commands.drafting import drop_expired
from tongban.handling.contacts import jobs as contacts
from tongban.handling.crossing import jobs as crossing
from tongban.handling.dossiers import jobs as dossiers
from tongban.handling.enterprises import jobs as enterprises
from tongban.handling.halls import jobs as halls
from tongban.handling.intermediaries import jobs as intermediaries
from tongban.oversight.evaluations import jobs as evaluations
from tongban.oversight.hotline import jobs as hotline
from tongban.oversight.reading import jobs as reading
from tongban.oversight.regulation import jobs as regulation
from tongban.oversight.supervision import jobs as supervision
from tongban.registers.catalog import jobs as catalog
from tongban.registers.checklists import jobs as checklists
from tongban.registers.compiling import jobs as compiling
from tongban.registers.documents import jobs as documents
from tongban.registers.entrances import jobs as entrances
from tongban.registers.licenses import jobs as licenses
from tongban.registers.lists import jobs as lists
from tongban.registers.norms import jobs as norms
from tongban.registers.parity import jobs as parity
from tongban.registers.parties import jobs as parties
from tongban.registers.plan.reading import deadlines
from tongban.registers.upkeep import jobs as upkeep
from tongban.registers.upkeep.rules.freshness import ReviewPolicy

EVERY_MINUTE, EVERY_FIVE_MINUTES, EVERY_HOUR = "* * * * *", "*/5 * * * *", "7 * * * *"
EVERY_MORNING, EVERY_NIGHT = "15 6 * * *", "40 2 * * *"


@app.periodic(cron=EVERY_MINUTE)
@app.task(queueing_lock="silence", pass_context=False)
def silence_becomes_acceptance(timestamp: int) -> None:
    """视为受理: R-038."""
    cases.accept_what_nobody_answered(at=now())


@app.periodic(cron=EVERY_MINUTE)
@app.task(queueing_lock="alerts", pass_context=False)
def limits_come_near(timestamp: int) -> None:
    """快到时限: R-037."""
    cases.raise_alerts(at=now())


@app.periodic(cron=EVERY_FIVE_MINUTES)
@app.task(queueing_lock="cards", pass_context=False)
def missed_limits_get_their_cards(timestamp: int) -> None:
    """黄牌、红牌."""
    supervision.watch_limits(at=now())


@app.periodic(cron=EVERY_HOUR)
@app.task(queueing_lock="months", pass_context=False)
def months_are_counted(timestamp: int) -> None:
    """月度统计: R-004."""
    supervision.count_what_ended(at=now())


@app.periodic(cron=EVERY_MORNING)
@app.task(queueing_lock="issues", pass_context=False)
def issues_near_their_day(timestamp: int) -> None:
    """问题台账提醒和超期上报: R-116."""
    supervision.remind_and_escalate(at=now())


@app.periodic(cron=EVERY_NIGHT)
@app.task(queueing_lock="venues", pass_context=False)
def the_same_matter_is_done_alike_everywhere(timestamp: int) -> None:
    """无差别受理、同标准办理: R-006."""
    supervision.compare_places(at=now())


@app.periodic(cron=EVERY_MORNING)
@app.task(queueing_lock="reports", pass_context=False)
def reports_are_frozen(timestamp: int) -> None:
    """截止日报告: R-005, on the plan's dates and at the year's end."""
    supervision.freeze_reports(deadlines(settings.CITY), at=now())


@app.periodic(cron=EVERY_FIVE_MINUTES)
@app.task(queueing_lock="renewals", pass_context=False)
def silence_renews_licences(timestamp: int) -> None:
    """视为准予延续 and its warnings: 行政许可法 第五十条."""
    cases.renew_by_silence(at=now())
    cases.warn_of_renewals(at=now())


@app.periodic(cron=EVERY_FIVE_MINUTES)
@app.task(queueing_lock="overruns", pass_context=False)
def special_procedures_overrun(timestamp: int) -> None:
    """特别程序超时，恢复计时: 行政许可法 第四十五条."""
    cases.count_what_overran(at=now())


@app.periodic(cron=EVERY_HOUR)
@app.task(queueing_lock="rating-messages", pass_context=False)
def ratings_reach_the_province(timestamp: int) -> None:
    """上报省好差评系统: R-110."""
    provincial_ratings.look_after_messages(now())


@app.periodic(cron=EVERY_FIVE_MINUTES)
@app.task(queueing_lock="provincial-tasks", pass_context=False)
def the_province_hands_down_tasks(timestamp: int) -> None:
    """省差评整改系统: R-112."""
    provincial_rectification.look_after_tasks(now())


@app.periodic(cron=EVERY_HOUR)
@app.task(queueing_lock="redresses", pass_context=False)
def bad_ratings_wait_too_long(timestamp: int) -> None:
    """差评超期报监督岗: R-107, R-111."""
    evaluations.watch_redresses(at=now())


@app.periodic(cron=EVERY_NIGHT)
@app.task(queueing_lock="ratings_over", pass_context=False)
def ratings_are_over(timestamp: int) -> None:
    """评价邀请到期、差评到期办结."""
    evaluations.end_what_is_over(at=now())


@app.periodic(cron=EVERY_HOUR)
@app.task(queueing_lock="slots", pass_context=False)
def booked_times_come_near(timestamp: int) -> None:
    """约定提醒: R-049; and of appointments at halls."""
    cases.remind_of_slots(at=now())
    halls.remind_of_appointments(at=now())


@app.periodic(cron=EVERY_HOUR)
@app.task(queueing_lock="uncollected", pass_context=False)
def results_wait_to_be_fetched(timestamp: int) -> None:
    """催领: R-077."""
    cases.remind_of_uncollected(at=now())


@app.periodic(cron=EVERY_MINUTE)
@app.task(queueing_lock="partner_letters", pass_context=False)
def partner_cities_write(timestamp: int) -> None:
    """跨省通办来函: R-020."""
    crossing.collect(now())


@app.periodic(cron=EVERY_FIVE_MINUTES)
@app.task(queueing_lock="contacts", pass_context=False)
def contacts_past_their_limit_are_told(timestamp: int) -> None:
    """首问超期: R-031."""
    contacts.escalate_what_is_late(at=now())


@app.periodic(cron=EVERY_FIVE_MINUTES)
@app.task(queueing_lock="work-orders", pass_context=False)
def work_orders_past_their_limit_are_told(timestamp: int) -> None:
    """工单超期, and answers that nobody questioned: R-192."""
    hotline.escalate_what_is_late(at=now())
    hotline.settle_what_was_answered(at=now())


@app.periodic(cron=EVERY_FIVE_MINUTES)
@app.task(queueing_lock="deferrals", pass_context=False)
def deferred_materials_are_awaited(timestamp: int) -> None:
    """容缺补齐: reminders before the day, what the rule says after it; R-151."""
    cases.lapse_deferrals(at=now())
    cases.remind_of_gaps(at=now())


@app.periodic(cron=EVERY_FIVE_MINUTES)
@app.task(queueing_lock="bundle-events", pass_context=False)
def what_results_wait_for_is_asked(timestamp: int) -> None:
    """前置信息(完税): R-082."""
    bundles.ask_what_results_wait_for(at=now())


@app.periodic(cron=EVERY_HOUR)
@app.task(queueing_lock="bundle-results", pass_context=False)
def results_wait_no_longer_than_the_law_lets(timestamp: int) -> None:
    """一次发证, 先送达: R-117."""
    bundles.let_go_of_results(at=now())


@app.periodic(cron=EVERY_FIVE_MINUTES)
@app.task(queueing_lock="calendars", pass_context=False)
def limits_follow_the_calendar(timestamp: int) -> None:
    """A newly published year moves the limits that rest on it."""
    cases.follow_the_calendar(at=now())


@app.periodic(cron=EVERY_MINUTE)
@app.task(queueing_lock="editions", pass_context=False)
def editions_come_into_force(timestamp: int) -> None:
    """Lists take effect on their day."""
    catalog.bring_into_force(now())


@app.periodic(cron=EVERY_MORNING)
@app.task(queueing_lock="guides", pass_context=False)
def guides_are_looked_after(timestamp: int) -> None:
    """核对提醒: R-090."""
    yellow, red = settings.TONGBAN_REVIEW_DAYS
    upkeep.alert_stale(now(), ReviewPolicy(yellow, red))


@app.periodic(cron=EVERY_HOUR)
@app.task(queueing_lock="guide-checks", pass_context=False)
def guides_are_gone_through(timestamp: int) -> None:
    """夜间巡检: R-018; asked every hour until the day's look is there."""
    upkeep.check_guides_once_a_day(now())


@app.periodic(cron=EVERY_NIGHT)
@app.task(queueing_lock="entrances", pass_context=False)
def entrances_are_looked_at(timestamp: int) -> None:
    """链接检查: R-087."""
    entrances.look_at_entrances(now())


@app.periodic(cron=EVERY_FIVE_MINUTES)
@app.task(queueing_lock="supervision-pushes", pass_context=False)
def pushes_past_their_limit_are_told(timestamp: int) -> None:
    """审管推送超期: R-054, R-055."""
    regulation.escalate_what_is_late(at=now())


@app.periodic(cron=EVERY_NIGHT)
@app.task(queueing_lock="cancelled-tasks", pass_context=False)
def cancelled_approvals_are_supervised_on(timestamp: int) -> None:
    """取消审批后的监管任务: R-056."""
    regulation.open_cancelled_tasks(at=now())


@app.periodic(cron=EVERY_MINUTE)
@app.task(queueing_lock="papers", pass_context=False)
def papers_are_set(timestamp: int) -> None:
    """The PDFs of documents that have none yet."""
    documents.keep_missing_pdfs()


@app.periodic(cron=EVERY_MINUTE)
@app.task(queueing_lock="list-files", pass_context=False)
def list_files_are_made(timestamp: int) -> None:
    """Workbooks and PDFs of newly published lists."""
    lists.make_files(at=now())


@app.periodic(cron=EVERY_MINUTE)
@app.task(queueing_lock="imports", pass_context=False)
def imports_go_on(timestamp: int) -> None:
    """Heavy files are looked at, many guides are taken in."""
    compiling.imports_go_on(now())


@app.periodic(cron=EVERY_FIVE_MINUTES)
@app.task(queueing_lock="intermediaries", pass_context=False)
def intermediaries_are_chosen(timestamp: int) -> None:
    """报名截止、抽取、打开报价: R-059, R-061."""
    intermediaries.choose_what_is_due(at=now())


@app.periodic(cron=EVERY_MORNING)
@app.task(queueing_lock="intermediary-papers", pass_context=False)
def intermediary_papers_run_out(timestamp: int) -> None:
    """资质到期下架、信用分、集中度: R-061, R-063."""
    intermediaries.look_after_agencies(at=now())


@app.periodic(cron=EVERY_FIVE_MINUTES)
@app.task(queueing_lock="anchor", pass_context=False)
def the_ledger_is_anchored(timestamp: int) -> None:
    """Seal what is there and sign it, outside the database."""
    sealing.seal(at=now())
    sealing.anchor(at=now(), folder=Path(settings.DATA) / "anchors")


@app.periodic(cron=EVERY_FIVE_MINUTES)
@app.task(queueing_lock="library-batches", pass_context=False)
def published_editions_reach_the_province(timestamp: int) -> None:
    """按时汇聚: R-023."""
    provincial_catalogue.look_after_batches(now())


@app.periodic(cron=EVERY_FIVE_MINUTES)
@app.task(queueing_lock="credit-messages", pass_context=False)
def promises_reach_the_credit_platform(timestamp: int) -> None:
    """推送信用平台: R-146."""
    credit.look_after_messages(now())


@app.periodic(cron=EVERY_FIVE_MINUTES)
@app.task(queueing_lock="supervision-records", pass_context=False)
def supervision_reaches_the_province(timestamp: int) -> None:
    """监管数据推送: R-051."""
    provincial_supervision.take_in_deliveries(settings.DATA / "supervision", at=now())
    provincial_supervision.look_after_records(now())


@app.periodic(cron=EVERY_HOUR)
@app.task(queueing_lock="plate-filings", pass_context=False)
def plates_reach_the_province(timestamp: int) -> None:
    """门楼牌备案: R-153."""
    provincial_code.look_after_plates(now())


@app.periodic(cron=EVERY_HOUR)
@app.task(queueing_lock="library-pull", pass_context=False)
def pushed_items_are_pulled(timestamp: int) -> None:
    """接收上级推送: R-015."""
    provincial_catalogue.pull(now())


@app.periodic(cron=EVERY_HOUR)
@app.task(queueing_lock="library-reconciliation", pass_context=False)
def the_catalogue_is_compared_with_the_province(timestamp: int) -> None:
    """每日比对: R-024; asked every hour until the day's report is there."""
    provincial_catalogue.reconcile_today(now())


@app.periodic(cron=EVERY_NIGHT)
@app.task(queueing_lock="parity", pass_context=False)
def the_same_matter_is_compared_in_all_places(timestamp: int) -> None:
    """同要素、同标准: R-019; what stands on repealed files alone is suspended (只剩废止依据的暂停): R-194."""
    norms.end_what_stands_on_nothing(now())
    parity.compare_places(now())


@app.periodic(cron=EVERY_HOUR)
@app.task(queueing_lock="forgetting", pass_context=False)
def what_is_over_is_forgotten(timestamp: int) -> None:
    """Expired drafts, tries to sign in, answers past their seven days, uses of codes past those of their scene."""
    at: datetime = now()
    drop_expired(at=at)
    parties.forget_old_tries(at=at)
    answers.forget_old(at=at)
    checklists.forget_old(at=at)
    scene_terminals.forget_old(at=at)


@app.periodic(cron=EVERY_NIGHT)
@app.task(queueing_lock="licences", pass_context=False)
def licences_lapse(timestamp: int) -> None:
    """过期失效: what is over is over, 行政许可法 第七十条."""
    licenses.lapse_expired(at=now())


@app.periodic(cron=EVERY_NIGHT)
@app.task(queueing_lock="archives", pass_context=False)
def ended_cases_are_archived(timestamp: int) -> None:
    """归档, and the packages that were not looked at for a quarter are looked at."""
    dossiers.archive_ended(at=now())
    dossiers.check_archives(at=now())


@app.periodic(cron=EVERY_NIGHT)
@app.task(queueing_lock="halls", pass_context=False)
def days_of_halls_end(timestamp: int) -> None:
    """号票当天结束、预约没有来: R-032."""
    halls.end_the_day(at=now())
    halls.lapse_what_nobody_kept(at=now())


@app.periodic(cron=EVERY_NIGHT)
@app.task(queueing_lock="looks", pass_context=False)
def looks_are_gone_through(timestamp: int) -> None:
    """查看审计: R-196."""
    reading.audit_looks(at=now())


@app.periodic(cron=EVERY_MORNING)
@app.task(queueing_lock="expiry", pass_context=False)
def licences_run_out(timestamp: int) -> None:
    """到期雷达: R-161."""
    enterprises.watch_expiry(at=now())


@app.periodic(cron=EVERY_MORNING)
@app.task(queueing_lock="benefits", pass_context=False)
def policies_find_whom_they_fit(timestamp: int) -> None:
    """精准匹配, 公示期满: R-160."""
    benefits.match_policies(at=now())
    benefits.conclude_public(at=now())
