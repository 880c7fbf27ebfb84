"""Pages of news sites: which of their text is the article, and what they say of it.

:func:`article_of_page` is asked by every reader that meets pages: of files, of archives of crawls.
"""

from quellenlage.tasks.ingest.pages.article_page import article_of_page

__all__ = ["article_of_page"]
