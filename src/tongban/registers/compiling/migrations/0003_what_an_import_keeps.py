from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('compiling', '0002_opinions_never_change'),
    ]

    operations = [
        migrations.AddField(
            model_name='listdraft',
            name='kept',
            field=models.JSONField(default=dict),
        ),
    ]
