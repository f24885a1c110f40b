"""Where the demo is played: what exists so far, and what happens next at which moment."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

from ..clock import now, replay
from ..domain.permissions import Actor


class Stage:
    """Things by the script's keys, and acts planned for their moments. `today` is midnight, UTC."""

    def __init__(self, today: datetime) -> None:
        self.today = today
        self.project: Any = None
        self.people: dict[str, Any] = {}
        self.documents: dict[str, Any] = {}
        self.versions: dict[str, Any] = {}
        self.rounds: dict[str, Any] = {}
        self.threads: dict[str, Any] = {}
        self._acts: list[tuple[datetime, int, Callable[[], object]]] = []

    def at(self, day: int, hour: int = 0) -> datetime:
        """Give the moment of an hour (UTC) of a day."""
        return self.today + timedelta(days=day, hours=hour)

    def date(self, day: int) -> date:
        """Give the calendar day."""
        return self.at(day).date()

    def actor(self, key: str) -> Actor:
        """Stand in the project as the person with this key."""
        member = self.people[key]
        return Actor(member.account_id, member.account.is_admin, member.id, member.role)

    def plan(self, day: int, hour: int, act: Callable[[], object]) -> None:
        """Let `act` happen then; of two at the same moment the one planned first comes first."""
        self._acts.append((self.at(day, hour), len(self._acts), act))

    def play(self) -> None:
        """Let everything happen in the order of time."""
        for moment, _, act in sorted(self._acts, key=lambda planned: planned[:2]):
            with replay(min(moment, now())):
                act()
