"""Routes of questions to everyone. `link_ask` is opened by the personal link in an email."""

from django.urls import path

from ogo.views import asks

ASKS = "networks/<int:network_pk>/asks"
ASK = f"{ASKS}/<int:ask_pk>"

urlpatterns = [
    path(f"{ASKS}/", asks.asks, name="asks"),
    path(f"{ASKS}/add/", asks.ask_add, name="ask_add"),
    path(f"{ASK}/", asks.ask, name="ask"),
    path(f"{ASK}/answer/", asks.ask_answer, name="ask_answer"),
    path(f"{ASK}/show/", asks.ask_show, name="ask_show"),
    path(f"{ASK}/screen/", asks.ask_screen, name="ask_screen"),
    path(f"{ASK}/remove/", asks.ask_remove, name="ask_remove"),
    path("a/<str:token>/", asks.link_ask, name="link_ask"),
]
