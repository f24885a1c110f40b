"""In which versions accepted comments are implemented."""

import sqlalchemy as sa
from alembic import op

revision = "3e8a5c6f1d27"
down_revision = "9c41d7e05b3a"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "implementation",
        sa.Column("thread_id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["membership.id"], name=op.f("fk_implementation_member_id_membership")
        ),
        sa.ForeignKeyConstraint(
            ["thread_id"], ["thread.id"], name=op.f("fk_implementation_thread_id_thread")
        ),
        sa.ForeignKeyConstraint(
            ["version_id"], ["version.id"], name=op.f("fk_implementation_version_id_version")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_implementation")),
        sa.UniqueConstraint("thread_id", "version_id", name=op.f("uq_implementation_thread_id_version_id")),
    )
    with op.batch_alter_table("implementation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_implementation_version_id"), ["version_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("implementation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_implementation_version_id"))

    op.drop_table("implementation")
