revision = "93d5f06e7b18"
downRevision = "4e8b1c70d2a9"
message = "create lessons"

upgrade {
    createTable("lessons") {
        val id = long("id").autoIncrement()
        long("student_id").references("students", "id", onDelete = CASCADE)
        long("instructor_id").references("instructors", "id")
        datetime("starts_at")
        integer("minutes").default(60)
        varchar("status", 16).default("booked")
        primaryKey(id)
        check("ck_lessons_minutes", "minutes between 30 and 180")
        check("ck_lessons_status", "status in ('booked', 'held', 'missed')")
    }
    createIndex("ix_lessons_starts_at", "lessons", "starts_at")
}
