"""The rules that protect answers, each with its replacement and the test that must then fail.

A test that still passes without its rule proves nothing. tests/test_mutations.py removes one rule at a time, in a copy
of the source, and runs the test named here. To add one: a name, the exact text of the rule (once in its file), the text
without the rule, and the test.
"""

from dataclasses import dataclass

ATTACKS = "tests/srt/test_privacy_attacks.py"
STORAGE = "tests/srt/test_privacy_attacks_storage.py"


@dataclass(frozen=True)
class Mutation:
    """One rule to remove. `only_on` names the database, if the rule matters on one only."""

    rule: str
    file: str
    old: str
    new: str
    test: str
    only_on: str = ""


MUTATIONS = [
    Mutation(
        "R2: a closed wave accepts no answers, whatever the clock says",
        "srt/models/wave.py",
        "self.opened_at is not None and self.closed_at is None and self.opens_at <= now < self.closes_at",
        "self.opened_at is not None and self.opens_at <= now < self.closes_at",
        f"{ATTACKS}::test_attack_1_no_answer_can_be_added_after_closing",
    ),
    Mutation(
        "R6: a wave is rescored from the same responses only",
        "srt/services/scoring.py",
        "if any(digest != work.digest for _version, digest in runs):",
        "if False:",
        "tests/srt/test_scoring_job.py::test_run_with_changed_responses_raises_an_alarm_and_changes_nothing",
    ),
    Mutation(
        "R0: every group of responses in the same releases has at least K members",
        "srt/release/rules.py",
        "return all(size >= k for size in groups.values())",
        "return True",
        f"{ATTACKS}::test_attack_1_release_that_singles_out_one_person_is_refused",
    ),
    Mutation(
        "The snapshot at opening decides in which network an answer counts",
        "srt/services/invitations.py",
        '        invited.exclude(person__in=current.values("person")).delete()\n',
        "        for row in rows:\n"
        "            here_now = current.filter(network=row.network_id)\n"
        '            invited.filter(wave_network=row).exclude(person__in=here_now.values("person")).delete()\n',
        f"{ATTACKS}::test_attack_5_answers_count_in_the_network_of_the_snapshot",
    ),
    Mutation(
        "R8: a mean near the end of the scale is shown as a bound",
        "srt/release/rules.py",
        '    if shown >= high:\n        return high, "at_least"\n',
        "",
        f"{ATTACKS}::test_attack_6_all_fives_look_like_nearly_all_fives",
    ),
    Mutation(
        "R8: a very small spread is shown as a bound",
        "srt/release/rules.py",
        "return (SD_FLOOR, True) if shown < SD_FLOOR else (shown, False)",
        "return shown, False",
        f"{ATTACKS}::test_attack_6_identical_answers_look_like_nearly_identical_ones",
    ),
    Mutation(
        "R1: a dimension with fewer than K scores is suppressed",
        "srt/release/rules.py",
        "if score.n < k or score.mean is None:",
        "if score.mean is None:",
        f"{ATTACKS}::test_attack_6_dimension_with_four_scores_is_suppressed_everywhere",
    ),
    Mutation(
        "R7: a suppressed cell reveals nothing about its value",
        "srt/release/rules.py",
        "return ReleasedValue(code, shown=False, several_not_yet=several)",
        "return ReleasedValue(code, shown=False, several_not_yet=(score.mean or 0) > 3.5)",
        f"{ATTACKS}::test_attack_7_answer_in_a_suppressed_dimension_changes_no_byte",
    ),
    Mutation(
        "R1: a network with fewer than K respondents has no release",
        "srt/release/rules.py",
        "    if scores.respondents < k:\n        return None\n",
        "",
        "tests/srt/test_release_rules.py::test_network_with_four_respondents_gets_no_release",
    ),
    Mutation(
        "Only submitted answers are counted",
        "srt/selectors/drafts.py",
        "return [draft for draft in drafts if draft.submitted]",
        "return list(drafts)",
        f"{ATTACKS}::test_attack_7_unsubmitted_answer_changes_no_byte",
    ),
    Mutation(
        "One door: who may not see a network does not learn that it exists",
        "networks/access.py",
        "    if not may(roles, Permission.SEE_NETWORK):\n        raise Http404\n",
        "",
        f"{ATTACKS}::test_attack_9_outsiders_get_404_for_a_foreign_network",
    ),
    Mutation(
        "Children are loaded through their parent: no wave of another network is found",
        "srt/access.py",
        "rows.filter(network=network, wave__pk=wave_pk).first()",
        "rows.filter(wave__pk=wave_pk).first()",
        f"{ATTACKS}::test_attack_9_waves_of_another_network_are_not_found",
    ),
    Mutation(
        "Responses are shuffled at closing",
        "srt/services/responses.py",
        "    SystemRandom().shuffle(responses)\n",
        "",
        f"{STORAGE}::test_attack_10_order_of_responses_reveals_no_authors",
    ),
    Mutation(
        "The key of a response is random",
        "srt/models/answers.py",
        "default=uuid.uuid4",
        "default=uuid.uuid1",
        f"{STORAGE}::test_attack_10_responses_have_random_keys_and_no_timestamp",
    ),
    Mutation(
        "Drafts are deleted at closing",
        "srt/services/closing.py",
        "    DraftResponse.objects.filter(invitation__wave_network__wave=wave).delete()\n"
        "    DraftKey.objects.filter(wave=wave).delete()\n"
        "    _invitations_rewrite(wave)\n",
        "    WaveInvitation.objects.filter(wave_network__wave=wave).update(declined=False)\n",
        f"{STORAGE}::test_attack_10_no_table_references_a_response_or_holds_a_draft",
    ),
    Mutation(
        "R10: a bracket leaves two others who may not have answered",
        "srt/selectors/waves.py",
        "UNCERTAIN = 3",
        "UNCERTAIN = 2",
        "tests/srt/test_waves.py::test_bracket_leaves_two_others_who_may_not_have_answered",
    ),
    Mutation(
        "R10: brackets are updated once a day",
        "srt/selectors/waves.py",
        "row.pk: bracket(row.answered_last_night,",
        "row.pk: bracket(row.most_answered,",
        "tests/srt/test_waves.py::test_bracket_is_updated_once_a_day",
    ),
    Mutation(
        "R15: a year has one wave of a questionnaire, whatever its version",
        "srt/services/past_answers.py",
        "questionnaire=instrument.code)\n    if waves",
        "instrument=instrument)\n    if waves",
        "tests/srt/test_past_answers.py::test_year_with_a_wave_of_another_version_is_refused",
    ),
    Mutation(
        "R14: answers of unknown people count only beside five known ones",
        "srt/release/admission.py",
        "    if candidate.is_known:\n        return candidate.answers\n",
        "    return candidate.answers\n",
        "tests/srt/test_release_admission.py::test_four_known_people_get_no_release",
    ),
    Mutation(
        "R14: brackets count known people only",
        "srt/services/answers.py",
        "for draft in drafts_submitted([row]) if draft.invitation.person_id in known)",
        "for draft in drafts_submitted([row]))",
        "tests/srt/test_release_admission.py::test_bracket_ignores_people_whom_only_a_facilitator_knows",
    ),
    Mutation(
        "Closing destroys the key of the drafts",
        "srt/services/closing.py",
        "    DraftKey.objects.filter(wave=wave).delete()\n",
        "",
        "tests/srt/test_draft_encryption.py::test_closing_deletes_the_key_of_its_wave_only",
    ),
    Mutation(
        "A key is destroyed with its bytes: its table is rewritten",
        "srt/services/closing.py",
        '        _vacuum(cursor, DraftKey, "VERBOSE, FULL")\n',
        "",
        "tests/srt/test_draft_encryption.py::test_page_images_and_statistics_open_to_nothing_while_another_wave_is_open",
        only_on="postgresql",
    ),
    Mutation(
        "The vacuum job comes back while an older transaction sees deleted rows",
        "srt/services/closing.py",
        "    if not left or any(left):\n        raise RetryLater\n",
        "",
        "tests/srt/test_draft_encryption.py::test_job_comes_back_while_an_older_transaction_is_open",
        only_on="postgresql",
    ),
    Mutation(
        "Drafts are stored encrypted",
        "srt/draft_encryption.py",
        "    return nonce + AESGCM(key).encrypt(nonce, plain, _bound_to(invitation_pk))\n",
        "    return nonce + plain\n",
        "tests/srt/test_draft_encryption.py::test_dump_of_the_database_while_a_wave_is_open_has_no_answers",
    ),
    Mutation(
        "R4: no group of fewer than K people can be solved",
        "srt/release/breakdown.py",
        "    included = disclosed if exposes else published\n",
        "    included = published\n",
        "tests/srt/test_release_breakdown.py::test_networks_that_would_expose_few_people_are_left_out",
    ),
    Mutation(
        "R4: none of the networks gives more than half of a group",
        "srt/release/breakdown.py",
        "    if any(2 * max(counts.values()) > counts.total() for counts in per_group):\n"
        "        return Refusal.ONE_NETWORK_DOMINATES\n",
        "",
        "tests/srt/test_release_breakdown.py::test_breakdown_is_refused_with_its_reason",
    ),
    Mutation(
        "A wave closed by the journal releases what it released before",
        "srt/services/journal.py",
        '    ReleasedCell.objects.bulk_create(ReleasedCell(release=release, **fields) for fields in known["cells"])\n',
        "",
        "tests/srt/test_journal.py::test_open_wave_of_a_restored_backup_is_closed_with_its_released_values",
    ),
    Mutation(
        "Closing clears who declined without a trace",
        "srt/services/closing.py",
        "    _invitations_rewrite(wave)\n",
        "    WaveInvitation.objects.filter(wave_network__wave=wave, declined=True).update(declined=False)\n",
        f"{STORAGE}::test_attack_10_all_rows_of_a_closing_carry_one_transaction",
        only_on="postgresql",
    ),
    Mutation(
        "Emails that reveal who answered or was present are deleted at closing",
        "srt/services/closing.py",
        "    _revealing_emails_delete([row.pk for row in rows])\n",
        "",
        f"{STORAGE}::test_attack_10_emails_that_reveal_who_answered_are_deleted",
    ),
    Mutation(
        "An error is kept by its class, not by its text",
        "jobs/services.py",
        "last_error=type(error).__name__[:200]",
        "last_error=str(error)[:200]",
        f"{STORAGE}::test_attack_11_error_that_quotes_an_answer_is_stored_by_its_class",
    ),
    Mutation(
        "An error is logged by its class, not by its text",
        "jobs/services.py",
        "job.pk, job.kind, type(error).__name__, again)",
        "job.pk, job.kind, error, again)",
        f"{STORAGE}::test_attack_11_error_that_quotes_an_answer_is_stored_by_its_class",
    ),
    Mutation(
        "Backgrounds are coarsened in a network with fewer than K people in either group",
        "srt/services/responses.py",
        "min(counts[True], counts[False]) >= k}",
        "min(counts[True], counts[False]) >= 1}",
        "tests/srt/test_closing.py::test_background_is_blank_with_fewer_than_five_students",
    ),
    Mutation(
        "V5: no chart is shown outside the network without its statement",
        "srt/chart_access.py",
        "if state.has_statement and state.conversation_on",
        "if state.conversation_on",
        "tests/srt/test_chart_access.py::test_outsiders_see_a_chart_only_with_a_statement",
    ),
    Mutation(
        "V5: the year before is shown only to readers who may see that year's chart",
        "srt/selectors/results.py",
        "earlier is not None and _sees(earlier.wave_network, roles, today)",
        "earlier is not None",
        "tests/srt/test_results_two_years.py::test_coordinator_sees_last_year_with_its_statement",
    ),
    Mutation(
        "R10: the bracket never falls when people leave or withdraw their answers",
        "srt/services/answers.py",
        "pk=row.pk, most_answered__lt=answered",
        "pk=row.pk",
        "tests/srt/test_waves.py::test_bracket_stays_when_others_submit_after_a_respondent_left",
    ),
    Mutation(
        "V4: everyone sees the chart from the date announced in the invitation",
        "srt/chart_access.py",
        "opens_on = min(state.shown_on, state.conversation_on or state.shown_on)",
        "opens_on = state.conversation_on or state.shown_on",
        "tests/srt/test_chart_access.py::test_late_conversation_does_not_delay_the_chart",
    ),
    Mutation(
        "The state of a wave is read after its lock is held",
        "srt/services/locks.py",
        'return _with_state([WaveNetwork.objects.select_for_update(of=("self",)).get(pk=pk)])[0]',
        'return WaveNetwork.objects.select_for_update(of=("self",)).select_related("wave", "network").get(pk=pk)',
        "tests/srt/test_races.py::test_answer_submitted_while_closing_is_in_progress_is_refused",
        only_on="postgresql",
    ),
    Mutation(
        "A person who left cannot read past meetings",
        "meetings/tokens.py",
        "MeetingInvitee.objects.granting_access()",
        "MeetingInvitee.objects.current()",
        "tests/meetings/test_rights_end.py::test_link_to_a_past_meeting_stops_when_the_person_leaves",
    ),
    Mutation(
        "An invitation by programme role lasts as long as that role",
        "meetings/querysets.py",
        "Q(role__in=kind.programme_roles)",
        "Q()",
        "tests/meetings/test_access_by_kind.py::test_former_research_office_cannot_read_a_monitoring_conversation",
    ),
    Mutation(
        "An invitation by participation lasts as long as its role in the network",
        "meetings/querysets.py",
        "lambda kind: kind.participations",
        "lambda _kind: Q()",
        "tests/meetings/test_access_by_kind.py::test_former_facilitator_cannot_read_a_students_meeting",
    ),
    Mutation(
        "A person who left is no longer a host",
        "meetings/access.py",
        " and roles & {Role.PARTICIPANT, Role.FACILITATOR}:",
        ":",
        "tests/meetings/test_rights_end.py::test_host_who_left_loses_host_permissions",
    ),
    Mutation(
        "R5: an erasure after closing removes no answer",
        "srt/services/erasure.py",
        "    invited, _kinds = mine.delete()\n",
        '    row = WaveNetwork.objects.filter(pk__in=mine.values("wave_network"), respondents__gt=0).first()\n'
        "    if row is not None:\n        row.responses.all()[0].delete()\n    invited, _kinds = mine.delete()\n",
        "tests/srt/test_erasure.py::test_attack_4_erasure_after_closing_changes_no_published_byte",
    ),
    Mutation(
        "Every model that leads to a person is declared for export, erasure and expiry",
        "accounts/personal_data.py",
        '        person="recipient",\n',
        "",
        "tests/accounts/test_personal_data.py::test_inventory_has_no_gaps",
    ),
    Mutation(
        "Declarations follow foreign keys to a person at any depth",
        "accounts/checks.py",
        "            for rest in paths_to_people(target, (*before, model)):",
        "            for rest in ():",
        "tests/accounts/test_personal_data.py::test_model_on_participation_must_be_declared",
    ),
    Mutation(
        "A term is promised only with something that enforces it",
        "accounts/checks.py",
        "    if expires.is_promise_without_deletion:",
        "    if False:",
        "tests/accounts/test_personal_data.py::test_term_without_deletion_fails_the_check",
    ),
    Mutation(
        "The nightly purge deletes what has expired",
        "accounts/registry.py",
        "                rows_purge(expired)",
        "                rows_purge(expired.none())",
        "tests/audit/test_retention.py::test_audit_entry_expires_after_half_a_year",
    ),
    Mutation(
        "An optional column may be absent from a file of people",
        "networks/people_file.py",
        "required=[one.name for one in columns if one.required]",
        "required=[one.name for one in columns]",
        "tests/networks/test_people_file.py::test_new_optional_column_leaves_existing_files_valid",
    ),
    Mutation(
        "A column that is absent from a file of people changes nothing",
        "networks/people_plan.py",
        "    rows = [_with_absent_values(known, row) for row in rows]\n",
        "",
        "tests/networks/test_people_import.py::test_missing_optional_column_changes_nothing",
    ),
    Mutation(
        "A sensitive change of an account without a password asks for an emailed code",
        "config/settings/base.py",
        "ACCOUNT_REAUTHENTICATION_REQUIRED = True",
        "ACCOUNT_REAUTHENTICATION_REQUIRED = False",
        "tests/accounts/test_reauthentication.py::test_password_is_chosen_after_an_emailed_code",
    ),
    Mutation(
        "Erasing an account asks for confirmation, whatever its means of signing in",
        "accounts/views/own_data.py",
        "_erase_when_sure: Callable[[HttpRequest, ErasureForm], HttpResponse] = reauthentication_required(_erase)",
        "_erase_when_sure: Callable[[HttpRequest, ErasureForm], HttpResponse] = _erase",
        "tests/accounts/test_reauthentication.py::test_change_asks_for_confirmation_whatever_the_means",
    ),
    Mutation(
        "An invitation dies with the first sign-in or password",
        "accounts/selectors.py",
        "return invitation.is_open(timezone.now()) and not account_is_in_use(person=invitation.person)",
        "return invitation.is_open(timezone.now())",
        "tests/accounts/test_one_time_links.py::test_invitation_dies_with_the_first_use_of_the_account",
    ),
    Mutation(
        "A code dies with the next password or address",
        "accounts/codes.py",
        "    process.is_valid = is_valid_for_account\n",
        "",
        "tests/accounts/test_one_time_links.py::test_confirmed_reset_dies_with_the_next_password",
    ),
    Mutation(
        "The calendar feed shows no personal link",
        "meetings/selectors/calendar.py",
        'return _entry(invitee, settings.LEERWEB_BASE_URL + reverse("meetings:meeting", args=[invitee.meeting_id]))',
        "return _entry(invitee, link_of(invitee))",
        "tests/meetings/test_personal_links.py::test_feed_shows_no_other_link",
    ),
    Mutation(
        "The calendar page by personal link does not show the calendar link",
        "templates/meetings/own_calendar.html",
        "{% elif own.token %}",
        "{% elif own.token == False %}",
        "tests/meetings/test_personal_links.py::test_no_page_by_link_shows_another_link",
    ),
    Mutation(
        "Links to past meetings end with the address",
        "meetings/services/subscription.py",
        'MeetingInvitee.objects.filter(person=person).update(link_version=F("link_version") + 1)',
        'MeetingInvitee.objects.filter(person=person, notified_sequence=0).update(link_version=F("link_version") + 1)',
        "tests/meetings/test_personal_links.py::test_every_link_ends",
    ),
    Mutation(
        "The calendar link ends with the address",
        "meetings/services/subscription.py",
        'CalendarFeed.objects.filter(person=person).update(version=F("version") + 1)',
        "pass",
        "tests/meetings/test_personal_links.py::test_every_link_ends",
    ),
    Mutation(
        "A form of a personal link that another site posted is refused",
        "accounts/middleware.py",
        "if is_same_origin(request) is False:",
        "if False:",
        "tests/accounts/test_other_tab.py::test_reply_by_link_from_another_site_is_refused",
    ),
    Mutation(
        "Only a form of this site is offered again after its token was refused",
        "accounts/views/errors.py",
        "if is_own and is_signed_in and saved_form_keep(request):",
        "if is_signed_in and saved_form_keep(request):",
        "tests/accounts/test_other_tab.py::test_form_that_may_come_from_another_site_is_not_kept",
    ),
]
