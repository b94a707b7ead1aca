from django.apps import AppConfig


class ReadingConfig(AppConfig):
    name = "tongban.oversight.reading"
    label = "reading"
