"""Where a posted form came from, as the browser reports it."""

from django.http import HttpRequest


def is_same_origin(request: HttpRequest) -> bool | None:
    """Return whether a page of this site posted the form, or None if the browser does not say.

    `Sec-Fetch-Site` is sent by every current browser, also from a page without a referrer, whose `Origin` is "null".
    """
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site in {"same-origin", "none"}
    origin = request.headers.get("Origin")
    if origin in {None, "null"}:
        return None
    return origin == f"{request.scheme}://{request.get_host()}"
