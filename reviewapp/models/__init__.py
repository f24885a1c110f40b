"""Tables, one noun a file. Importing this package knows them all."""

from .account import Account, ApiToken, Attempt, OpenSession, SignInLink
from .activity import Activity, Receipt
from .base import Base
from .comparison import Comparison
from .found import FoundChange, FoundComment
from .guide import Document, Guide
from .import_job import ImportJob
from .mail import Mail
from .place import Place
from .project import Membership, Project
from .round import Round, RoundReviewer, round_version
from .thread import Decision, Implementation, Mention, Reply, Support, Thread, Wording
from .version import BlockRow, Original, Picture, Section, Version
from .visit import SectionRead, Visit

__all__ = [
    "Account",
    "Activity",
    "ApiToken",
    "Attempt",
    "Base",
    "BlockRow",
    "Comparison",
    "Decision",
    "Document",
    "FoundChange",
    "FoundComment",
    "Guide",
    "Implementation",
    "ImportJob",
    "Mail",
    "Membership",
    "Mention",
    "OpenSession",
    "Original",
    "Picture",
    "Place",
    "Project",
    "Receipt",
    "Reply",
    "Round",
    "RoundReviewer",
    "Section",
    "SectionRead",
    "SignInLink",
    "Support",
    "Thread",
    "Version",
    "Visit",
    "Wording",
    "round_version",
]
