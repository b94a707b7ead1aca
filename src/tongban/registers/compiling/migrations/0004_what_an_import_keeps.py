from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('compiling', '0003_working'),
    ]

    operations = [
        migrations.AddField(
            model_name='listdraft',
            name='kept',
            field=models.JSONField(default=dict),
        ),
    ]
