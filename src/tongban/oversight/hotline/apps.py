from django.apps import AppConfig


class HotlineConfig(AppConfig):
    name = "tongban.oversight.hotline"
    label = "hotline"
