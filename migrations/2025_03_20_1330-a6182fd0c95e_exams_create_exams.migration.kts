revision = "a6182fd0c95e"
downRevision = "e0b6c95a4471"
message = "exams: create exams"
branchLabels("exams")

upgrade {
    createTable("exams") {
        val id = long("id").autoIncrement()
        val student = long("student_id")
        varchar("kind", 16)
        val heldOn = date("held_on")
        bool("passed").nullable()
        text("remarks").nullable()
        primaryKey(id)
        unique("uq_exams_student_day", student, heldOn)
        check("ck_exams_kind", "kind in ('G1', 'G2', 'G')")
    }
    createForeignKey("fk_exams_student", "exams", "students", listOf("student_id"), listOf("id"), onDelete = CASCADE)
}

downgrade { dropTable("exams") }
