revision = "3d51f7e2a8c6"
downRevision = "e0b6c95a4471"
message = "billing: create payments"
branchLabels("billing")

upgrade {
    createTable("payments") {
        val id = long("id").autoIncrement()
        long("booking_id").references("bookings", "id", onDelete = CASCADE)
        decimal("amount", 10, 2)
        varchar("method", 16)
        datetime("paid_at")
        primaryKey(id)
        check("ck_payments_amount", "amount <> 0")
    }
    createIndex("ix_payments_booking_id", "payments", "booking_id")
    execute(
        """
        insert into payments (booking_id, amount, method, paid_at)
        select b.id, l.price, 'card', b.starts_at
        from bookings b join lessons l on l.code = b.lesson_code
        where b.status = 'done'
        """,
    )
}

downgrade { dropTable("payments") }
