"""What each web process runs (网站进程): the application, and beside it the report of what it serves."""

import gc

from tongban.config.wsgi import application
from tongban.running.heartbeat import begin

__all__ = ["application"]

GARBAGE = (20_000, 20, 20)
"""After how many new objects rubbish is looked for: a page makes thousands of them, hardly any of which stay."""

begin()
gc.collect()
gc.freeze()  # what was imported stays: nobody has to wait while it is looked through again
gc.set_threshold(*GARBAGE)
