"""Questions to everyone in a network: asked, answered by link or signed in, and shown all at once."""

import re
from datetime import timedelta

import pytest
from allauth.account.signals import email_changed
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.services import links_end
from audit.models import AuditEntry
from mailing.models import Email
from meetings.models import Meeting
from meetings.services.subscription import mail_choice_set
from networks.models import Participation
from ogo.models import Ask, AskAnswer, AskRecipient
from ogo.selectors.asks import open_asks, shown_answers
from ogo.services.asks import answers_to_show, ask_answer, ask_remove, ask_send, ask_show
from ogo.tokens import ask_token
from tests.cast import BURGERSCHAP, Cast
from tests.meetings.meeting_cases import in_days, meeting_make
from tests.srt.wave_cases import run_jobs

pytestmark = [pytest.mark.django_db, pytest.mark.portable]

MEMBERS = [name for name, _background, role in BURGERSCHAP if role != "guest"]


@pytest.fixture
def ask(cast: Cast) -> Ask:
    """Return a question that Iris asked everyone in Burgerschap."""
    return ask_send(network=cast.burgerschap, actor=cast["Iris"], text="Wat heb je nodig?")


@pytest.fixture
def dialogue(cast: Cast) -> Ask:
    """Return the dialogue about the goal of Burgerschap."""
    return ask_send(network=cast.burgerschap, actor=cast["Iris"], kind="goals")


def recipient_of(ask: Ask, person) -> AskRecipient:
    return AskRecipient.objects.get(ask=ask, person=person)


def link_of(ask: Ask, person) -> str:
    return reverse("ogo:link_ask", args=[ask_token(recipient_of(ask, person))])


def address(name: str, ask: Ask) -> str:
    return reverse(f"ogo:{name}", args=[ask.network_id, ask.pk])


def texts(ask: Ask) -> list[tuple[str, str]]:
    ask.refresh_from_db()
    answers, unclear = shown_answers(ask)
    return sorted((line.text, line.name) for line in [*answers, *unclear])


# Asking


def test_everyone_but_guests_is_asked_by_email_with_a_link_of_their_own(cast: Cast, ask, mailoutbox):
    run_jobs()
    asked = {email.to[0]: email.body for email in mailoutbox if "vraag" in email.subject}
    assert set(asked) == {cast[name].email for name in MEMBERS}
    assert all(link_of(ask, cast[name]) in asked[cast[name].email] for name in MEMBERS)


@pytest.mark.parametrize("name", ["Amira", "Nadia", "Wouter"])
def test_only_a_facilitator_asks_shows_and_removes(cast: Cast, ask, name):
    acts = (
        lambda: ask_send(network=cast.burgerschap, actor=cast[name], text="X"),
        lambda: ask_show(ask=ask, actor=cast[name]),
        lambda: ask_remove(ask=ask, actor=cast[name]),
    )
    for act in acts:
        with pytest.raises(PermissionDenied):
            act()


def test_form_asks_a_question_for_a_meeting(cast: Cast, as_):
    meeting = meeting_make(cast.burgerschap, cast["Iris"])
    form = {"text": "Wat heb je nodig?", "meeting": meeting.pk}
    response = as_("Iris").post(reverse("ogo:ask_add", args=[cast.burgerschap.pk]), form)
    found = Ask.objects.get()
    assert (found.kind, found.meeting, response.headers["Location"]) == ("open", meeting, address("ask", found))


def test_form_starts_the_dialogue_about_the_goal(cast: Cast, as_):
    as_("Iris").post(reverse("ogo:ask_add", args=[cast.burgerschap.pk]) + "?about=goals", {"meeting": ""})
    assert Ask.objects.get().kind == Ask.Kind.GOALS


@pytest.mark.parametrize("text", ["", " ", "x" * 301])
def test_question_without_text_or_too_long_is_refused(cast: Cast, text):
    with pytest.raises(ValidationError) as refusal:
        ask_send(network=cast.burgerschap, actor=cast["Iris"], text=text)
    assert "text" in refusal.value.error_dict


