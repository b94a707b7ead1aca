from django.apps import AppConfig


class OutsideBodiesConfig(AppConfig):
    name = "tongban.exchange.connectors.outside_bodies"
    label = "outside_bodies"
