"""Two people at the same moment: each in a session of his or her own, as two processes would be."""

import threading
from collections.abc import Callable

import pytest
from flask import Flask

from reviewapp.domain.errors import ReviewError
from reviewapp.domain.permissions import Actor
from reviewapp.domain.threads import Disposition, Ruling, Status
from reviewapp.extensions import db
from reviewapp.models import Place, Reply, Thread, Version
from reviewapp.services.decisions import decide
from reviewapp.services.receipts import once
from reviewapp.services.replies import reply
from reviewapp.services.versions import publish_version
from tests.builders import Review, actor_of, make_admin, make_review, make_thread, make_version

pytestmark = pytest.mark.usefixtures("app_context")


@pytest.fixture
def review() -> Review:
    return make_review()


def together(app: Flask, *acts: Callable[[], object]) -> list[str]:
    """Do the acts at the same moment; give the codes of those refused."""
    db.session.commit()
    start, refused = threading.Barrier(len(acts)), []

    def run(act: Callable[[], object]) -> None:
        with app.app_context():
            start.wait()
            try:
                act()
            except ReviewError as error:
                refused.append(error.code)

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    db.session.expire_all()
    return refused


def the_thread(key: int) -> Thread:
    return db.session.get_one(Thread, key)


def the_version(key: int) -> Version:
    return db.session.get_one(Version, key)


def test_comments_made_while_a_version_is_published_have_a_place_on_it(app: Flask, review: Review) -> None:
    draft = make_version(review.document, publish=False)
    old, new, expert, admin = review.version.id, draft.id, review.expert.id, make_admin()

    def comment() -> None:
        version = the_version(old)
        make_thread(version, db.session.get_one(type(review.expert), expert), exact="shows a task")

    assert together(app, comment, lambda: publish_version(the_version(new), actor=admin), comment) == []
    assert db.session.query(Thread).count() == 2
    assert db.session.query(Place).filter_by(version_id=new).count() == 2


def test_two_replies_at_the_same_moment_both_stand(app: Flask, review: Review) -> None:
    key, mine, theirs = (
        make_thread(review.version, review.expert).id,
        actor_of(review.expert),
        actor_of(review.other),
    )

    def answer(actor: Actor) -> Callable[[], object]:
        return lambda: reply(the_thread(key), "Agreed.", actor=actor)

    assert together(app, answer(mine), answer(theirs)) == []
    assert db.session.query(Reply).count() == 2


def test_of_two_decisions_at_the_same_moment_one_is_told_that_the_thread_is_decided(
    app: Flask, review: Review
) -> None:
    key = make_thread(review.version, review.expert).id

    def ruling(actor: Actor) -> Callable[[], object]:
        return lambda: decide(the_thread(key), Ruling(Disposition.NOTED), actor=actor)

    refused = together(app, ruling(actor_of(review.editor)), ruling(actor_of(review.manager)))
    assert refused == ["thread_decided"]
    assert the_thread(key).status is Status.DECIDED
    assert len(the_thread(key).decisions) == 1


def test_one_key_sent_twice_at_the_same_moment_makes_one_thing(app: Flask, review: Review) -> None:
    key, actor = make_thread(review.version, review.expert).id, actor_of(review.expert)

    def post() -> object:
        def act() -> str:
            return reply(the_thread(key), "Agreed.", actor=actor).public_id

        return once("key", "print", act, actor=actor)

    assert together(app, post, post) == []
    assert db.session.query(Reply).count() == 1


def test_one_version_published_twice_at_the_same_moment_is_published_once(app: Flask, review: Review) -> None:
    make_thread(review.version, review.expert)
    draft, admin = make_version(review.document, publish=False).id, make_admin()

    def publish() -> object:
        return publish_version(the_version(draft), actor=admin)

    assert together(app, publish, publish) == ["version_state"]
    assert db.session.query(Place).filter_by(version_id=draft).count() == 1
