"""A person's own calendar: the link to subscribe to, the email settings and the feed itself."""

from hashlib import sha256

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from meetings.access import (
    OwnVisit,
    Visit,
    calendar_feed_access,
    invitee_access,
    own_calendar_access,
    own_calendar_link_access,
)
from meetings.forms.subscription import MailChoiceForm
from meetings.selectors.feed import feed_by_token, feed_link, feed_of
from meetings.selectors.mail_choice import mail_choice_of
from meetings.services import subscription as services
from meetings.views.form_pages import FORM_METHODS
from networks.forms import post_data


def _own_calendar(request: HttpRequest, own: OwnVisit) -> HttpResponse:
    """Show the calendar link, or save how the visitor wants to be emailed.

    Someone who came by personal link gets the calendar link by email: a personal link never shows another.
    """
    choice = mail_choice_of(own.person)
    initial = {"frequency": choice.frequency, "calendar_by": choice.calendar_by}
    form = MailChoiceForm(post_data(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        services.mail_choice_set(person=own.person, actor=own.person, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect(own.url("own_calendar"))
    context = {
        "own": own,
        "feed": feed_link(own.person),
        "form": form,
        "send_url": own.url("feed_send") if own.token else "",
        "renew_url": own.url("feed_renew"),
        "stop_url": own.url("feed_stop"),
    }
    return render(request, "meetings/own_calendar.html", context)


def _feed_renew(request: HttpRequest, own: OwnVisit) -> HttpResponse:
    """Replace the calendar link. A visitor by personal link gets the new one by email."""
    services.feed_renew(person=own.person, actor=own.person)
    if own.token:
        return _feed_send(request, own)
    messages.success(request, _("There is a new link. The old one no longer works."))
    return redirect(own.url("own_calendar"))


def _feed_send(request: HttpRequest, own: OwnVisit) -> HttpResponse:
    """Email the calendar link."""
    services.feed_link_send(person=own.person, actor=own.person)
    messages.success(request, _("We’ve emailed you the link."))
    return redirect(own.url("own_calendar"))


def _feed_stop(request: HttpRequest, own: OwnVisit) -> HttpResponse:
    """Switch off the calendar link."""
    services.feed_stop(person=own.person, actor=own.person)
    messages.success(request, _("The link no longer works."))
    return redirect(own.url("own_calendar"))


own_calendar = require_http_methods(FORM_METHODS)(own_calendar_access(_own_calendar))
link_own_calendar = require_http_methods(FORM_METHODS)(own_calendar_link_access(_own_calendar))
feed_renew = require_POST(own_calendar_access(_feed_renew))
link_feed_renew = require_POST(own_calendar_link_access(_feed_renew))
link_feed_send = require_POST(own_calendar_link_access(_feed_send))
feed_stop = require_POST(own_calendar_access(_feed_stop))
link_feed_stop = require_POST(own_calendar_link_access(_feed_stop))


@require_safe
@invitee_access
def link_calendar(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Offer to email the links to the visitor's calendar: the link of a meeting is about that meeting only."""
    return render(request, "meetings/calendar_by_email.html", {"visit": visit})


@require_POST
@invitee_access
def link_calendar_send(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Email the links to the visitor's calendar."""
    services.feed_link_send(person=visit.person, actor=visit.person)
    messages.success(request, _("We’ve emailed you the link."))
    return redirect(visit.url("calendar"))


@require_safe
@calendar_feed_access
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """Return a person's calendar to a calendar program.

    Responds 304 if nothing changed, 410 for a link that was replaced or switched off and 404 for an unknown one.
    """
    asked = feed_by_token(token)
    if asked.person is None:
        return HttpResponse(status=410 if asked.is_invalidated else 404, content_type="text/plain")
    with translation.override(asked.person.language):
        content = feed_of(asked.person)
    etag = quote_etag(sha256(content).hexdigest())
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="leerweb.ics"'
    response["ETag"] = etag
    response["Cache-Control"] = "private, no-cache"
    found: HttpResponse | None = get_conditional_response(request, etag=etag, response=response)
    return found or response
