"""The numbers that rows get: after a restored backup those that were given out since must not be given out again."""

from django.apps import apps
from django.db import connection, models, transaction


@transaction.atomic
def numbers_skip(*, gap: int) -> None:
    """Leave so many numbers out in every table that counts its rows.

    What was made after the backup is gone, but its number lives on outside: in the personal links of letters, which
    would open what somebody else gets under the same number, and in calendars, which would take one meeting for
    another.
    """
    for model in apps.get_models(include_auto_created=True):
        key = model._meta.pk  # noqa: SLF001 - Django documents it
        if isinstance(key, models.AutoField):
            _skip(model._meta.db_table, key.attname, gap)  # noqa: SLF001 - the same


def _skip(table: str, column: str, gap: int) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            sequence = "pg_get_serial_sequence(%s, %s)"
            names = [f'"{table}"', column]
            cursor.execute(f"SELECT setval({sequence}, nextval({sequence}) + %s)", [*names, *names, gap])
        else:
            cursor.execute("UPDATE sqlite_sequence SET seq = seq + %s WHERE name = %s", [gap, table])
