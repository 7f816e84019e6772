revision = "c84d1e6f90b2"
downRevision = "5b9e07c3f2a4"
message = "create lessons and bookings"

upgrade {
    createTable("lessons", comment = "What can be booked") {
        val code = varchar("code", 16)
        varchar("title", 120)
        integer("minutes")
        decimal("price", 8, 2)
        primaryKey(code)
        check("ck_lessons_minutes", "minutes > 0")
    }
    createTable("bookings") {
        val id = long("id").autoIncrement()
        long("student_id").references("students", "id", onDelete = CASCADE)
        long("instructor_id").references("instructors", "id")
        long("vehicle_id").nullable().references("vehicles", "id", onDelete = SET_NULL)
        varchar("lesson_code", 16).references("lessons", "code")
        datetime("starts_at")
        varchar("status", 16).default("booked")
        primaryKey(id)
        check("ck_bookings_status", "status in ('booked', 'done', 'cancelled')")
    }
    createIndex("ix_bookings_starts_at", "bookings", "starts_at")
    createIndex("ux_bookings_instructor_slot", "bookings", "instructor_id", "starts_at", unique = true)
}

downgrade {
    dropTable("bookings")
    dropTable("lessons")
}
