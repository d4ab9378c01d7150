from django.urls import path

from ogo.views import designs as views

DESIGNS = "networks/<int:network_pk>/designs"
DESIGN = f"{DESIGNS}/<int:design_pk>"
VERSION = f"{DESIGN}/versions/<int:version_pk>"

urlpatterns = [
    path(f"{DESIGNS}/add/", views.design_add, name="design_add"),
    path(f"{DESIGN}/", views.design, name="design"),
    path(f"{DESIGN}/edit/", views.design_edit, name="design_edit"),
    path(f"{DESIGN}/remove/", views.design_remove, name="design_remove"),
    path(f"{DESIGN}/versions/add/", views.version_add, name="version_add"),
    path(f"{VERSION}/", views.version, name="version"),
    path(f"{VERSION}/edit/", views.version_edit, name="version_edit"),
    path(f"{VERSION}/remove/", views.version_remove, name="version_remove"),
    path(f"{VERSION}/files/add/", views.version_file_add, name="version_file_add"),
    path(f"{VERSION}/files/<int:file_pk>/", views.version_file, name="version_file"),
    path(f"{VERSION}/files/<int:file_pk>/remove/", views.version_file_remove, name="version_file_remove"),
]
