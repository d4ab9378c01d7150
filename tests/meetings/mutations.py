"""The rules about uploaded files, for tests/mutations.py."""

from tests.mutation import Mutation

FILE_RULES = [
    Mutation(
        "A JPEG keeps only the segments that make the image",
        "meetings/image_metadata.py",
        "elif marker in JPEG_IMAGE or (",
        "elif marker not in {APP0, APP1, APP14} or (",
        "tests/meetings/test_image_metadata.py::test_jpeg_keeps_only_segments_that_make_the_image",
    ),
    Mutation(
        "An upload tells whom the comments and changes in a document name",
        "meetings/file_people.py",
        "    for wanted in PARTS:\n",
        "    for wanted in PARTS[:1]:\n",
        "tests/meetings/test_file_people.py::test_authors_of_comments_and_changes_are_found",
    ),
]
