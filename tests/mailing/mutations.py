"""The rules of emails that did not arrive: see tests/mutations.py."""

from tests.mutation import Mutation

BOUNCES = "tests/mailing/test_bounces.py"

MAIL_RULES = [
    Mutation(
        "Nobody can report another person's email as undeliverable",
        "mailing/bounces.py",
        "    return constant_time_compare(bounce.mac, _mac(email, email.recipient.email))",
        "    return True",
        f"{BOUNCES}::test_forged_bounce_of_another_person_is_ignored",
    ),
    Mutation(
        "A bounce of a former address says nothing about the present one",
        "mailing/bounces.py",
        " {to.lower()}",
        "",
        f"{BOUNCES}::test_bounce_of_a_former_address_is_ignored",
    ),
    Mutation(
        "R10: a bounced reminder leaves no trace, or it would reveal who had not answered",
        "mailing/services.py",
        "if bounce.cause and email.bounced_at is None and not is_confidential(email.email_type):",
        "if bounce.cause and email.bounced_at is None:",
        f"{BOUNCES}::test_bounce_of_a_confidential_email_leaves_no_trace",
    ),
    Mutation(
        "A sender that fails DMARC is trouble of the installation, not of each recipient",
        "mailing/smtp.py",
        r'ABOUT_US_AFTER_DATA = re.compile(r"^[45]\.(1\.[78]|7\.2\d|',
        r'ABOUT_US_AFTER_DATA = re.compile(r"^[45]\.(1\.[78]|',
        "tests/mailing/test_server_trouble.py::test_trouble_of_the_server_gives_up_nothing_and_is_named",
    ),
    Mutation(
        "A slow domain holds up nobody else",
        "mailing/tasks.py",
        "        if _waiting[domain] >= MOST_WAITING_AT_DOMAIN:\n",
        "        if False:\n",
        "tests/mailing/test_server_trouble.py::test_slow_domain_leaves_room_for_everyone_else",
    ),
    Mutation(
        "A temporary failure does not count as a bounce",
        "mailing/bounces.py",
        '    if not status[1].startswith("5."):\n        return ""\n',
        "",
        f"{BOUNCES}::test_delay_and_automatic_reply_change_nothing",
    ),
]
