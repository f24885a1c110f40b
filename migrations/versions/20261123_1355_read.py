"""Which sections were read, who was mentioned, until when one may object; the newest lines of a project."""

import sqlalchemy as sa
from alembic import op

revision = "7e1c3a9b5d26"
down_revision = "5b7d2e9a4c18"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "section_read",
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("section_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["membership.id"], name=op.f("fk_section_read_member_id_membership")
        ),
        sa.ForeignKeyConstraint(
            ["section_id"], ["section.id"], name=op.f("fk_section_read_section_id_section")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_section_read")),
        sa.UniqueConstraint("member_id", "section_id", name=op.f("uq_section_read_member_id_section_id")),
    )
    with op.batch_alter_table("section_read", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_section_read_section_id"), ["section_id"], unique=False)

    op.create_table(
        "mention",
        sa.Column("thread_id", sa.Integer(), nullable=False),
        sa.Column("reply_id", sa.Integer(), nullable=True),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["membership.id"], name=op.f("fk_mention_member_id_membership")
        ),
        sa.ForeignKeyConstraint(["reply_id"], ["reply.id"], name=op.f("fk_mention_reply_id_reply")),
        sa.ForeignKeyConstraint(["thread_id"], ["thread.id"], name=op.f("fk_mention_thread_id_thread")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mention")),
        sa.UniqueConstraint(
            "thread_id", "reply_id", "member_id", name=op.f("uq_mention_thread_id_reply_id_member_id")
        ),
    )
    with op.batch_alter_table("mention", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_mention_member_id"), ["member_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_mention_reply_id"), ["reply_id"], unique=False)

    with op.batch_alter_table("round", schema=None) as batch_op:
        batch_op.add_column(sa.Column("objections_until", sa.DateTime(timezone=True), nullable=True))

    with op.batch_alter_table("activity", schema=None) as batch_op:
        batch_op.create_index("ix_activity_project", ["project_id", "id"], unique=False)
        batch_op.drop_index(batch_op.f("ix_activity_project_id"))


def downgrade() -> None:
    with op.batch_alter_table("activity", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_activity_project_id"), ["project_id"], unique=False)
        batch_op.drop_index("ix_activity_project")

    with op.batch_alter_table("round", schema=None) as batch_op:
        batch_op.drop_column("objections_until")

    op.drop_table("mention")
    op.drop_table("section_read")
