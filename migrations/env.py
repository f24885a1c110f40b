"""How Alembic reaches the database of the application."""

from alembic import context
from flask import current_app

database = current_app.extensions["migrate"].db
config = context.config
config.set_main_option("sqlalchemy.url", "set by the application")


def migrate() -> None:
    """Run the revisions, each in a transaction; foreign keys rest while SQLite rebuilds a table."""
    with database.engine.connect() as connection:
        is_sqlite = connection.dialect.name == "sqlite"
        if is_sqlite:
            connection.connection.driver_connection.execute("PRAGMA foreign_keys=OFF")
        context.configure(
            connection=connection,
            target_metadata=database.metadata,
            render_as_batch=True,
            compare_type=True,
            render_item=_render,
        )
        with context.begin_transaction():
            context.run_migrations()
        connection.commit()
        if is_sqlite:
            connection.connection.driver_connection.execute("PRAGMA foreign_keys=ON")


def _render(kind: str, item: object, _: object) -> str | bool:
    """Write the product's own column types as what they are in the database."""
    if kind == "type" and type(item).__name__ == "Utc":
        return "sa.DateTime(timezone=True)"
    return False


migrate()
