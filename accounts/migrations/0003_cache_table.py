"""The table of the cache: rate limits live in it, so that `migrate` alone must be enough to sign in."""

from django.conf import settings
from django.core.management import call_command
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def make(_apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Make the table that the settings name; one that is there stays."""
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


def drop(_apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Drop it; nothing in it is worth keeping."""
    for cache in settings.CACHES.values():
        if cache["BACKEND"].endswith("DatabaseCache"):
            schema_editor.execute(f"DROP TABLE {schema_editor.quote_name(cache['LOCATION'])}")


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_erasure")]

    operations = [migrations.RunPython(make, drop)]
