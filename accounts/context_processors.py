from typing import Any

from django.conf import settings
from django.http import HttpRequest


def product(request: HttpRequest) -> dict[str, Any]:
    """Return whether this is the demo, for every template."""
    return {"is_demo": settings.LEERWEB_DEMO}
