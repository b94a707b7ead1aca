from django.apps import AppConfig


class TaxOfficeConfig(AppConfig):
    name = "tongban.exchange.connectors.tax_office"
    label = "tax_office"
