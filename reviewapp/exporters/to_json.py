"""The table for programs: what it is about, then one object a comment, in codes and ISO dates."""

import datetime as dt
import json
from collections.abc import Iterator, Mapping

from .base import Table, gathered, storable


class JsonExporter:
    """`{"about": {…}, "comments": [{…}, …]}`, a line for each comment."""

    media_type = "application/json"
    extension = "json"

    def chunks(self, table: Table) -> Iterator[bytes]:
        """Yield the file piece by piece, reading `table.records` as it goes."""
        return gathered(_pieces(table))


def _pieces(table: Table) -> Iterator[str]:
    yield f'{{"about": {_written(table.facts)},\n"comments": ['
    mark = "\n"
    for record in table.records:
        yield mark + _written(record)
        mark = ",\n"
    yield "\n]}\n"


def _written(value: object) -> str:
    return json.dumps(_clean(value), ensure_ascii=False)


def _clean(value: object) -> object:
    """Give the value as JSON can say it: ISO dates, and no character that a file cannot hold."""
    match value:
        case str():
            return storable(value)
        case dt.date():
            return value.isoformat()
        case Mapping():
            return {str(key): _clean(part) for key, part in value.items()}
        case list() | tuple():
            return [_clean(part) for part in value]
        case _:
            return value
