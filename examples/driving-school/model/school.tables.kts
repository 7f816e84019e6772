// The tables as the application wants them. `migrate check` compares them with the migrations.

object Students : ModelTable("students") {
    val id = long("id").autoIncrement()
    val name = varchar("name", 120)
    val email = varchar("email", 254).unique("uq_students_email")
    val contact = text("contact").default("")
    val registeredOn = date("registered_on")
    override val primaryKey = PrimaryKey(id)
}

object Instructors : ModelTable("instructors") {
    val id = long("id").autoIncrement()
    val name = varchar("name", 120)
    val licence = varchar("licence", 32).unique("uq_instructors_licence")
    override val primaryKey = PrimaryKey(id)
}

object Lessons : ModelTable("lessons") {
    val id = long("id").autoIncrement()
    val student = reference("student_id", Students.id, onDelete = CASCADE)
    val instructor = reference("instructor_id", Instructors.id)
    val startsAt = datetime("starts_at").index("ix_lessons_starts_at")
    val minutes = integer("minutes").default(60)
    val status = varchar("status", 16).default("booked")
    override val primaryKey = PrimaryKey(id)

    init {
        check("ck_lessons_minutes", "minutes between 30 and 180")
        check("ck_lessons_status", "status in ('booked', 'held', 'missed')")
    }
}