def test_meeting_of_another_network_is_refused(cast: Cast):
    elsewhere = meeting_make(cast.rekenen, cast["Hugo"])
    with pytest.raises(ValidationError):
        ask_send(network=cast.burgerschap, actor=cast["Iris"], text="X", meeting=elsewhere)


def test_form_sent_twice_asks_once(cast: Cast, ask):
    again = ask_send(network=cast.burgerschap, actor=cast["Iris"], text="Wat heb je nodig?")
    assert (again.pk, Email.objects.filter(email_type="ogo.ask").count()) == (ask.pk, len(MEMBERS))


@pytest.mark.parametrize(("days", "at_once"), [(None, False), (30, False), (5, True)])
def test_person_with_weekly_emails_is_asked_on_monday_unless_the_meeting_is_soon(cast: Cast, days, at_once):
    amira = cast["Amira"]
    mail_choice_set(person=amira, actor=amira, frequency="weekly", calendar_by="mail")
    meeting = meeting_make(cast.burgerschap, cast["Iris"], days=days) if days else None
    ask_send(network=cast.burgerschap, actor=cast["Iris"], text="X", meeting=meeting)
    due = Email.objects.get(email_type="ogo.ask", recipient=amira).due_at
    assert (due <= timezone.now()) == at_once
    assert at_once or due.astimezone().weekday() == 0


def test_email_says_when_the_answers_are_shown(cast: Cast, mailoutbox):
    meeting = meeting_make(cast.burgerschap, cast["Iris"], days=5)
    ask_send(network=cast.burgerschap, actor=cast["Iris"], text="X", meeting=meeting)
    run_jobs()
    [email] = [email for email in mailoutbox if email.to == ["amira@example.org"] and "vraag" in email.subject]
    assert "13.30" in email.body


def test_asking_is_recorded_without_the_question(cast: Cast, ask):
    assert AuditEntry.objects.get(code="ogo.asked").details == {"network": "Burgerschap"}


# Answering


def test_link_saves_and_changes_an_answer_without_a_cookie(cast: Cast, ask):
    link = link_of(ask, cast["Amira"])
    for text in ("Tijd", "Rust"):
        page = Client(enforce_csrf_checks=True).post(link, {"text": text}, follow=True)
        assert text in page.content.decode()
    found = AskAnswer.objects.get()
    assert (found.person, found.text, found.with_name) == (cast["Amira"], "Rust", False)


def test_opening_a_link_changes_nothing(cast: Cast, ask, client):
    with CaptureQueriesContext(connection) as queries:
        client.get(link_of(ask, cast["Amira"]))
    assert not [one for one in queries if re.match("INSERT|UPDATE|DELETE", one["sql"])]


def test_link_shows_no_other_link_and_no_menu(cast: Cast, ask, client):
    page = client.get(link_of(ask, cast["Amira"])).content.decode()
    tokens = set(re.findall(r"\d+-[A-Za-z0-9_-]{22}", page))
    assert tokens <= {ask_token(recipient_of(ask, cast["Amira"]))}
    assert "/networks/" not in page


def test_signed_in_person_answers_too(cast: Cast, ask, as_):
    as_("Bram").post(address("ask_answer", ask), {"text": "Hulp", "with_name": "on"})
    found = AskAnswer.objects.get()
    assert (found.person, found.text, found.with_name) == (cast["Bram"], "Hulp", True)


def test_newcomer_answers_without_having_been_asked(cast: Cast, ask):
    Participation.objects.create(
        network=cast.burgerschap,
        person=cast["Hugo"],
        background=cast.werkplaats.backgrounds.get(code="teacher"),
        from_date=in_days(0),
    )
    ask_answer(ask=ask, actor=cast["Hugo"], text="Ik ben er net")
    assert AskAnswer.objects.filter(person=cast["Hugo"]).exists()


@pytest.mark.parametrize("name", ["Greet", "Nadia", "Hugo"])
def test_guest_coordinator_and_stranger_cannot_answer(cast: Cast, ask, name):
    with pytest.raises(PermissionDenied):
        ask_answer(ask=ask, actor=cast[name], text="X")


