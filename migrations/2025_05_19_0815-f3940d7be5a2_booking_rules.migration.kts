revision = "f3940d7be5a2"
downRevision = "b17e5a9c20f3"
message = "booking rules"

upgrade {
    addColumn("bookings") { integer("price_cents").default(0) }
    execute(
        """
        update bookings set price_cents =
            (select round(c.price * 100, 0) from courses c where c.code = bookings.lesson_code)
        """,
    )
    createCheckConstraint("ck_bookings_price", "bookings", "price_cents >= 0")
    createIndex("ix_bookings_open", "bookings", "instructor_id", "status")
    createUniqueConstraint("uq_bookings_student_slot", "bookings", "student_id", "starts_at")
}

downgrade {
    dropConstraint("uq_bookings_student_slot", "bookings")
    dropIndex("ix_bookings_open", "bookings")
    dropConstraint("ck_bookings_price", "bookings")
    dropColumn("bookings", "price_cents")
}
