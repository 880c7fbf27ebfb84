"""Identity: who is meant by every name, phrase and pronoun of an article, the same in all articles.

``gather`` finds the names and what stands beside them, ``clusters`` puts the names of one entity together, ``resolve``
reads what is left in order of the text. The state of an article is a ``Discourse``.
"""
