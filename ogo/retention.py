"""How long deleted work can be restored."""

from dateutil.relativedelta import relativedelta

DELETED_CYCLE_RETENTION = relativedelta(days=30)
