"""The rules about names of accounts, for tests/mutations.py."""

from tests.mutation import Mutation

NAME_RULES = [
    Mutation(
        "The name of an account elsewhere is not revealed",
        "networks/services/person.py",
        """    else:
        raise ValidationError({"email": ValidationError(name_elsewhere(), code="name_elsewhere")})
""",
        "",
        "tests/networks/test_shared_address.py::test_name_of_an_account_elsewhere_is_not_revealed",
    ),
    Mutation(
        "An import does not reveal the name of an account elsewhere",
        "networks/people_plan.py",
        "    return not is_whole_name(person, row.full_name)\n",
        "    return False\n",
        "tests/networks/test_shared_address.py::test_name_of_an_account_elsewhere_is_not_revealed_by_an_import",
    ),
]
