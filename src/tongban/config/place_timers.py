"""What is done by the clock for places, terminals and those who work there (场所、终端、窗口人员的定时任务)."""

from procrastinate.contrib.django import app

from tongban.foundation.kernel.clock import now
from tongban.handling.devices import jobs as devices
from tongban.handling.halls import jobs as halls
from tongban.handling.outreach import jobs as outreach
from tongban.oversight.workforce import jobs as workforce
from tongban.registers.places import jobs as places

EVERY_MINUTE, EVERY_FIVE_MINUTES, EVERY_HOUR = "* * * * *", "*/5 * * * *", "7 * * * *"
EVERY_MORNING = "15 6 * * *"


@app.periodic(cron=EVERY_MINUTE)
@app.task(queueing_lock="terminals", pass_context=False)
def terminals_are_watched(timestamp: int) -> None:
    """看终端: R-135; a terminal that is silent for more than ten minutes has its fault a minute later."""
    devices.watch_terminals(now())


@app.periodic(cron=EVERY_FIVE_MINUTES)
@app.task(queueing_lock="place-names", pass_context=False)
def places_take_their_new_names(timestamp: int) -> None:
    """到期更名: R-065; on its day within five minutes after midnight."""
    places.switch_names_of_the_day(now())


@app.periodic(cron=EVERY_HOUR)
@app.task(queueing_lock="workforce", pass_context=False)
def people_of_the_halls_are_looked_after(timestamp: int) -> None:
    """请假起止、日常考核月度得分: R-187, R-191."""
    workforce.look_after_people(at=now())


@app.periodic(cron=EVERY_MINUTE)
@app.task(queueing_lock="guided", pass_context=False)
def nobody_is_left_without_a_guide(timestamp: int) -> None:
    """导引接力, and what a day left open: R-165."""
    halls.keep_everybody_guided(at=now())
    halls.end_guidances(at=now())


@app.periodic(cron=EVERY_MORNING)
@app.task(queueing_lock="held-papers", pass_context=False)
def originals_are_asked_for(timestamp: int) -> None:
    """提醒归还原件: R-072."""
    outreach.remind_of_papers(at=now())
