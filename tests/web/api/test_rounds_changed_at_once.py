"""Two changes of one round at the same time: neither undoes the other."""

from sqlalchemy import update

from reviewapp.extensions import db
from reviewapp.models import Round
from reviewapp.web.api import rounds
from reviewapp.web.api.schemas.rounds import RoundChange
from tests import builders as b


def test_a_change_of_the_name_takes_no_other_change_back(client: object) -> None:
    review = b.make_review()
    db.session.commit()
    assert review.round.terms_of_reference == ""
    with db.engine.connect().execution_options(writes=True) as connection, connection.begin():
        connection.execute(update(Round).values(terms_of_reference="Read chapter 4."))
    rounds.change(round=review.round, actor=b.actor_of(review.officer), body=RoundChange(name="Longer"))
    assert (review.round.name, review.round.terms_of_reference) == ("Longer", "Read chapter 4.")
