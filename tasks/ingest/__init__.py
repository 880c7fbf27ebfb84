"""Ingest: files become articles.

:mod:`~tasks.ingest.sources` finds the files, :mod:`~tasks.ingest.decode` turns bytes into text,
:mod:`~tasks.ingest.readers` turns text into articles, one small module a format.
"""
