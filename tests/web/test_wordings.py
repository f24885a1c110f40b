"""How a proposed wording is shown: as an edit of its passage, in the language of the passage."""

from flask.testing import FlaskClient

from tests.builders import make_review, make_thread, sign_in


def test_a_proposed_wording_is_an_edit_of_its_passage_on_every_page(
    client: FlaskClient,
) -> None:
    review = make_review()
    given = {"exact": "plans, shows and checks the work", "language": "zh"}
    thread = make_thread(
        review.version, review.expert, "改一下。", proposed_wording="plans and checks the work", **given
    )
    version, project = review.version.public_id, review.project.public_id
    own = [
        f"/threads/{thread.public_id}",
        f"/versions/{version}/cards?thread={thread.public_id}",
        f"/projects/{project}/my-comments?round={review.round.public_id}",
    ]
    for member, pages in ((review.expert, own), (review.editor, own[:1])):
        sign_in(client, member)
        for page in pages:
            shown = client.get(page).get_data(as_text=True)
            assert '<span lang="en">plans<del class="went">' in shown, page
            assert '<span class="hidden-words" lang="en">Removed: </span>, shows</del> and checks' in shown
    assert 'id="new-wording"' in shown
    assert 'lang="en">\nplans and checks the work</textarea>' in shown
    edit = client.get(f"/threads/{thread.public_id}/edit")
    assert edit.status_code == 403


def test_a_wording_that_has_little_of_its_passage_stands_alone(client: FlaskClient) -> None:
    review = make_review()
    given = {"exact": "plans, shows and checks the work", "language": "zh"}
    thread = make_thread(
        review.version, review.expert, "改一下。", proposed_wording="导师要有时间。", **given
    )
    sign_in(client, review.expert)
    shown = client.get(f"/threads/{thread.public_id}").get_data(as_text=True)
    assert '<span lang="zh-Hans">导师要有时间。</span>' in shown
    assert 'class="went"' not in shown
    assert "new-wording" not in shown
    form = client.get(f"/threads/{thread.public_id}/edit").get_data(as_text=True)
    assert "导师要有时间。</textarea>" in form
