"""The routes of goals and design-based research, one section per file."""

from ogo.urls.activities import urlpatterns as activities
from ogo.urls.asks import urlpatterns as asks
from ogo.urls.designs import urlpatterns as designs
from ogo.urls.goals import urlpatterns as goals
from ogo.urls.handover import urlpatterns as handover
from ogo.urls.questions import urlpatterns as questions
from ogo.urls.reflection import urlpatterns as reflection
from ogo.urls.tracks import urlpatterns as tracks

app_name = "ogo"

urlpatterns = [*tracks, *activities, *questions, *goals, *asks, *designs, *reflection, *handover]
