"""Errors that carry a sentence for the user; everything else is a bug."""

from __future__ import annotations


class QuellenlageError(Exception):
    """The base of the errors below: its text is what the user reads."""

    exit_code = 1


class UsageError(QuellenlageError):
    """The command cannot be carried out as it was given."""

    exit_code = 2


class UnreadableError(QuellenlageError):
    """A file, or a place in it, cannot be read: it goes to quarantine and the others go on."""


def unexpected(uri: str, done: str, error: Exception) -> str:
    """The sentence for an error that is ours to mend, met while ``uri`` was being ``done`` ("analysed")."""
    return f"{uri}: could not be {done} ({type(error).__name__}: {error}); please report it with the article."
