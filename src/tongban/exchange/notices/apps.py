from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "tongban.exchange.notices"
    label = "notices"
