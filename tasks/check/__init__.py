"""Check: Great Expectations over every table of a batch before it lands.

The suites are JSON files in ``expectations/``, one a table. A document that breaks a critical expectation is refused
and the rest of its batch lands; a broken warning is reported and lands.
"""
