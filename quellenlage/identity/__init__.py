"""Sources: one identity for everyone who speaks in an article, and the chain each claim came by."""

from quellenlage.identity.resolution import Attribution, Entity, Resolution, ResolvedMention, Role, Source
from quellenlage.identity.resolve import resolve

__all__ = ["Attribution", "Entity", "Resolution", "ResolvedMention", "Role", "Source", "resolve"]
