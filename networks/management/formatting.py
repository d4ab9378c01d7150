from django.core.exceptions import ValidationError


def format_error(error: ValidationError) -> str:
    """Return the messages of an error, each after the field that it is about."""
    if not hasattr(error, "error_dict"):
        return " ".join(error.messages)
    return " ".join(f"{name}: {' '.join(messages)}" for name, messages in error.message_dict.items())
