"""orders"""
from alembic import op
import sqlalchemy as sa

revision = "b1"
down_revision = "a1"


def upgrade():
    orders = op.create_table(
        "orders",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True),
        sa.Column("customer_id", sa.Integer, sa.ForeignKey("customers.id", ondelete="CASCADE"), nullable=False),
        sa.Column("total", sa.Numeric(10, 2), nullable=False),
        sa.Column("placed", sa.DateTime),
        sa.CheckConstraint("total >= 0", name="ck_total"),
    )
    customers = sa.table("customers", sa.column("id", sa.Integer), sa.column("email", sa.String), sa.column("state", sa.String))
    op.execute("insert into customers (id, email) values (1, 'ann:b@example.org')")
    op.bulk_insert(orders, [
        {"id": 1, "customer_id": 1, "total": 10, "placed": None},
        {"id": 2, "customer_id": 1, "total": 20.5, "placed": None},
    ])
    op.execute(customers.update().where(customers.c.id == 1).values(email="it's"))
    op.execute(sa.text("update customers set email = :e where id = :i").bindparams(e="x'y", i=1))


def downgrade():
    pass
