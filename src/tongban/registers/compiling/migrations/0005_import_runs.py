import django.db.models.deletion
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('agencies', '0001_initial'),
        ('compiling', '0004_what_an_import_keeps'),
    ]

    operations = [
        migrations.CreateModel(
            name='ImportRun',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=200)),
                ('sha256', models.CharField(max_length=64)),
                ('size', models.PositiveIntegerField()),
                ('status', models.CharField(choices=[('waiting', '排队检查'), ('read', '已检查，等确认'), ('queued', '排队写入'), ('done', '已导入'), ('failed', '没有办成'), ('dropped', '已放弃')], max_length=8)),
                ('reading', models.CharField(blank=True, default='', max_length=64)),
                ('counts', models.JSONField(default=dict)),
                ('words', models.CharField(blank=True, default='', max_length=300)),
                ('tries', models.PositiveSmallIntegerField(default=0)),
                ('uploaded_at', models.DateTimeField()),
                ('changed_at', models.DateTimeField()),
                ('agency', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.agency')),
                ('uploaded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.staff')),
            ],
            options={
                'indexes': [models.Index(fields=['-uploaded_at'], name='compiling_import_newest'), models.Index(condition=models.Q(('status__in', ["waiting", "queued"])), fields=['uploaded_at'], name='compiling_import_under_way')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('status__in', ["read", "queued", "done"]), _negated=True), models.Q(('reading', ''), _negated=True), _connector='OR'), name='compiling_import_read_before_taken_in')],
            },
        ),
    ]
