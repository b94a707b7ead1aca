"""When a task stood, by the clock of the database; tasks from before have none."""

from typing import ClassVar

import django.db.models.functions.datetime
from django.db import migrations, models
from django.db.migrations.operations.base import Operation


class Migration(migrations.Migration):
    dependencies: ClassVar[list[tuple[str, str]]] = [("evaluations", "0002_said_is_said")]
    operations: ClassVar[list[Operation]] = [
        migrations.AddField("redress", "dispatched_at", models.DateTimeField(null=True)),
        migrations.AlterField(
            "redress",
            "dispatched_at",
            models.DateTimeField(null=True, db_default=django.db.models.functions.datetime.Now()),
        ),
    ]
