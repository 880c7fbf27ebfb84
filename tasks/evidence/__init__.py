"""The evidence of a row: the article that it was found in, as it was, with everything marked that was found there.

``look_up.py`` finds what is asked for, ``gathered.py`` and ``spoken.py`` read it from the lake, ``marks.py`` cuts a
text where marks begin and end, ``changes.py`` tells versions apart. ``page.py`` writes that as one HTML file,
``console.py`` as text.
"""
