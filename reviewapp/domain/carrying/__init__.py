"""Carry the threads of one version to the next."""

from .carrier import Anchor, Carrier, Placement
from .edition import Edition

__all__ = ["Anchor", "Carrier", "Edition", "Placement"]
