"""People at work in rounds: sessions, mails, support, assignment, objections, drafts handed over."""

import sqlalchemy as sa
from alembic import op

revision = "5bea84d53620"
down_revision = "b48b0506b211"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "attempt",
        sa.Column("bucket", sa.String(length=64), nullable=False),
        sa.Column("stretch", sa.Integer(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attempt")),
        sa.UniqueConstraint("bucket", "stretch", name=op.f("uq_attempt_bucket_stretch")),
    )
    op.create_table(
        "open_session",
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_open_session_account_id_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_open_session")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_open_session_token_hash")),
    )
    with op.batch_alter_table("open_session", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_open_session_account_id"), ["account_id"], unique=False)

    op.create_table(
        "mail",
        sa.Column(
            "kind",
            sa.Enum(
                "invitation",
                "sign_in_link",
                "reminder",
                "answered",
                "reply",
                "assigned",
                "objection",
                "address_changed",
                name="mailkind",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("key", sa.String(length=160), nullable=True),
        sa.Column("address", sa.String(length=254), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("project_id", sa.Integer(), nullable=True),
        sa.Column("round_id", sa.Integer(), nullable=True),
        sa.Column("thread_id", sa.Integer(), nullable=True),
        sa.Column("params", sa.JSON(), nullable=False),
        sa.Column("message_id", sa.String(length=160), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("leased_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("doubts", sa.Integer(), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("outcome", sa.String(length=20), nullable=False),
        sa.Column("error", sa.Text(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_mail_account_id_account")),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_mail_project_id_project")),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_mail_round_id_round")),
        sa.ForeignKeyConstraint(["thread_id"], ["thread.id"], name=op.f("fk_mail_thread_id_thread")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mail")),
        sa.UniqueConstraint("key", name=op.f("uq_mail_key")),
        sa.UniqueConstraint("message_id", name=op.f("uq_mail_message_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_mail_public_id")),
    )
    with op.batch_alter_table("mail", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_mail_account_id"), ["account_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_mail_project_id"), ["project_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_mail_round_id"), ["round_id"], unique=False)
        batch_op.create_index("ix_mail_waiting", ["settled_at", "due_at"], unique=False)

    op.create_table(
        "support",
        sa.Column("thread_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["membership.id"], name=op.f("fk_support_member_id_membership")
        ),
        sa.ForeignKeyConstraint(["thread_id"], ["thread.id"], name=op.f("fk_support_thread_id_thread")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_support")),
        sa.UniqueConstraint("thread_id", "member_id", name=op.f("uq_support_thread_id_member_id")),
    )
    with op.batch_alter_table("account", schema=None) as batch_op:
        batch_op.add_column(sa.Column("password_hash", sa.String(length=200), nullable=True))
        batch_op.drop_column("session_version")

    with op.batch_alter_table("round", schema=None) as batch_op:
        batch_op.add_column(sa.Column("terms_of_reference", sa.Text(), nullable=False, server_default=""))
        batch_op.add_column(
            sa.Column("is_confidential", sa.Boolean(), nullable=False, server_default=sa.false())
        )
        batch_op.add_column(sa.Column("opening_noted_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("closing_noted_at", sa.DateTime(timezone=True), nullable=True))
    _note_what_is_past()

    with op.batch_alter_table("round_reviewer", schema=None) as batch_op:
        batch_op.add_column(sa.Column("invited_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("declined_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("decline_reason", sa.Text(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("extended_until", sa.DateTime(timezone=True), nullable=True))

    with op.batch_alter_table("thread", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "channel",
                sa.Enum(
                    "online",
                    "form",
                    "word",
                    "workshop",
                    "letter",
                    name="channel",
                    native_enum=False,
                    length=32,
                ),
                nullable=False,
                server_default="online",
            )
        )
        batch_op.add_column(sa.Column("translation", sa.Text(), nullable=False, server_default=""))
        batch_op.add_column(
            sa.Column("translation_language", sa.String(length=20), nullable=False, server_default="")
        )
        batch_op.add_column(sa.Column("translated_by_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("translated_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("assignee_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("due", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("is_waiting", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column("tags", sa.JSON(), nullable=False, server_default="[]"))
        batch_op.add_column(sa.Column("handed_to_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("objection", sa.Text(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("objected_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.create_index(batch_op.f("ix_thread_assignee_id"), ["assignee_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_thread_handed_to_id"), ["handed_to_id"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_thread_assignee_id_membership"), "membership", ["assignee_id"], ["id"]
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_thread_translated_by_id_membership"), "membership", ["translated_by_id"], ["id"]
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_thread_handed_to_id_membership"), "membership", ["handed_to_id"], ["id"]
        )


def _note_what_is_past() -> None:
    """Let nobody be invited by the worker to a round that opened before there was one."""
    for moment, noted in (("opens_at", "opening_noted_at"), ("closes_at", "closing_noted_at")):
        round_ = sa.table("round", sa.column(moment), sa.column(noted))
        past = round_.c[moment] <= sa.func.current_timestamp()
        op.execute(round_.update().where(past).values({noted: round_.c[moment]}))


def downgrade() -> None:
    with op.batch_alter_table("thread", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_thread_handed_to_id_membership"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_thread_translated_by_id_membership"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_thread_assignee_id_membership"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_thread_handed_to_id"))
        batch_op.drop_index(batch_op.f("ix_thread_assignee_id"))
        batch_op.drop_column("objected_at")
        batch_op.drop_column("objection")
        batch_op.drop_column("handed_to_id")
        batch_op.drop_column("tags")
        batch_op.drop_column("is_waiting")
        batch_op.drop_column("due")
        batch_op.drop_column("assignee_id")
        batch_op.drop_column("translated_at")
        batch_op.drop_column("translated_by_id")
        batch_op.drop_column("translation_language")
        batch_op.drop_column("translation")
        batch_op.drop_column("channel")

    with op.batch_alter_table("round_reviewer", schema=None) as batch_op:
        batch_op.drop_column("extended_until")
        batch_op.drop_column("decline_reason")
        batch_op.drop_column("declined_at")
        batch_op.drop_column("opened_at")
        batch_op.drop_column("invited_at")

    with op.batch_alter_table("round", schema=None) as batch_op:
        batch_op.drop_column("closing_noted_at")
        batch_op.drop_column("opening_noted_at")
        batch_op.drop_column("is_confidential")
        batch_op.drop_column("terms_of_reference")

    with op.batch_alter_table("account", schema=None) as batch_op:
        batch_op.add_column(sa.Column("session_version", sa.INTEGER(), nullable=False, server_default="1"))
        batch_op.drop_column("password_hash")

    op.drop_table("support")
    with op.batch_alter_table("mail", schema=None) as batch_op:
        batch_op.drop_index("ix_mail_waiting")
        batch_op.drop_index(batch_op.f("ix_mail_round_id"))
        batch_op.drop_index(batch_op.f("ix_mail_project_id"))
        batch_op.drop_index(batch_op.f("ix_mail_account_id"))

    op.drop_table("mail")
    with op.batch_alter_table("open_session", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_open_session_account_id"))

    op.drop_table("open_session")
    op.drop_table("attempt")
