"""What the page about data says of the questionnaire."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.formatting import period_in_words
from accounts.registry import Kind, Part, kind_register
from jobs.retention import INVITATIONS_KEPT_FOR
from srt.services.instruments import KEPT_FOR
from srt.services.retention import RESPONSES_KEPT_FOR

ANSWERS = kind_register(
    Kind(
        code="srt.answers",
        part=Part.SURVEY,
        title=_("Your answers, while a questionnaire is open"),
        purpose=_("So that you can stop, go on and change them"),
        how_long=lambda: gettext("Until it closes; then name and answer are taken apart"),
        beside=_("Whoever runs the server could reach them until closing."),
    )
)
INVITATIONS = kind_register(
    Kind(
        code="srt.invitations",
        part=Part.SURVEY,
        title=_("That you were asked to fill it in, and your role then"),
        purpose=_("For your own link, and to know how many people were asked"),
        how_long=lambda: gettext("Until %(period)s after closing") % {"period": period_in_words(INVITATIONS_KEPT_FOR)},
    )
)
RESPONSES = kind_register(
    Kind(
        code="srt.responses",
        part=Part.SURVEY,
        title=_("Answers after closing, without a name"),
        purpose=_("For the picture of a network"),
        how_long=lambda: (
            gettext("%(period)s, after that only the averages") % {"period": period_in_words(RESPONSES_KEPT_FOR)}
        ),
        permission="",
        beside=_("Nobody sees rows of answers. Averages are seen from five answers on."),
    )
)
UPLOADS = kind_register(
    Kind(
        code="srt.uploads",
        part=Part.SURVEY,
        title=_("Questionnaires that wait until you take them in"),
        purpose=_("So that you see first what would change"),
        how_long=lambda: (
            gettext("Until you take them in, and %(period)s at most") % {"period": period_in_words(KEPT_FOR)}
        ),
    )
)
