"""The file of a backup: a ZIP with a manifest and one member of JSON lines for each table."""

import hashlib
import os
import secrets
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from ..domain.backups import Manifest, Part, read_manifest
from ..domain.errors import BadInput

MANIFEST = "manifest.json"
READ_AT_ONCE = 1024 * 1024
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError)


def member_of(table: str) -> str:
    """Name the member that holds a table."""
    return f"tables/{table}.jsonl"


class BackupWriter:
    """Writes tables one after the other, then the manifest."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.archive = archive
        self.parts: dict[str, Part] = {}

    def write_table(self, name: str, lines: Iterable[bytes]) -> None:
        """Write the lines of a table as they come."""
        digest, rows = hashlib.sha256(), 0
        with self.archive.open(_member(member_of(name)), "w", force_zip64=True) as member:
            for line in lines:
                member.write(line)
                digest.update(line)
                rows += 1
        self.parts[name] = Part(rows, digest.hexdigest())

    def write_manifest(self, manifest: Manifest) -> None:
        """Write what must be in the file: last, when it is known."""
        self.archive.writestr(_member(MANIFEST), manifest.to_json())


def write_backup(file: Path, fill: Callable[[BackupWriter], Manifest]) -> Manifest:
    """Let `fill` write a backup beside `file` and put it in its place once it is whole and on the disk.

    Only its owner may read it (mode 600). An older file of this name stays until then, and if anything fails.
    """
    beside = file.with_name(f".{file.name}.{secrets.token_hex(4)}.part")
    with os.fdopen(os.open(beside, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "w+b") as stream:
        try:
            with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
                manifest = fill(BackupWriter(archive))
            stream.flush()
            os.fsync(stream.fileno())
            beside.replace(file)
        except BaseException:
            beside.unlink(missing_ok=True)
            raise
    _sync_folder(file.parent)
    return manifest


class BackupReader:
    """Reads a backup whose every byte was compared with its manifest first.

    Raises BadInput: backup_missing, backup_foreign, backup_newer, backup_damaged.
    """

    def __init__(self, file: Path) -> None:
        try:
            self._archive = zipfile.ZipFile(file)
        except FileNotFoundError:
            raise BadInput("backup_missing") from None
        except zipfile.BadZipFile:
            raise BadInput(_kind_of(file)) from None
        self.manifest = self._manifest()
        for name, part in self.manifest.tables.items():
            self._verify(name, part)

    def __enter__(self) -> "BackupReader":
        return self

    def __exit__(self, *_: object) -> None:
        self._archive.close()

    def lines(self, table: str) -> Iterator[bytes]:
        """Give the lines of a table."""
        with self._archive.open(member_of(table)) as member:
            yield from member

    def _manifest(self) -> Manifest:
        try:
            text = self._archive.read(MANIFEST)
        except KeyError:
            raise BadInput("backup_foreign") from None
        except _BROKEN:
            raise BadInput("backup_damaged", part="manifest") from None
        return read_manifest(text)

    def _verify(self, table: str, part: Part) -> None:
        digest, rows = hashlib.sha256(), 0
        try:
            with self._archive.open(member_of(table)) as member:
                while piece := member.read(READ_AT_ONCE):
                    digest.update(piece)
                    rows += piece.count(b"\n")
        except (KeyError, *_BROKEN):
            raise BadInput("backup_damaged", part=table) from None
        if (rows, digest.hexdigest()) != (part.rows, part.sha256):
            raise BadInput("backup_damaged", part=table)


def _kind_of(file: Path) -> str:
    """Tell a torn ZIP from something else altogether."""
    with file.open("rb") as stream:
        return "backup_damaged" if stream.read(2) == b"PK" else "backup_foreign"


def _member(name: str) -> zipfile.ZipInfo:
    member = zipfile.ZipInfo(name)
    member.compress_type = zipfile.ZIP_DEFLATED
    member.external_attr = 0o600 << 16
    return member


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
