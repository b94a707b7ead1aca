"""The city's own words on its papers, in numbered editions that two persons agree on."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('agencies', '0004_where_venues_stand'),
        ('documents', '0008_papers_of_promises'),
    ]

    operations = [
        migrations.CreateModel(
            name='PaperWording',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=0)),
                ('head', models.BinaryField(default=bytes(32), max_length=32)),
                ('kind', models.CharField(max_length=20, verbose_name='文书')),
                ('status', models.CharField(choices=[('proposed', '等待另一个人复核'), ('in_force', '现行'), ('sent_back', '没有同意'), ('taken_back', '已撤回'), ('superseded', '已被新版代替')], max_length=12)),
                ('edition', models.PositiveIntegerField(null=True, verbose_name='版次')),
                ('text', models.JSONField()),
                ('reason', models.CharField(max_length=500, verbose_name='为什么改')),
                ('proposed_at', models.DateTimeField()),
                ('decided_at', models.DateTimeField(null=True)),
                ('words', models.CharField(blank=True, default='', max_length=500, verbose_name='意见或者理由')),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.staff')),
                ('proposed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.staff')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('status', 'in_force')), fields=('kind',), name='wording_one_in_force'), models.UniqueConstraint(condition=models.Q(('status', 'proposed')), fields=('kind',), name='wording_one_proposed'), models.UniqueConstraint(fields=('kind', 'edition'), name='wording_numbered_once'), models.CheckConstraint(condition=models.Q(('decided_by__isnull', True), models.Q(('decided_by', models.F('proposed_by')), _negated=True), _connector='OR'), name='wording_decided_by_another'), models.CheckConstraint(condition=models.Q(models.Q(('decided_by__isnull', False), ('edition__isnull', False), ('status__in', ['in_force', 'superseded'])), models.Q(models.Q(('status__in', ['in_force', 'superseded']), _negated=True), ('edition__isnull', True)), _connector='OR'), name='wording_in_force_was_decided')],
            },
        ),
    ]
