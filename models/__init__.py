"""The German spaCy pipeline that ships: corpora, config, training, evaluation, weights."""
