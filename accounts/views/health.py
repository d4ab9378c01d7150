"""Whether the product is well, for whoever watches it."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.access import public
from jobs.health import health as checks


@public
@never_cache
@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """Answer 200 when every check is well and 503 otherwise. The checks say yes or no, never a number."""
    answers = checks()
    well = all(answers.values())
    return JsonResponse({"well": well, "checks": answers}, status=200 if well else 503)
