from django.apps import AppConfig


class ProvincialRatingsConfig(AppConfig):
    name = "tongban.exchange.connectors.provincial_ratings"
    label = "provincial_ratings"
