"""Three answers for those who watch the installation: it is alive, it is ready, and it is in trouble or not."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.access import public
from jobs.health import check_causes, readiness_causes


@public
@never_cache
@require_safe
def alive(request: HttpRequest) -> HttpResponse:
    """Return 200: this process answers. Needs no database, so a restart is the remedy if there is no answer."""
    return JsonResponse({"alive": True})


@public
@never_cache
@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    """Return whether the database, its migrations and the broker can be used, with status 503 if one cannot."""
    return _report("ready", readiness_causes())


@public
@never_cache
@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """Return the result of every health check as JSON, with status 503 if one fails. Results are never numbers."""
    return _report("well", check_causes())


def _report(verdict: str, causes: dict[str, str]) -> HttpResponse:
    """Return the verdict, the result of each check, and the causes of those that failed."""
    troubles = {name: cause for name, cause in causes.items() if cause}
    checks = {name: not cause for name, cause in causes.items()}
    content = {verdict: not troubles, "checks": checks, "troubles": troubles}
    return JsonResponse(content, status=503 if troubles else 200)
