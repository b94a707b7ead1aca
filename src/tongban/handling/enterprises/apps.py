from django.apps import AppConfig


class EnterprisesConfig(AppConfig):
    name = "tongban.handling.enterprises"
    label = "enterprises"