def test_empty_answer_withdraws(cast: Cast, ask, client):
    link = link_of(ask, cast["Amira"])
    client.post(link, {"text": "Tijd"})
    client.post(link, {"text": ""})
    assert not AskAnswer.objects.exists()


def test_first_answer_says_something(cast: Cast, ask):
    with pytest.raises(ValidationError):
        ask_answer(ask=ask, actor=cast["Amira"], text=" ")


def test_dialogue_asks_two_sentences_and_one_is_enough(cast: Cast, dialogue, client):
    client.post(link_of(dialogue, cast["Amira"]), {"text": "", "unclear": "Voor wie?"})
    assert AskAnswer.objects.get().unclear == "Voor wie?"


def test_nobody_but_the_writer_reads_an_answer_before_it_is_shown(cast: Cast, ask, as_):
    ask_answer(ask=ask, actor=cast["Amira"], text="Geheim antwoord", with_name=True)
    pages = [address("ask", ask), address("ask_answer", ask), address("ask_show", ask), address("ask_screen", ask)]
    found = {
        name
        for name in ("Amira", "Bram", "Iris", "Nadia")
        for page in pages
        if "Geheim antwoord" in as_(name).get(page).content.decode()
    }
    assert found == {"Amira"}


def test_facilitator_sees_the_same_page_whether_or_not_people_answered(cast: Cast, ask, as_):
    iris = as_("Iris")
    pages = [reverse("ogo:asks", args=[ask.network_id]), address("ask", ask), address("ask_show", ask)]

    def seen() -> list[str]:
        token = re.compile(r'name="csrfmiddlewaretoken" value="\w+"|nonce="[^"]+"')
        return [token.sub("", iris.get(page).content.decode()) for page in pages]

    before = seen()
    for name in ("Amira", "Bram", "Umut"):
        ask_answer(ask=ask, actor=cast[name], text=f"Van {name}")
    assert seen() == before


def test_email_is_sent_whether_or_not_the_person_answered(cast: Cast, ask, mailoutbox):
    ask_answer(ask=ask, actor=cast["Amira"], text="Al gedaan")
    run_jobs()
    assert any(email.to == ["amira@example.org"] and "vraag" in email.subject for email in mailoutbox)


# Links


def change_of_address(person):
    email_changed.send(sender=None, request=None, user=person, from_email_address=None, to_email_address=None)


def end(person):
    links_end(person=person, actor=person)


@pytest.mark.parametrize("act", [change_of_address, end])
def test_link_is_replaced_with_the_address_and_on_request(cast: Cast, ask, client, act):
    amira = cast["Amira"]
    old = link_of(ask, amira)
    act(amira)
    assert (client.get(old).status_code, client.get(link_of(ask, amira)).status_code) == (404, 200)
    assert Email.objects.filter(email_type="ogo.ask", recipient=amira).count() == 2


def test_link_ends_with_the_participation(cast: Cast, ask, client):
    Participation.objects.filter(person=cast["Amira"]).update(until=in_days(-1))
    assert client.get(link_of(ask, cast["Amira"])).status_code == 404


def test_link_ends_with_the_network(cast: Cast, ask, client):
    link = link_of(ask, cast["Amira"])
    type(cast.burgerschap).objects.filter(pk=cast.burgerschap.pk).update(ends_on=in_days(-1))
    assert client.get(link).status_code == 404


def test_link_to_a_meeting_opens_no_question(cast: Cast, ask, client):
    meeting = meeting_make(cast.burgerschap, cast["Iris"])
    links = [reverse("meetings:link_meeting", args=[ask_token(row)]) for row in AskRecipient.objects.filter(ask=ask)]
    assert {client.get(link).status_code for link in links} == {404}
    assert meeting.invitees.exists()


def test_link_and_email_end_when_the_answers_are_shown(cast: Cast, ask, client, mailoutbox):
    link = link_of(ask, cast["Amira"])
    ask_show(ask=ask, actor=cast["Iris"])
    run_jobs()
    assert (client.get(link).status_code, client.post(link, {"text": "Laat"}).status_code) == (404, 404)
    assert not [email for email in mailoutbox if "vraag" in email.subject]


