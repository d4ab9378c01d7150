"""The files of the database, as the server's administrator can read them."""

from django.db import connection


def table_file(table: str) -> bytes:
    """Return the bytes of a table's file on PostgreSQL."""
    with connection.cursor() as cursor:
        cursor.execute("CHECKPOINT")
        cursor.execute("SELECT pg_read_binary_file(pg_relation_filepath(%s))", [table])
        return bytes(cursor.fetchone()[0])
