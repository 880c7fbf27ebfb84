"""A mapping of fields to an article: what JSON, CSV, TSV, Parquet and feeds share.

:mod:`~quellenlage.tasks.ingest.fields.layout` says which key holds what, by the table ``known_fields.csv`` or by the
user's own words; :mod:`~quellenlage.tasks.ingest.fields.article_of_row` makes the article of one row,
:mod:`~quellenlage.tasks.ingest.fields.plain_blocks` and :mod:`~quellenlage.tasks.ingest.fields.fragments` its
paragraphs and headings, :mod:`~quellenlage.tasks.ingest.fields.timestamps` its dates.
"""
