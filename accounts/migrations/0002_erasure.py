# That an account was erased, without a name.

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Erasure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('person_key', models.BigIntegerField()),
                ('mark', models.CharField(max_length=64)),
                ('erased_at', models.DateTimeField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('person_key', 'mark'), name='accounts_erasure_once')],
            },
        ),
    ]
