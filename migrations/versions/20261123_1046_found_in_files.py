"""What uploaded files brought along: comments, tracked changes, encodings, languages of blocks."""

import sqlalchemy as sa
from alembic import op

revision = "9c41d7e05b3a"
down_revision = "7c1f0a9d2e46"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "found_change",
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("is_insertion", sa.Boolean(), nullable=False),
        sa.Column("author", sa.String(length=200), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("start_block_id", sa.Integer(), nullable=True),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end_block_id", sa.Integer(), nullable=True),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["end_block_id"], ["block.id"], name=op.f("fk_found_change_end_block_id_block")
        ),
        sa.ForeignKeyConstraint(
            ["start_block_id"], ["block.id"], name=op.f("fk_found_change_start_block_id_block")
        ),
        sa.ForeignKeyConstraint(
            ["version_id"], ["version.id"], name=op.f("fk_found_change_version_id_version")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_found_change")),
        sa.UniqueConstraint("version_id", "position", name=op.f("uq_found_change_version_id_position")),
    )
    with op.batch_alter_table("found_change", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_found_change_start_block_id"), ["start_block_id"], unique=False)

    op.create_table(
        "found_comment",
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("author", sa.String(length=200), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("start_block_id", sa.Integer(), nullable=True),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end_block_id", sa.Integer(), nullable=True),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("answers", sa.Integer(), nullable=True),
        sa.Column("is_resolved", sa.Boolean(), nullable=False),
        sa.Column("thread_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["end_block_id"], ["block.id"], name=op.f("fk_found_comment_end_block_id_block")
        ),
        sa.ForeignKeyConstraint(
            ["start_block_id"], ["block.id"], name=op.f("fk_found_comment_start_block_id_block")
        ),
        sa.ForeignKeyConstraint(["thread_id"], ["thread.id"], name=op.f("fk_found_comment_thread_id_thread")),
        sa.ForeignKeyConstraint(
            ["version_id"], ["version.id"], name=op.f("fk_found_comment_version_id_version")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_found_comment")),
        sa.UniqueConstraint("version_id", "position", name=op.f("uq_found_comment_version_id_position")),
    )
    with op.batch_alter_table("found_comment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_found_comment_thread_id"), ["thread_id"], unique=False)

    with op.batch_alter_table("block", schema=None) as batch_op:
        batch_op.add_column(sa.Column("language", sa.String(length=40), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("direction", sa.String(length=3), nullable=False, server_default=""))

    with op.batch_alter_table("thread", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("found_author", sa.String(length=200), nullable=False, server_default="")
        )
        batch_op.add_column(sa.Column("found_at", sa.DateTime(timezone=True), nullable=True))

    with op.batch_alter_table("reply", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("found_author", sa.String(length=200), nullable=False, server_default="")
        )
        batch_op.add_column(sa.Column("found_at", sa.DateTime(timezone=True), nullable=True))

    with op.batch_alter_table("version", schema=None) as batch_op:
        batch_op.add_column(sa.Column("encoding", sa.String(length=40), nullable=False, server_default=""))


def downgrade() -> None:
    with op.batch_alter_table("version", schema=None) as batch_op:
        batch_op.drop_column("encoding")

    with op.batch_alter_table("reply", schema=None) as batch_op:
        batch_op.drop_column("found_at")
        batch_op.drop_column("found_author")

    with op.batch_alter_table("thread", schema=None) as batch_op:
        batch_op.drop_column("found_at")
        batch_op.drop_column("found_author")

    with op.batch_alter_table("block", schema=None) as batch_op:
        batch_op.drop_column("direction")
        batch_op.drop_column("language")

    with op.batch_alter_table("found_comment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_found_comment_thread_id"))

    op.drop_table("found_comment")
    with op.batch_alter_table("found_change", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_found_change_start_block_id"))

    op.drop_table("found_change")
