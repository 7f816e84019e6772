revision = "e0b6c95a4471"
downRevision = "77aa03d5be18"
message = "add student phone"

upgrade {
    addColumn("students") { varchar("phone", 32).nullable() }
    createIndex("ix_students_phone", "students", "phone")
}
// No downgrade block: the inverse of both is known.
