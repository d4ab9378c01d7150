"""People in the admin."""

import pytest
from django.contrib import admin
from django.urls import reverse

from accounts.models import AccountInvitation, User
from mailing.models import Letter, ShownMessage

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(client, cast):
    cast["Stella"].is_superuser = True
    cast["Stella"].save(update_fields=["is_superuser"])
    client.force_login(cast["Stella"])
    return client


def test_staff_sees_people_without_their_passwords(administrator, cast):
    assert "amira@example.org" in administrator.get(reverse("admin:accounts_user_changelist")).content.decode()
    page = administrator.get(reverse("admin:accounts_user_change", args=[cast["Amira"].pk])).content.decode()
    assert cast["Amira"].password not in page
    assert 'name="password"' not in page


@pytest.mark.parametrize("field", ["email", "is_staff", "is_superuser"])
def test_addresses_and_rights_are_not_changed_there(administrator, cast, field):
    before = getattr(cast["Amira"], field)
    data = {"first_name": "Amira", "infix": "", "last_name": "X", "language": "nl", "is_active": "on", field: "on"}
    administrator.post(reverse("admin:accounts_user_change", args=[cast["Amira"].pk]), data)
    after = User.objects.get(pk=cast["Amira"].pk)
    assert after.last_name == "X"
    assert getattr(after, field) == before


@pytest.mark.parametrize("model", [AccountInvitation, Letter, ShownMessage])
def test_invitations_and_letters_are_not_there(model):
    assert model not in admin.site._registry


def test_nothing_else_is_there_no_session_no_address_no_second_step_and_no_message():
    shown = {model._meta.label for model in admin.site._registry}
    assert shown == {"accounts.User", "auth.Group", "jobs.Job"}


def test_others_do_not_get_in(client, cast):
    client.force_login(cast["Nadia"])
    assert client.get("/admin/").status_code in {302, 403}
    assert client.get(reverse("admin:accounts_user_changelist")).status_code in {302, 403}
