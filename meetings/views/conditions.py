"""Is everything ready for online? Asked and told on one page, by both doors."""

from functools import partial

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from meetings.access import Visit
from meetings.forms.conditions import ConditionsForm
from meetings.selectors.conditions import conditions_part
from meetings.services.conditions import conditions_answer
from meetings.views.sheets import both_fill_in
from networks.access import Permission
from networks.forms import post_data, save_form


def _conditions(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Ask a few questions about the situation, once, and tell what the network said when nobody answers any more."""
    part = conditions_part(visit)
    if part is None:
        raise Http404
    form = ConditionsForm(post_data(request))
    answer = partial(conditions_answer, meeting=visit.meeting, actor=visit.person)
    if request.method == "POST" and form.is_valid() and save_form(form, lambda: answer(answers=form.answers())):
        messages.success(request, _("Thank you. Your answers were counted, without your name."))
        return redirect(visit.url("meeting"))
    return render(request, "meetings/conditions.html", {"visit": visit, "part": part, "form": form})


conditions, link_conditions = both_fill_in(Permission.JOIN_MEETING, _conditions)
