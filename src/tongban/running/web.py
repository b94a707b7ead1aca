"""What each web process runs (网站进程): the application, and beside it the report of what it serves."""

import gc
import os

from django.core.cache import close_caches
from django.core.handlers.base import reset_urlconf
from django.core.signals import request_finished
from django.db import close_old_connections

from tongban.config.wsgi import application
from tongban.foundation.kernel import vault
from tongban.running.heartbeat import begin

__all__ = ["application"]

KEPT = frozenset(
    (
        *("PATH", "HOME", "LANG", "TZ", "TMPDIR", "PYTHONPATH", "LD_LIBRARY_PATH", "TONGBAN_DATA"),
        *("SSL_CERT_FILE", "SSL_CERT_DIR", "http_proxy", "https_proxy", "no_proxy", "HTTPS_PROXY", "NO_PROXY"),
    )
)
"""What is still asked of the environment once the settings are read."""


begin()
vault.stay()
# The server puts the environment into every request; the passwords and tokens in it are known to the settings by now.
for name in os.environ.keys() - KEPT:
    del os.environ[name]
# Done at the end of each request, or for nothing that there is: the house keeps no Django caches, logs no queries and
# has one table of addresses. Whole answers let go of the connection by themselves; the signal is for what flows.
request_finished.disconnect(close_caches)
request_finished.disconnect(reset_urlconf)
request_finished.disconnect(close_old_connections)
request_finished.connect(application.let_go)
gc.collect()
gc.freeze()  # what was imported stays: nobody has to wait while it is looked through again
