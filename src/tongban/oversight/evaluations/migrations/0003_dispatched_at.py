"""When a task was brought to the desk; tasks from before have no such time."""

from typing import ClassVar

from django.db import migrations, models
from django.db.migrations.operations.base import Operation


class Migration(migrations.Migration):
    dependencies: ClassVar[list[tuple[str, str]]] = [("evaluations", "0002_said_is_said")]
    operations: ClassVar[list[Operation]] = [
        migrations.AddField("redress", "dispatched_at", models.DateTimeField(null=True)),
    ]