# Showing


def test_showing_tells_everyone_at_once(cast: Cast, ask, as_):
    ask_answer(ask=ask, actor=cast["Amira"], text="Met naam", with_name=True)
    ask_answer(ask=ask, actor=cast["Bram"], text="Zonder naam")
    as_("Iris").post(address("ask_show", ask))
    assert texts(ask) == [("Met naam", "Amira"), ("Zonder naam", "")]
    for page in (address("ask", ask), address("ask_screen", ask)):
        assert "Zonder naam" in as_("Umut").get(page).content.decode()


def test_answer_is_refused_after_showing(cast: Cast, ask, as_):
    ask_show(ask=ask, actor=cast["Iris"])
    page = as_("Amira").post(address("ask_answer", ask), {"text": "Te laat getypt"}).content.decode()
    assert "Te laat getypt" in page
    assert not AskAnswer.objects.exists()


def test_showing_twice_changes_nothing(cast: Cast, ask):
    ask_answer(ask=ask, actor=cast["Amira"], text="Zonder naam")
    first = ask_show(ask=ask, actor=cast["Iris"])
    keys = list(AskAnswer.objects.values_list("pk", flat=True))
    assert ask_show(ask=ask, actor=cast["Iris"]).shown_at == first.shown_at
    assert list(AskAnswer.objects.values_list("pk", flat=True)) == keys


def test_shown_answer_without_name_has_no_writer_and_no_recipient_is_left(cast: Cast, ask):
    for name in ("Amira", "Bram"):
        ask_answer(ask=ask, actor=cast[name], text=f"Tekst {name}")
    ask_show(ask=ask, actor=cast["Iris"])
    assert set(AskAnswer.objects.values_list("person", flat=True)) == {None}
    assert not AskRecipient.objects.exists()


def test_keys_of_shown_answers_do_not_follow_the_order_of_answering(cast: Cast):
    orders = set()
    for number in range(6):
        ask = ask_send(network=cast.burgerschap, actor=cast["Iris"], text=f"Vraag {number}")
        for name in MEMBERS[:8]:
            ask_answer(ask=ask, actor=cast[name], text=name, with_name=name in MEMBERS[:2])
        before = set(AskAnswer.objects.values_list("pk", flat=True))
        ask_show(ask=ask, actor=cast["Iris"])
        rows = AskAnswer.objects.filter(ask=ask).order_by("pk")
        assert not before & set(rows.values_list("pk", flat=True))
        orders.add(tuple(rows.values_list("text", flat=True)))
    assert len(orders) > 3


def test_two_sentences_without_name_become_unrelated_rows(cast: Cast, dialogue):
    for name in ("Amira", "Bram", "Umut"):
        ask_answer(ask=dialogue, actor=cast[name], text=f"Doel {name}", unclear=f"Vraag {name}")
    ask_show(ask=dialogue, actor=cast["Iris"])
    rows = AskAnswer.objects.filter(ask=dialogue)
    assert rows.count() == 6
    assert not rows.exclude(text="").exclude(unclear="").exists()


def answers(named: int, unnamed: int) -> list[AskAnswer]:
    """Return unsaved answers of people with keys from 1 on."""
    return [
        AskAnswer(ask_id=1, person_id=key, text=f"Tekst {key}", with_name=key <= named)
        for key in range(1, named + unnamed + 1)
    ]


@pytest.mark.parametrize(
    ("named", "unnamed", "asked", "hides"),
    [(3, 1, 8, False), (4, 1, 8, True), (7, 1, 8, True), (8, 0, 8, False), (0, 3, 3, False), (1, 4, 5, True)],
)
def test_names_are_left_out_if_too_few_people_could_have_written_the_rest(named, unnamed, asked, hides):
    people = range(1, asked + 1)
    shown = answers_to_show(answers(named, unnamed), people, known=people, minimum=5)
    assert (shown.hides_names, sum(row.person_id is not None for row in shown.rows)) == (hides, 0 if hides else named)


