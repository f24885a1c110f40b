"""Every export format by the name that stands in an address: `?format=xlsx`."""

from reviewapp.domain.errors import BadInput

from .base import Exporter
from .to_csv import CsvExporter
from .to_docx import DocxExporter
from .to_html import HtmlExporter
from .to_json import JsonExporter
from .to_xlsx import XlsxExporter

EXPORTERS: dict[str, Exporter] = {
    "xlsx": XlsxExporter(),
    "csv": CsvExporter(),
    "docx": DocxExporter(),
    "html": HtmlExporter(),
    "json": JsonExporter(),
}


def get_exporter(name: str) -> Exporter:
    """Return the exporter of that name. Raises BadInput export_format_unknown."""
    try:
        return EXPORTERS[name]
    except KeyError:
        raise BadInput("export_format_unknown", field="format", format=name) from None
