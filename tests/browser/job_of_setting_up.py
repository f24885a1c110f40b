"""The main job, told by its steps: project, people, documents, versions, rounds."""

from pathlib import Path

from playwright.sync_api import expect

from tests.browser.hands import Person

FILES = Path(__file__).parent.parent / "importers" / "files"


def create_project(admin: Person) -> None:
    """Begin a project with English and Chinese, which the form proposes."""
    admin.follow("New project")
    admin.fill(name="Guide for trainers")
    expect(admin.page.get_by_label("English", exact=True)).to_be_checked()
    expect(admin.page.get_by_label("Chinese", exact=True)).to_be_checked()
    admin.press("Create the project")
    expect(admin.page.get_by_role("heading", name="Guide for trainers")).to_be_visible()


def follow_project(staff: Person) -> None:
    """Open the project from the first page."""
    staff.page.goto("/")
    staff.follow("Guide for trainers", inside=staff.page.locator("main"))


def add_person(staff: Person, role: str, name: str, language: str) -> str:
    """Add somebody and copy the sign-in link that is shown."""
    staff.follow("People", inside=staff.page.locator(".site-nav"))
    staff.follow("Add a person")
    staff.fill(
        email=f"{name.replace(' ', '.').lower()}@example.org",
        name=name,
        role=role,
        institution="College 1",
        institution_type="tvet",
        country="CN",
        language=language,
    )
    staff.press("Add the person")
    staff.press("Make a sign-in link")
    return staff.page.locator("#sign-in-link").input_value()


def add_guide(manager: Person) -> None:
    """Begin a guide with one chapter and its outline."""
    manager.follow("Add a guide")
    manager.fill(title="In-company training")
    manager.press("Add the guide")
    for kind, title in (("Outline", "Outline of the guide"), ("Chapter", "Chapter 4: Trainers")):
        manager.follow("Guide for trainers", inside=manager.page.locator(".site-place"))
        manager.follow("Add a document")
        manager.page.get_by_label(kind, exact=True).check()
        manager.fill(title=title)
        manager.press("Add the document")


def upload(editor: Person, name: str, language: str) -> None:
    """Upload a Word file; ends where its structure is shown."""
    editor.follow("Guide for trainers", inside=editor.page.locator(".site-place"))
    editor.follow("Chapter 4: Trainers")
    editor.follow("Upload a version")
    editor.page.get_by_label("File", exact=True).set_input_files(FILES / name)
    editor.fill(language=language)
    editor.press("Upload and look at the structure")
    expect(editor.page.get_by_role("heading", name="Which blocks are headings?")).to_be_visible()


def change_one_heading_and_publish(editor: Person) -> None:
    """Turn a short line into a heading of the second level and see it in the tree."""
    tree = editor.page.locator(".tree")
    expect(tree).to_contain_text("Choosing the task")
    expect(tree).not_to_contain_text("The table shows how a morning may be divided.")
    line = editor.page.get_by_role("radiogroup", name="Level of: The table shows how a morning")
    line.get_by_role("radio", name="Heading 2").click()
    editor.press("Save the structure")
    expect(tree).to_contain_text("The table shows how a morning may be divided.")
    editor.press("Save and publish")
    expect(editor.page.get_by_text("Published", exact=True).first).to_be_visible()


def open_round(editor: Person, name: str) -> None:
    """Ask both experts about every text there is, from now."""
    editor.follow("Review rounds", inside=editor.page.locator(".site-nav"))
    editor.follow("New round")
    editor.fill(name=name)
    for box in editor.page.get_by_role("checkbox").all():
        box.check()
    editor.press("Plan the round")
    expect(editor.page.get_by_text("Open", exact=True).first).to_be_visible()
