"""The table of the cache: it holds the rate limits, so `migrate` alone must be enough to sign in."""

from django.conf import settings
from django.core.management import call_command
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def create(_apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Create the table that the settings name, unless it exists."""
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


def drop(_apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Drop the table."""
    for cache in settings.CACHES.values():
        if cache["BACKEND"].endswith("DatabaseCache"):
            schema_editor.execute(f"DROP TABLE {schema_editor.quote_name(cache['LOCATION'])}")


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]

    operations = [migrations.RunPython(create, drop)]
