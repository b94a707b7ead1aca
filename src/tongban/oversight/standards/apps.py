from django.apps import AppConfig


class StandardsConfig(AppConfig):
    name = "tongban.oversight.standards"
    label = "standards"
