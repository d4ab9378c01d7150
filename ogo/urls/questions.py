"""The work of a network: questions, own projects, sources and good practices."""

from django.urls import URLPattern, path

from ogo.views import cards, projects, questions, what_we_make

HERE = "networks/<int:network_pk>"
QUESTION = f"{HERE}/questions/<int:question_pk>"
PROJECT = f"{HERE}/projects/<int:project_pk>"
MEMBER = f"{PROJECT}/people/<int:member_pk>"
CARD = f"{HERE}/sources/<int:card_pk>"

urlpatterns: list[URLPattern] = [
    path(f"{HERE}/what-we-make/", what_we_make.what_we_make, name="what_we_make"),
    path(f"{HERE}/questions/", questions.questions, name="questions"),
    path(f"{HERE}/questions/add/", questions.question_add, name="question_add"),
    path(f"{QUESTION}/", questions.question, name="question"),
    path(f"{QUESTION}/change/", questions.question_edit, name="question_edit"),
    path(f"{QUESTION}/remove/", questions.question_remove, name="question_remove"),
    path(f"{HERE}/projects/", projects.projects, name="projects"),
    path(f"{HERE}/projects/add/", projects.project_add, name="project_add"),
    path(f"{PROJECT}/", projects.project, name="project"),
    path(f"{PROJECT}/change/", projects.project_edit, name="project_edit"),
    path(f"{PROJECT}/remove/", projects.project_remove, name="project_remove"),
    path(f"{PROJECT}/take-on/", projects.project_take_on, name="project_take_on"),
    path(f"{PROJECT}/people/", projects.project_people, name="project_people"),
    path(f"{MEMBER}/", projects.project_member, name="project_member"),
    path(f"{MEMBER}/remove/", projects.project_member_remove, name="project_member_remove"),
    path(f"{HERE}/sources/", cards.cards, name="cards"),
    path(f"{HERE}/sources/add/", cards.card_add, name="card_add"),
    path(f"{CARD}/", cards.card, name="card"),
    path(f"{CARD}/change/", cards.card_edit, name="card_edit"),
    path(f"{CARD}/remove/", cards.card_remove, name="card_remove"),
]
