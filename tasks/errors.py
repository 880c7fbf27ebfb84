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
