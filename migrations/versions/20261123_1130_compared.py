"""Comparisons that were made, and who read which version when."""

import sqlalchemy as sa
from alembic import op

revision = "5b7d2e9a4c18"
down_revision = "3e8a5c6f1d27"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "comparison",
        sa.Column("old_id", sa.Integer(), nullable=False),
        sa.Column("new_id", sa.Integer(), nullable=False),
        sa.Column("ruleset", sa.Integer(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["new_id"], ["version.id"], name=op.f("fk_comparison_new_id_version")),
        sa.ForeignKeyConstraint(["old_id"], ["version.id"], name=op.f("fk_comparison_old_id_version")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comparison")),
        sa.UniqueConstraint("old_id", "new_id", "ruleset", name=op.f("uq_comparison_old_id_new_id_ruleset")),
    )
    with op.batch_alter_table("comparison", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_comparison_new_id"), ["new_id"], unique=False)

    op.create_table(
        "visit",
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["membership.id"], name=op.f("fk_visit_member_id_membership")),
        sa.ForeignKeyConstraint(["version_id"], ["version.id"], name=op.f("fk_visit_version_id_version")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visit")),
        sa.UniqueConstraint("member_id", "version_id", name=op.f("uq_visit_member_id_version_id")),
    )
    with op.batch_alter_table("visit", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_visit_version_id"), ["version_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("visit", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_visit_version_id"))

    op.drop_table("visit")
    with op.batch_alter_table("comparison", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_comparison_new_id"))

    op.drop_table("comparison")
