"""People who write all the time, and what they were told; what a backup must then hold."""

import threading
from typing import Any

from flask import Flask

from reviewapp.extensions import db
from reviewapp.models import Membership, Version
from reviewapp.services.receipts import once
from tests.builders import Review, actor_of, make_thread


class Writers:
    """Some threads that post comments until the block ends, each in a session of its own."""

    def __init__(self, app: Flask, review: Review, *, hands: int) -> None:
        db.session.commit()
        self.failures: list[BaseException] = []
        self._app, self._version, self._member = app, review.version.id, review.expert.id
        self._answered: set[str] = set()
        self._more, self._stop = threading.Condition(), threading.Event()
        self._hands = [threading.Thread(target=self._write, args=(hand,)) for hand in range(hands)]

    def __enter__(self) -> "Writers":
        for hand in self._hands:
            hand.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        for hand in self._hands:
            hand.join()

    def answered(self) -> set[str]:
        """Give the comments whose writers were told that they are kept."""
        with self._more:
            return set(self._answered)

    def wait_for(self, more: int) -> None:
        """Wait until some more comments were answered."""
        with self._more:
            wanted = len(self._answered) + more
            assert self._more.wait_for(lambda: len(self._answered) >= wanted or self.failures, timeout=60)

    def _write(self, hand: int) -> None:
        number = 0
        while not self._stop.is_set():
            number += 1
            try:
                with self._app.app_context():
                    self._post(f"{hand}-{number}")
            except BaseException as failure:
                self.failures.append(failure)
                return

    def _post(self, key: str) -> None:
        member, version = (
            db.session.get_one(kind, row)
            for kind, row in ((Membership, self._member), (Version, self._version))
        )

        def act() -> str:
            return make_thread(version, member, f"Comment {key}", exact="shows a task").public_id  # type: ignore[arg-type]

        answer, _ = once(key, "print", act, actor=actor_of(member))  # type: ignore[arg-type]
        with self._more:
            self._answered.add(answer)
            self._more.notify_all()


def comments_in(rows: dict[str, list[Any]]) -> set[str]:
    """Give the ids of the comments in a backup."""
    return {row["public_id"] for row in rows["thread.jsonl"]}


def halves_in(rows: dict[str, list[Any]]) -> list[str]:
    """Name what stands in a backup without what was written in the same transaction."""
    placed = {row["thread_id"] for row in rows["place.jsonl"]}
    told = {row["subject"] for row in rows["activity.jsonl"]}
    kept = {row["answer"] for row in rows["receipt.jsonl"]}
    threads = rows["thread.jsonl"]
    return [
        *(f"no place: {row['id']}" for row in threads if row["id"] not in placed),
        *(f"no audit line: {row['id']}" for row in threads if row["public_id"] not in told),
        *(f"no comment: {answer}" for answer in kept - comments_in(rows)),
    ]
