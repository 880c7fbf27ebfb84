"""Mails as articles: newsletters and press releases, one at a time (``.eml``) or as a mailbox (``.mbox``)."""
