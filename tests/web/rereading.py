"""Somebody who opens the reading page again and again."""

from typing import Any

from flask.testing import FlaskClient

from tests import builders as b


class Reader:
    """One person in one browser; `tag` is that of the page as it was first."""

    def __init__(self, client: FlaskClient, review: b.Review, who: Any = None) -> None:
        self.client, self.url = client, f"/versions/{review.version.public_id}"
        b.sign_in(client, who or review.expert)
        self.tag = self.sees()

    def looks(self) -> str:
        """Open the page and give it."""
        answer = self.client.get(self.url)
        assert answer.status_code == 200
        return answer.get_data(as_text=True)

    def sees(self) -> str:
        """Open the page and give its tag, which is the same for the same page."""
        return self.client.get(self.url).headers["ETag"]

    def status_with_tag(self) -> int:
        """Open the page as a browser that has it already."""
        return self.client.get(self.url, headers={"If-None-Match": self.tag}).status_code
