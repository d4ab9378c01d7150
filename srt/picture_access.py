"""Who sees the picture of a network, and when: one pure function, read by every page that shows something of it."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from networks.access import Permission, Role, may

NOT_TALKED_ABOUT_AFTER = timedelta(days=60)


class PictureView(StrEnum):
    """What somebody finds in the place of the picture."""

    PREPARE = "prepare"  # the facilitator, before everyone else
    SHOWN = "shown"  # everyone in the network
    WITH_WORDS = "with_words"  # outside the network, with the network's own sentence
    NOT_YET = "not_yet"
    NOT_TALKED_ABOUT = "not_talked_about"
    NONE = "none"


@dataclass(frozen=True)
class PictureState:
    """What decides: the closing, the date named in the invitation, the conversation, and whether words were written."""

    closed_on: date | None
    shown_on: date
    conversation_on: date | None
    has_words: bool


@dataclass(frozen=True)
class PictureAccess:
    """The view, and for NOT_YET inside the network the day on which the picture appears at the latest."""

    view: PictureView
    opens_on: date | None = None

    @property
    def sees_picture(self) -> bool:
        """Whether the picture itself is shown."""
        return self.view in {PictureView.PREPARE, PictureView.SHOWN, PictureView.WITH_WORDS}


def picture_access(roles: frozenset[Role], state: PictureState, today: date) -> PictureAccess:
    """Decide what somebody sees. Who is more than one thing gets what the network itself gets (V4, V5)."""
    if may(roles, Permission.SEE_PICTURE):
        return _inside(roles, state, today)
    if may(roles, Permission.SEE_PICTURE_WITH_WORDS):
        return PictureAccess(_outside(state, today))
    return PictureAccess(PictureView.NONE)


def _inside(roles: frozenset[Role], state: PictureState, today: date) -> PictureAccess:
    opens_on = min(state.shown_on, state.conversation_on or state.shown_on)
    if state.closed_on is None:
        return PictureAccess(PictureView.NOT_YET, state.shown_on)
    if today >= opens_on:
        return PictureAccess(PictureView.SHOWN)
    if may(roles, Permission.PREPARE_PICTURE):
        return PictureAccess(PictureView.PREPARE, opens_on)
    return PictureAccess(PictureView.NOT_YET, opens_on)


def _outside(state: PictureState, today: date) -> PictureView:
    if state.closed_on is None:
        return PictureView.NOT_YET
    if state.has_words and state.conversation_on is not None and today >= state.conversation_on:
        return PictureView.WITH_WORDS
    if today >= state.closed_on + NOT_TALKED_ABOUT_AFTER:
        return PictureView.NOT_TALKED_ABOUT
    return PictureView.NOT_YET
