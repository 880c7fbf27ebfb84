"""Outlets and agencies: who printed an article, who supplied it, and the registry that knows their names."""

from quellenlage.outlets.credits import find_credits
from quellenlage.outlets.printed_by import OutletReading, outlet_of
from quellenlage.outlets.registry import Outlet, OutletMention, find_outlets, outlets
from quellenlage.records import Credit

__all__ = ["Credit", "Outlet", "OutletMention", "OutletReading", "find_credits", "find_outlets", "outlet_of", "outlets"]
