"""The walk in docs/ that a newcomer runs against the server."""

import os
import subprocess
import sys
import threading
from pathlib import Path

from openpyxl import load_workbook
from werkzeug.serving import make_server

from reviewapp.services.accounts import issue_token, open_account
from tests.fixtures_app import SECRET_KEY, live_world

ROOT = Path(__file__).parents[2]


def test_the_walk_through_a_review_succeeds(tmp_path: Path) -> None:
    world = live_world(tmp_path)
    with world.app.app_context():
        admin = open_account("walker@example.org", "Walker", is_admin=True, actor=None)
        token = issue_token(admin, "walk", actor=None)
    server = make_server("127.0.0.1", 0, world.app, threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        walk = subprocess.run(
            [
                *(sys.executable, "docs/review_loop.py", f"http://127.0.0.1:{server.port}", token),
                *("--out", str(tmp_path / "comments.xlsx")),
            ],
            cwd=ROOT,
            env={
                **os.environ,
                "DATABASE_URL": world.database.url,
                "SECRET_KEY": SECRET_KEY,
            },
            capture_output=True,
            text=True,
        )
    finally:
        server.shutdown()
    assert walk.returncode == 0, walk.stdout + walk.stderr
    sheet = load_workbook(tmp_path / "comments.xlsx").worksheets[0]
    values = {cell.value for row in sheet for cell in row}
    assert {"Where are small firms?", "目标由谁来定？"} <= values and "- too short" not in values
