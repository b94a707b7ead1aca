from django.apps import AppConfig


class WorkbenchConfig(AppConfig):
    name = "tongban.web.workbench"
    label = "workbench"
