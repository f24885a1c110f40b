"""Charts, diagrams and drawn words of Word files: what they say is read, what they look like is not."""

from reviewapp.domain.blocks import BlockKind
from reviewapp.importers.base import Warning
from tests.importers.containers import relationship
from tests.importers.word_builders import cell, html_of, para, read, row, table

A = "http://schemas.openxmlformats.org/drawingml/2006/main"
C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
D = "http://schemas.openxmlformats.org/drawingml/2006/diagram"


def words(text: str) -> str:
    return f'<a:p xmlns:a="{A}"><a:r><a:t>{text}</a:t></a:r></a:p>'


def title(text: str) -> str:
    return f"<c:title><c:tx><c:rich>{words(text)}</c:rich></c:tx></c:title>"


def held(*values: str) -> str:
    points = "".join(f'<c:pt idx="{at}"><c:v>{value}</c:v></c:pt>' for at, value in enumerate(values))
    return f"<c:strRef><c:f>Sheet1!A1</c:f><c:strCache>{points}</c:strCache></c:strRef>"


def series(name: str) -> str:
    categories = held("2024", "2025")
    return (
        f"<c:ser><c:tx>{held(name)}</c:tx><c:cat>{categories}</c:cat><c:val>{held('1', '2')}</c:val></c:ser>"
    )


CHART = (
    f'<c:chartSpace xmlns:c="{C}"><c:chart>{title("Hours a week")}<c:plotArea><c:barChart>{series("School")}'
    f"{series('Work')}</c:barChart><c:valAx>{title('Hours')}</c:valAx></c:plotArea></c:chart></c:chartSpace>"
)
CHART_AT = f'<w:r><w:drawing><c:chart xmlns:c="{C}" r:id="c1"/></w:drawing></w:r>'
DIAGRAM_AT = f'<w:r><w:drawing><d:relIds xmlns:d="{D}" r:dm="d1"/></w:drawing></w:r>'


def diagram(points: dict[str, str], below: list[tuple[str, str, int]]) -> str:
    listed = "".join(
        f'<d:pt modelId="{name}"><d:t>{words(text)}</d:t></d:pt>' for name, text in points.items()
    )
    joined = "".join(f'<d:cxn srcId="{one}" destId="{two}" srcOrd="{at}"/>' for one, two, at in below)
    joined += '<d:cxn type="presOf" srcId="a" destId="0" srcOrd="0"/>'
    return (
        f'<d:dataModel xmlns:d="{D}"><d:ptLst><d:pt modelId="0" type="doc"/>{listed}</d:ptLst>'
        f"<d:cxnLst>{joined}</d:cxnLst></d:dataModel>"
    )


def test_a_chart_says_its_title_its_axes_its_series_and_its_categories() -> None:
    found = read(para(CHART_AT), relationship("c1", "chart", "charts/c.xml"), word__charts__c_xml=CHART)
    assert [block.html for block in found.blocks] == ["Hours a week", "Hours", "School, Work", "2024, 2025"]
    assert Warning("part_not_read", "chart") in found.warnings


def test_a_diagram_is_the_list_of_its_points() -> None:
    points = {"b": "Second", "a": "First", "c": "Below &amp; behind"}
    model = diagram(points, [("0", "b", 1), ("0", "a", 0), ("a", "c", 0), ("c", "a", 0)])
    found = read(para(DIAGRAM_AT), relationship("d1", "diagramData", "d.xml"), word__d_xml=model).blocks
    assert [(block.kind, block.level, block.html) for block in found] == [
        (BlockKind.LIST_ITEM, 1, "First"),
        (BlockKind.LIST_ITEM, 2, "Below &amp; behind"),
        (BlockKind.LIST_ITEM, 1, "Second"),
    ]


def test_a_graphic_in_a_cell_is_lines_of_it() -> None:
    body = table(row(cell("Words", DIAGRAM_AT)))
    model = diagram({"a": "First", "b": "Second"}, [("0", "a", 0), ("0", "b", 1)])
    [found] = html_of(body, relationship("d1", "diagramData", "d.xml"), word__d_xml=model)
    assert "Words<br>• First<br>• Second" in found


def test_drawn_words_are_words() -> None:
    bent = (
        '<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textpath string="Bent &lt;words"/>'
        "</v:shape></w:pict></w:r>"
    )
    shape = f'<w:r><w:drawing><a:txBody xmlns:a="{A}">{words("In a shape")}</a:txBody></w:drawing></w:r>'
    assert html_of(para(bent) + para(shape)) == ["Bent &lt;words", "In a shape"]


def test_a_graphic_whose_part_is_missing_leaves_the_text() -> None:
    assert html_of(para("Words", CHART_AT) + para(DIAGRAM_AT)) == ["Words"]
