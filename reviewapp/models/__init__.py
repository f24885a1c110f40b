"""Tables, one noun a file. Importing this package knows them all."""

from .account import Account, ApiToken, SignInLink
from .activity import Activity, Receipt
from .base import Base
from .guide import Document, Guide
from .place import Place
from .project import Membership, Project
from .round import Round, RoundReviewer, round_version
from .thread import Decision, Reply, Thread, Wording
from .version import BlockRow, Original, Picture, Section, Version

__all__ = [
    "Account",
    "Activity",
    "ApiToken",
    "Base",
    "BlockRow",
    "Decision",
    "Document",
    "Guide",
    "Membership",
    "Original",
    "Picture",
    "Place",
    "Project",
    "Receipt",
    "Reply",
    "Round",
    "RoundReviewer",
    "Section",
    "SignInLink",
    "Thread",
    "Version",
    "Wording",
    "round_version",
]
