from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.access import public
from jobs.health import health as checks


@public
@never_cache
@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """Return the result of every health check as JSON, with status 503 if one fails. Results are never numbers."""
    results = checks()
    is_healthy = all(results.values())
    return JsonResponse({"well": is_healthy, "checks": results}, status=200 if is_healthy else 503)
