"""By which terms the words of a text are found: lemmas, and the parts of compounds."""
