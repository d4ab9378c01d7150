"""The stages that the phases of every scheme belong to."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Stage(models.TextChoices):
    """The stages that every scheme is made of. Activities fit stages, so that they fit phases of any scheme."""

    EXPLORING = "exploring", _("exploring")
    DESIGNING = "designing", _("designing")
    LOOKING_BACK = "looking_back", _("looking back")
