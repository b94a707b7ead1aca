from django.apps import AppConfig


class PartnerCityConfig(AppConfig):
    name = "tongban.exchange.connectors.partner_city"
    label = "partner_city"
