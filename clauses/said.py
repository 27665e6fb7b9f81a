"""Messages in English that can be said in other languages as well."""

from __future__ import annotations


class Said(str):
    """A message; ``form`` is it with places for ``values``, which may be such messages themselves.

    Whoever speaks another language puts a form of its own in place of this one.
    """

    form: str
    values: tuple[object, ...]

    __slots__ = ("form", "values")


def said(form: str, *values: object) -> Said:
    """The message of this form, as for ``str.format``; without values the form is the message."""
    message = Said(form.format(*values) if values else form)
    message.form, message.values = form, values
    return message
