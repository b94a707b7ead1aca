from django.apps import AppConfig


class ProvincialSupervisionConfig(AppConfig):
    name = "tongban.exchange.connectors.provincial_supervision"
    label = "provincial_supervision"
