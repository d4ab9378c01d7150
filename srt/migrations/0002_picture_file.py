import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('srt', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='PictureFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('radar', 'Radar'), ('dots', 'Dots'), ('years', 'Years')], max_length=6)),
                ('language', models.CharField(max_length=5)),
                ('file_format', models.CharField(choices=[('png', 'Png'), ('pdf', 'Pdf')], max_length=3)),
                ('fingerprint', models.CharField(max_length=16)),
                ('content', models.BinaryField(blank=True, null=True)),
                ('release', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='picture_files', to='srt.release')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('release', 'kind', 'language', 'file_format', 'fingerprint'), name='srt_picturefile_once')],
            },
        ),
    ]
