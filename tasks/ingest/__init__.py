"""Ingest: files become articles.

:mod:`~quellenlage.tasks.ingest.files` finds the files, :mod:`~quellenlage.tasks.ingest.decode` turns bytes into text,
:mod:`~quellenlage.tasks.ingest.readers` turns text into articles, one small module a format.
"""
