"""Sources: one identity for everyone who speaks in an article, and the chain each claim came by."""

from tasks.extract.sources.article import resolve
from tasks.extract.sources.records import Attribution, Entity, Resolution, ResolvedMention, Role, Source

__all__ = ["Attribution", "Entity", "Resolution", "ResolvedMention", "Role", "Source", "resolve"]
