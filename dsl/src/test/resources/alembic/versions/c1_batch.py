"""batch"""
from alembic import op
import sqlalchemy as sa
revision = "c1"
down_revision = "a1"


def upgrade():
    with op.batch_alter_table("customers") as batch:
        batch.add_column(sa.Column("phone", sa.String(32)))
        batch.alter_column("email", existing_type=sa.String(254), nullable=True, type_=sa.String(300))
        batch.create_unique_constraint("uq_phone", ["phone"])
        batch.create_index("ix_phone", ["phone"])
        batch.alter_column("balance", new_column_name="credit", existing_type=sa.Numeric(10,2))
    with op.batch_alter_table("customers") as batch:
        batch.drop_column("made")


def downgrade():
    with op.batch_alter_table("customers") as batch:
        batch.drop_constraint("uq_phone", type_="unique")
        batch.drop_index("ix_phone")
        batch.drop_column("phone")
