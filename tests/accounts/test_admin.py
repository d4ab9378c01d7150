"""Accounts in the admin."""

import pytest
from django.contrib import admin
from django.urls import reverse

from accounts.models import AccountInvitation, User
from mailing.models import Email, ShownMessage

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(client, cast):
    cast["Stella"].is_superuser = True
    cast["Stella"].save(update_fields=["is_superuser"])
    client.force_login(cast["Stella"])
    return client


def test_admin_shows_people_without_passwords(administrator, cast):
    assert "amira@example.org" in administrator.get(reverse("admin:accounts_user_changelist")).content.decode()
    page = administrator.get(reverse("admin:accounts_user_change", args=[cast["Amira"].pk])).content.decode()
    assert cast["Amira"].password not in page
    assert 'name="password"' not in page


@pytest.mark.parametrize("field", ["email", "is_staff", "is_superuser"])
def test_admin_cannot_change_addresses_and_rights(administrator, cast, field):
    before = getattr(cast["Amira"], field)
    data = {"first_name": "Amira", "infix": "", "last_name": "X", "language": "nl", "is_active": "on", field: "on"}
    administrator.post(reverse("admin:accounts_user_change", args=[cast["Amira"].pk]), data)
    after = User.objects.get(pk=cast["Amira"].pk)
    assert after.last_name == "X"
    assert getattr(after, field) == before


@pytest.mark.parametrize("model", [AccountInvitation, Email, ShownMessage])
def test_admin_excludes_invitations_and_emails(model):
    assert model not in admin.site._registry


def test_admin_registers_only_people_jobs_and_groups():
    shown = {model._meta.label for model in admin.site._registry}
    assert shown == {"accounts.User", "auth.Group", "jobs.Job"}


def test_admin_refuses_people_who_are_not_staff(client, cast):
    client.force_login(cast["Nadia"])
    assert client.get("/admin/").status_code in {302, 403}
    assert client.get(reverse("admin:accounts_user_changelist")).status_code in {302, 403}
