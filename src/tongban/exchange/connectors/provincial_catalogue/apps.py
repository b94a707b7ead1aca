from django.apps import AppConfig


class ProvincialCatalogueConfig(AppConfig):
    name = "tongban.exchange.connectors.provincial_catalogue"
    label = "provincial_catalogue"
