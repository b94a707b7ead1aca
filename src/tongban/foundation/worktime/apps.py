from django.apps import AppConfig


class WorktimeConfig(AppConfig):
    name = "tongban.foundation.worktime"
    label = "worktime"
