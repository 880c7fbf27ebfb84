"""How two claims stand to each other: they say the same, one is more exact, they contradict, one denies the other."""

from quellenlage.relations.compared import Compared
from quellenlage.relations.find_relations import DAYS, Link, find_relations, relations_of

__all__ = ["DAYS", "Compared", "Link", "find_relations", "relations_of"]
