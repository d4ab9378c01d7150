"""Keep no statistics on answers: PostgreSQL samples the columns of a table, and samples outlive its rows."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def switch_off(_apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Tell PostgreSQL's ANALYZE to leave these columns out."""
    if schema_editor.connection.vendor == "postgresql":
        for column in ("person_id", "with_name", "text", "unclear"):
            schema_editor.execute(f"ALTER TABLE ogo_askanswer ALTER COLUMN {column} SET STATISTICS 0")


class Migration(migrations.Migration):
    dependencies = [("ogo", "0001_initial")]

    operations = [migrations.RunPython(switch_off, migrations.RunPython.noop)]
