"""Keys of the house (密钥): what there is, since when, a new one, and how far the data has followed; no secrets."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from tongban.foundation.kernel import signing
from tongban.foundation.kernel.actors import Role
from tongban.foundation.kernel.clock import now
from tongban.foundation.kernel.signing.authority import exists
from tongban.foundation.kernel.vault import vault
from tongban.foundation.kernel.vault.resealing import progress
from tongban.foundation.ledger.keys import CHAIN, rotate_keys
from tongban.foundation.ledger.models import Entry
from tongban.web.ui.audience import staff
from tongban.web.ui.once import done_once, once_input
from tongban.web.ui.sessions import actor_of

from .frame import show

_KINDS = {"data": "数据加密", "index": "盲索引", "signing": "留痕签名"}
_LATEST = 10


@require_safe
@staff(Role.SECURITY_ADMIN)
def keys(request: HttpRequest) -> HttpResponse:
    """The inventory, the progress of each column (two statements each), and the last rotations."""
    columns = progress()
    signers = signing.known().signers if exists() else ()
    today = now()
    context = {
        "keys": [
            (_KINDS[kind], number, algorithm, is_current)
            for kind, number, algorithm, is_current in reversed(vault().inventory())
        ],
        "signers": [(each, (today - each.made_at).days) for each in reversed(signers)],
        "columns": columns,
        "waiting": sum(each.waiting for each in columns),
        "rotations": Entry.objects.filter(chain=CHAIN).order_by("-seq")[:_LATEST],
        "once": once_input(),
        "is_done": "done" in request.GET,
    }
    return show(request, "console/keys.html", context, current="keys")


@staff(Role.SECURITY_ADMIN)
@require_POST
@done_once
def rotate(request: HttpRequest) -> HttpResponse:
    """New keys from now on."""
    rotate_keys(by=actor_of(request), at=now())
    return redirect(f"{reverse('console-keys')}?done=1")
