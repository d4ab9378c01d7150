"""Importing people in three steps (file, preview, confirmation), and exporting them."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from networks import forms, services
from networks.access import Permission, programme_access
from networks.forms.fields import errors_to_form
from networks.models import PeopleImport, Programme
from networks.people_file import OPTIONAL, REQUIRED, ROLES, people_rows
from networks.people_plan import Outcome, PeoplePlan, people_plan
from networks.selectors.people_import import get_people_import
from networks.views.attachment import CSV_TYPE, attachment
from networks.views.people import FORM_METHODS
from networks.worksheets import XLSX_TYPE, bad_rows_write, excel_delimiter

ROWS_A_PAGE = 50


@require_http_methods(FORM_METHODS)
@programme_access(Permission.MANAGE_PROGRAMME)
def people_import(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Upload a file of people and continue to its preview. Nothing is imported yet."""
    form = forms.PeopleFileForm(forms.post_data(request), request.FILES if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            upload = services.people_import_store(
                programme=programme, actor=request.user, file_name=file.name, content=file.read()
            )
        except ValidationError as error:
            errors_to_form(form, ValidationError({"file": error.messages}))
        else:
            return redirect("networks:people_import_preview", programme.pk, upload.pk)
    return render(
        request,
        "networks/people_import.html",
        {
            "programme": programme,
            "form": form,
            "required": REQUIRED,
            "optional": OPTIONAL,
            "roles": ROLES,
            "codes": programme.backgrounds.values_list("code", flat=True),
        },
    )


@require_safe
@programme_access(Permission.MANAGE_PROGRAMME)
def people_import_preview(request: HttpRequest, programme: Programme, import_pk: int) -> HttpResponse:
    """Preview the import of a stored file, row by row, against the current data."""
    upload = get_people_import(programme=programme, by=request.user, pk=import_pk)
    plan = people_plan(programme=programme, rows=people_rows(upload.content))
    return _preview(request, upload, plan)


@require_safe
@programme_access(Permission.MANAGE_PROGRAMME)
def people_import_bad_rows(request: HttpRequest, programme: Programme, import_pk: int) -> HttpResponse:
    """Download the rows that cannot be used, with their corrections."""
    upload = get_people_import(programme=programme, by=request.user, pk=import_pk)
    plan = people_plan(programme=programme, rows=people_rows(upload.content))
    return attachment(bad_rows_write(plan.bad_rows), CSV_TYPE, f"{programme.slug}-people-to-correct.csv")


def _preview(request: HttpRequest, upload: PeopleImport, plan: PeoplePlan) -> HttpResponse:
    steps = [step for step in plan.steps if step.outcome is not Outcome.WRONG]
    return render(
        request,
        "networks/people_import_preview.html",
        {
            "programme": upload.programme,
            "upload": upload,
            "plan": plan,
            "page": Paginator(steps, ROWS_A_PAGE).get_page(request.GET.get("page")),
            "form": forms.PeopleConfirmForm(),
        },
    )


@require_POST
@programme_access(Permission.MANAGE_PROGRAMME)
def people_import_confirm(request: HttpRequest, programme: Programme, import_pk: int) -> HttpResponse:
    """Carry out the import, completely or not at all."""
    upload = get_people_import(programme=programme, by=request.user, pk=import_pk)
    form = forms.PeopleConfirmForm(request.POST)
    form.is_valid()
    try:
        plan = services.people_import_confirm(
            upload=upload,
            actor=request.user,
            invite=form.cleaned_data["invite"],
            same_person=form.same_person_lines,
        )
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("networks:people_import_preview", programme.pk, upload.pk)
    messages.success(request, _done(plan))
    return redirect("overview:programme", programme.pk)


def _done(plan: PeoplePlan) -> str:
    added, changed = len(plan.created), len(plan.changed)
    if not added and not changed:
        return _("There was nothing to change.")
    sentences = [
        ngettext("%(count)s row was added.", "%(count)s rows were added.", added) % {"count": added},
        ngettext("%(count)s row was changed.", "%(count)s rows were changed.", changed) % {"count": changed},
    ]
    return " ".join(sentences)


@require_POST
@programme_access(Permission.MANAGE_PROGRAMME)
def people_import_cancel(request: HttpRequest, programme: Programme, import_pk: int) -> HttpResponse:
    """Delete the stored file."""
    upload = get_people_import(programme=programme, by=request.user, pk=import_pk)
    services.people_import_cancel(upload=upload, actor=request.user)
    messages.success(request, _("The file has been discarded. Nothing was changed."))
    return redirect("networks:people_import", programme.pk)


@require_POST
@programme_access(Permission.MANAGE_PROGRAMME)
def people_export(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Download the people of the programme as a file that can be imported. A POST, because it writes an audit line."""
    if request.POST.get("format") == "xlsx":
        content = services.people_export_workbook(programme=programme, actor=request.user)
        return attachment(content, XLSX_TYPE, f"{programme.slug}-people.xlsx")
    text = services.people_export(programme=programme, actor=request.user, delimiter=excel_delimiter())
    # The byte order mark tells Excel about accents.
    return attachment(text.encode("utf-8-sig"), CSV_TYPE, f"{programme.slug}-people.csv")
