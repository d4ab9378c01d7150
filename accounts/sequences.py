"""The sequences of primary keys: after a restored backup, keys issued since must not be reused."""

from django.apps import apps
from django.db import connection, models, transaction


@transaction.atomic
def sequences_advance(*, gap: int) -> None:
    """Skip `gap` primary keys in every table with a sequence.

    Rows created after the backup are lost, but their keys are still in use: in the personal links of emails, which
    would open another person's page, and in calendars, which would mistake one meeting for another.
    """
    for model in apps.get_models(include_auto_created=True):
        key = model._meta.pk
        if isinstance(key, models.AutoField):
            _skip(model._meta.db_table, key.attname, gap)


def _skip(table: str, column: str, gap: int) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            sequence = "pg_get_serial_sequence(%s, %s)"
            names = [f'"{table}"', column]
            cursor.execute(f"SELECT setval({sequence}, nextval({sequence}) + %s)", [*names, *names, gap])
        else:
            cursor.execute("UPDATE sqlite_sequence SET seq = seq + %s WHERE name = %s", [gap, table])
