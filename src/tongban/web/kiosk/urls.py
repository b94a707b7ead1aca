"""The addresses of the terminal (自助终端路由), all of them below one path, which is all that the machine may open."""

from django.urls import path, register_converter

from . import away, finding, guides, hall, numbers, own, pad, progress, ratings


class OptionCode:
    """The code of an option; anything else is no address of ours."""

    regex = "[0-9A-Z]{33}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(OptionCode, "kiosk_option")

urlpatterns = [
    path("kiosk", hall.welcome, name="kiosk"),
    path("kiosk/here", hall.here, name="kiosk-here"),
    path("kiosk/bind", hall.bind_here, name="kiosk-bind"),
    path("kiosk/away", away.away, name="kiosk-away"),
    path("kiosk/kept.json", away.kept, name="kiosk-kept"),
    path("kiosk/worker.js", away.worker, name="kiosk-worker"),
    path("kiosk/over", hall.over, name="kiosk-over"),
    path("kiosk/leave", hall.leave, name="kiosk-leave"),
    path("kiosk/low", hall.stand_low, name="kiosk-low"),
    path("kiosk/items", finding.categories, name="kiosk-items"),
    path("kiosk/spell", finding.spell, name="kiosk-spell"),
    path("kiosk/items/<kiosk_option:code>", guides.item, name="kiosk-item"),
    path("kiosk/items/<kiosk_option:code>/checklist", guides.situation, name="kiosk-checklist"),
    path("kiosk/ticket", numbers.take, name="kiosk-take"),
    path("kiosk/tickets/<uuid:code>", numbers.ticket, name="kiosk-ticket"),
    path("kiosk/track", progress.track, name="kiosk-track"),
    path("kiosk/window", pad.at_the_window, name="kiosk-window"),
    path("kiosk/rate", ratings.find, name="kiosk-rate"),
    path("kiosk/rate/<uuid:code>", ratings.one, name="kiosk-rating"),
    path("kiosk/me", own.identify, name="kiosk-me"),
    path("kiosk/mine", own.mine, name="kiosk-mine"),
    path("kiosk/mine/arrive", own.arrive, name="kiosk-arrive"),
]
