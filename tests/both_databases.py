"""The test files that `make test` runs on both databases: queries, constraints, locks and retention in every app.

Every other test that is able to run on SQLite does so in `make test-slow`.
"""

from pathlib import Path

TESTS = Path(__file__).resolve().parent
ON_BOTH_DATABASES = {
    TESTS / name
    for name in (
        "accounts/test_retention.py",
        "audit/test_audit.py",
        "audit/test_retention.py",
        "jobs/test_job_run.py",
        "jobs/test_retention.py",
        "mailing/test_sending.py",
        "meetings/test_invitees.py",
        "meetings/test_meeting.py",
        "meetings/test_poll.py",
        "meetings/test_repeats.py",
        "meetings/test_retention.py",
        "meetings/test_year_plan.py",
        "networks/test_participation.py",
        "networks/test_people_import.py",
        "networks/test_selectors.py",
        "networks/test_visible_to.py",
        "srt/test_answers.py",
        "srt/test_closing.py",
        "srt/test_invitations.py",
        "srt/test_retention.py",
        "srt/test_waves.py",
    )
}
