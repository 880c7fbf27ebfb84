"""How sure it is that the speaker of a claim is right: a logistic regression whose features a reader can check.

``claim_features.csv``  what each feature means, with an example
``weights.csv``  what each adds to the log odds; ``python -m models.confidence`` writes it anew
"""

from quellenlage.confidence.weighing import FLOOR, weigh

__all__ = ["FLOOR", "weigh"]
