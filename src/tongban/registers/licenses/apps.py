from django.apps import AppConfig


class LicensesConfig(AppConfig):
    name = "tongban.registers.licenses"
    label = "licenses"
