"""What a page asks for and the worker does (后台任务): jobs that may run late, twice, or side by side.

Each keeps what it has done in its own table, and a timer takes up what was not brought to an end.
"""

from procrastinate.contrib.django import app

from tongban.foundation.kernel.clock import now
from tongban.handling.benefits import jobs as benefits


@app.task(pass_context=False)
def policy_is_tried_out(trial: int) -> None:
    """试算: begun from the page of a draft."""
    benefits.try_out_one(trial, at=now())


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="trials", pass_context=False)
def trials_that_stopped_go_on(timestamp: int) -> None:
    """试算: what no job is counting."""
    benefits.try_out_what_waits(at=now())
