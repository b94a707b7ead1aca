from django.apps import AppConfig


class SharingConfig(AppConfig):
    name = "tongban.exchange.sharing"
    label = "sharing"