@pytest.mark.parametrize(
    ("answered", "asked", "count"), [(5, 10, 5), (8, 13, 8), (4, 12, None), (9, 13, None), (13, 13, None), (0, 9, None)]
)
def test_number_is_given_with_five_on_both_sides_only(answered, asked, count):
    people = range(1, asked + 1)
    assert answers_to_show(answers(0, answered), people, known=people, minimum=5).count == count


def test_people_whom_only_the_facilitator_knows_do_not_count():
    shown = answers_to_show(answers(1, 10), range(1, 31), known=range(1, 5), minimum=5)
    assert (shown.count, shown.hides_names) == (None, True)


def test_addresses_that_a_facilitator_adds_do_not_make_a_crowd(cast: Cast, ask):
    Participation.objects.filter(network=cast.burgerschap).exclude(
        person__in=[cast[name] for name in ("Iris", "Amira", "Bram")]
    ).update(confirmed_at=None, created_at=timezone.now())
    ask_answer(ask=ask, actor=cast["Bram"], text="Met naam", with_name=True)
    ask_answer(ask=ask, actor=cast["Amira"], text="Zonder naam")
    ask_show(ask=ask, actor=cast["Iris"])
    assert {name for _text, name in texts(ask)} == {""}


def test_people_who_left_are_not_counted_as_possible_writers(cast: Cast, ask):
    for name in MEMBERS[2:7]:
        Participation.objects.filter(person=cast[name]).update(until=in_days(-1))
    for name in MEMBERS[7:11]:
        ask_answer(ask=ask, actor=cast[name], text="Met naam", with_name=True)
    ask_answer(ask=ask, actor=cast["Iris"], text="Zonder naam")
    ask_show(ask=ask, actor=cast["Iris"])
    assert {name for _text, name in texts(ask)} == {""}


def test_question_without_answers_is_shown_calmly(cast: Cast, ask, as_):
    as_("Iris").post(address("ask_show", ask))
    assert as_("Iris").get(address("ask_screen", ask)).status_code == 200


# Removing, erasing


def test_removing_a_question_deletes_its_answers(cast: Cast, ask, as_):
    ask_answer(ask=ask, actor=cast["Amira"], text="Weg")
    iris = as_("Iris")
    assert iris.get(address("ask_remove", ask)).status_code == 200
    iris.post(address("ask_remove", ask))
    assert not Ask.objects.exists()
    assert not AskAnswer.objects.exists()
    ask_remove(ask=ask, actor=cast["Iris"])


def test_cancelled_meeting_keeps_the_question(cast: Cast):
    meeting = meeting_make(cast.burgerschap, cast["Iris"])
    ask = ask_send(network=cast.burgerschap, actor=cast["Iris"], text="X", meeting=meeting)
    Meeting.objects.filter(pk=meeting.pk).delete()
    ask.refresh_from_db()
    assert ask.meeting is None


# For the home page


def test_open_question_is_something_to_do_until_answered_or_shown(cast: Cast, ask):
    def things(name: str) -> list[tuple[str, int | None]]:
        return [(thing.text, thing.minutes) for thing in open_asks(cast.burgerschap, cast[name])]

    assert [things(name) for name in ("Amira", "Bram", "Greet", "Nadia")] == [[("Wat heb je nodig?", 1)]] * 2 + [[]] * 2
    ask_answer(ask=ask, actor=cast["Amira"], text="Tijd")
    assert [len(things(name)) for name in ("Amira", "Bram")] == [0, 1]
    ask_show(ask=ask, actor=cast["Iris"])
    assert things("Bram") == []


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": "open", "text": ""},
        {"kind": "quiz", "text": "X"},
        {"text": "X", "answer_count": 6},
        {"text": "X", "answer_count": 4, "shown_at": timezone.now() + timedelta(days=1)},
    ],
)
def test_database_refuses_an_impossible_question(cast: Cast, fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        Ask.objects.create(network=cast.burgerschap, **fields)


@pytest.mark.parametrize("fields", [{"text": "X", "with_name": True}, {}])
def test_database_refuses_an_impossible_answer(cast: Cast, ask, fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        AskAnswer.objects.create(ask=ask, **fields)
