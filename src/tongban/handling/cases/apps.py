from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "tongban.handling.cases"
    label = "cases"
