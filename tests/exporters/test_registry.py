import pytest

from reviewapp.domain.errors import BadInput
from reviewapp.exporters.registry import EXPORTERS, get_exporter


@pytest.mark.parametrize("name", EXPORTERS)
def test_every_exporter_is_found_by_its_extension(name):
    assert get_exporter(name).extension == name


@pytest.mark.parametrize("name", ["", "exe", "XLSX", "__class__"])
def test_an_unknown_format_is_refused(name):
    with pytest.raises(BadInput, match="export_format_unknown"):
        get_exporter(name)
