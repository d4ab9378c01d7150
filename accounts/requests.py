"""A request whose headers may be malformed."""

from typing import Any

from django.core.handlers.wsgi import WSGIRequest

# Parameters that accounts.middleware.CharsetMiddleware refuses.
UNREADABLE = {"charset": "unreadable"}


class Request(WSGIRequest):
    """A request that can be made whatever its Content-Type says, so that middleware can refuse it."""

    def _set_content_type_params(self, meta: dict[str, Any]) -> None:
        try:
            super()._set_content_type_params(meta)  # type: ignore[misc]  # not in the stubs
        except (ValueError, LookupError):  # a parameter in an encoding that does not exist (RFC 2231)
            self.content_type, self.content_params = "", UNREADABLE
