"""What people correct: rows of the table ``corrections``, which the views of ``tasks/tables/views.sql`` follow.

Nothing that was found is rewritten. A correction of a claim keeps its article, place, content and cue beside its id, so
that it holds of the same claim when that was extracted anew; one of who is who keeps ids of entities, which follow from
their names. ``correcting.py`` writes corrections, ``who_is_meant.py`` finds what they are about, ``exchange.py`` lists,
exports and imports them.
"""
