"""create customers

Revision ID: a1
"""
from alembic import op
import os
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

revision = "a1"
down_revision = None
branch_labels = ("main",)

print("noise")
PREFIX = os.environ.get("APP_PREFIX", "")


def upgrade():
    op.create_table(
        "customers",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("email", sa.String(254), nullable=False, unique=True),
        sa.Column("state", sa.Enum("new", "known", name="customer_state"), nullable=False, server_default="new"),
        sa.Column("made", sa.DateTime(timezone=True), server_default=sa.func.now()),
        sa.Column("balance", sa.Numeric(10, 2), server_default=sa.text("0")),
    )
    op.create_index("ix_customers_state", "customers", ["state"])


def downgrade():
    op.drop_index("ix_customers_state", table_name="customers")
    op.drop_table("customers")
    if op.get_bind().dialect.name == "postgresql":
        postgresql.ENUM(name="customer_state").drop(op.get_bind(), checkfirst=True)
