"""What every template knows of the product."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def product(request: HttpRequest) -> dict[str, Any]:
    """Say whether this is the demo."""
    return {"is_demo": settings.LEERWEB_DEMO}
