from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('licenses', '0006_frequent_types'),
    ]

    operations = [
        migrations.AddField(
            model_name='licenseanswer',
            name='ground',
            field=models.CharField(choices=[('online', '持证人网上同意'), ('query_code', '持证人在窗口凭查询码同意'), ('duty', '履行法定职责所必需')], default='duty', max_length=12, verbose_name='处理依据'),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            model_name='licenseanswer',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('case_number', ''), _negated=True), models.Q(('purpose', ''), _negated=True), models.Q(('ground', ''), _negated=True)), name='license_answer_for_something'),
        ),
    ]
