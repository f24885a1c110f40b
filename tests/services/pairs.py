"""Pairs of acts at the same moment: two workers, each with a session of its own, as two processes are."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Flask
from sqlalchemy import insert

from reviewapp.domain.errors import ReviewError
from reviewapp.extensions import db
from reviewapp.models import Place, Thread
from reviewapp.models.base import new_public_id

Act = Callable[[int], Any]

PATIENCE = 60
"""Seconds after which a pair that hangs (a deadlock, a dead worker) fails."""


@dataclass(frozen=True, slots=True)
class Told:
    """What somebody was told: the answer, or the code of a refusal."""

    answer: Any = None
    refusal: str = ""


def pairs(
    app: Flask, left: Act, right: Act, number: int, before: Act | None = None
) -> list[tuple[Told, Told]]:
    """Do `left(i)` and `right(i)` at the same moment for each i below `number`; give what both were told.

    `before(i)` runs alone before each pair. Anything but a refusal in words (a locked database, say) is
    raised here.
    """
    db.session.commit()
    step = iter(range(number))
    start = threading.Barrier(2, action=lambda: before(next(step)) if before else None)
    told: tuple[list[Told], list[Told]] = ([], [])
    failures: list[BaseException] = []

    def run(act: Act, side: int) -> None:
        with app.app_context():
            for i in range(number):
                try:
                    start.wait(PATIENCE)
                    told[side].append(_told(act, i))
                except threading.BrokenBarrierError:
                    return
                except BaseException as failure:
                    failures.append(failure)
                    start.abort()
                    return

    workers = [threading.Thread(target=run, args=(act, side)) for side, act in enumerate((left, right))]
    for one in workers:
        one.start()
    for one in workers:
        one.join()
    db.session.expire_all()
    if failures:
        raise failures[0]
    return list(zip(*told, strict=True))


def copies_of(thread: Thread, number: int) -> list[int]:
    """Lay many more threads like one, each with its place; give their keys, the first one's too."""
    db.session.flush()
    keys = [thread.id]
    place = db.session.query(Place).filter_by(thread_id=thread.id).one()
    for i in range(1, number):
        values = {"number": thread.number + i, "author_number": thread.author_number + i}
        keys.append(_copy(thread, public_id=new_public_id(), **values))
        _copy(place, thread_id=keys[-1])
    db.session.commit()
    return keys


def _copy(row: Any, **changes: Any) -> int:
    columns = {attribute.key: getattr(row, attribute.key) for attribute in row.__mapper__.column_attrs}
    values = {name: value for name, value in {**columns, **changes}.items() if name != "id"}
    return db.session.scalar(insert(type(row)).values(values).returning(type(row).id)) or 0


def _told(act: Act, i: int) -> Told:
    try:
        return Told(answer=act(i))
    except ReviewError as error:
        return Told(refusal=error.code)
