"""The result of a network, for who may see it and when; its twin; and what coordinators see of all networks."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from networks.access import Permission, programme_access, roles_in_network
from networks.models import Programme
from srt.access import opened_wave_access
from srt.forms.conversation import ConversationDayForm, OwnWordsForm
from srt.forms.picture_files import PictureChoiceForm
from srt.models import WaveNetwork
from srt.selectors.questionnaire import own_questionnaire_waits
from srt.selectors.results import (
    OUTSIDE,
    ResultPage,
    not_yet_words,
    outside_words,
    picture_state,
    programme_pictures,
    result_page,
)
from srt.selectors.running_order import guards, running_order


@require_safe
@opened_wave_access(Permission.SEE_PICTURE_WITH_WORDS)
def result(request: HttpRequest, row: WaveNetwork) -> HttpResponse:
    """Show the result of a network as it is for this reader now."""
    page = result_page(row, roles_in_network(request.user, row.network))
    if page.part == "no_picture":
        return redirect("srt:conversation", row.network_id, row.wave_id)
    own = page.part == "open" and own_questionnaire_waits(request.user, row.pk)
    return render(request, "srt/results/result.html", {**result_context(page), "own_questionnaire": own})


@require_safe
@opened_wave_access(Permission.SEE_PICTURE_WITH_WORDS)
def result_for_coordinator(request: HttpRequest, row: WaveNetwork) -> HttpResponse:
    """Show members exactly what a coordinator finds on the page of this result now."""
    return render(request, "srt/results/for_coordinator.html", result_context(result_page(row, OUTSIDE)))


@require_safe
@opened_wave_access(Permission.SEE_PICTURE)
def result_progress(request: HttpRequest, row: WaveNetwork) -> HttpResponse:
    """Answer a page that waits for its picture: the same words again, or a sign to load the page anew."""
    page = result_page(row, roles_in_network(request.user, row.network))
    if page.part == "working" or (page.part == "picture" and not page.radar):
        return render(request, "srt/results/fragments/working.html", {"row": row})
    return HttpResponse(headers={"HX-Refresh": "true"})


@require_safe
@programme_access(Permission.OVERSEE_PROGRAMME)
def programme_words(request: HttpRequest, programme: Programme) -> HttpResponse:
    """List what networks said, in order of name. No pictures side by side: each stands on its own page."""
    context = {"programme": programme, "waves": programme_pictures(programme)}
    return render(request, "srt/results/programme.html", context)


def result_context(page: ResultPage) -> dict[str, object]:
    """Return what the templates of a result need."""
    row = page.row
    return {
        "page": page,
        "row": row,
        "network": row.network,
        "wave": row.wave,
        "words_instead": not_yet_words(page.access) if page.is_inside else outside_words(row, page.access),
        "day_form": ConversationDayForm(initial={"day": picture_state(row).conversation_on}),
        "take_form": PictureChoiceForm(auto_id="take-%s"),
        "words_form": OwnWordsForm(initial={"words": row.own_words}),
        "running_order": running_order(),
        "guards": guards(),
    }
