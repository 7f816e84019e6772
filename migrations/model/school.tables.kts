// The driving school's tables as its application knows them: `migrate check` compares them with the migrations.

object Students : ModelTable("students", comment = "People who learn to drive") {
    val id = long("id").autoIncrement()
    val givenName = varchar("given_name", 100)
    val familyName = varchar("family_name", 100)
    val email = varchar("email", 254).unique("uq_students_email")
    val phone = varchar("phone", 32).nullable().index("ix_students_phone")
    val bornOn = date("born_on")
    val permitNumber = varchar("permit_number", 64).nullable()
    val createdAt = timestamp("created_at").defaultExpression(CurrentTimestamp)
    override val primaryKey = PrimaryKey(id)

    init {
        index("ix_students_family_name", false, familyName, givenName)
    }
}

object Instructors : ModelTable("instructors") {
    val id = long("id").autoIncrement()
    val fullName = varchar("full_name", 200)
    val licenceNumber = varchar("licence_number", 32).unique("uq_instructors_licence_no")
    val hiredOn = date("hired_on")
    val active = bool("active").default(true)
    override val primaryKey = PrimaryKey(id)
}

object Vehicles : ModelTable("vehicles") {
    val id = long("id").autoIncrement()
    val plate = varchar("plate", 16).unique("uq_vehicles_plate")
    val make = varchar("make", 80)
    val model = varchar("model", 80)
    val modelYear = integer("model_year")
    val transmission = varchar("transmission", 16).default("automatic")
    val outOfServiceOn = date("out_of_service_on").nullable()
    override val primaryKey = PrimaryKey(id)

    init {
        check("ck_vehicles_model_year", "model_year >= 1990")
        check("ck_vehicles_transmission", "transmission in ('automatic', 'manual')")
    }
}

object Courses : ModelTable("courses", comment = "What can be booked") {
    val code = varchar("code", 16)
    val title = varchar("title", 120)
    val minutes = integer("minutes")
    val price = decimal("price", 8, 2)
    override val primaryKey = PrimaryKey(code)

    init {
        check("ck_lessons_minutes", "minutes > 0")
    }
}

object Bookings : ModelTable("bookings") {
    val id = long("id").autoIncrement()
    val student = reference("student_id", Students.id, onDelete = CASCADE)
    val instructor = reference("instructor_id", Instructors.id)
    val vehicle = optReference("vehicle_id", Vehicles.id, onDelete = SET_NULL)
    val course = reference("lesson_code", Courses.code)
    val startsAt = datetime("starts_at").index("ix_bookings_starts_at")
    val status = varchar("status", 16).default("booked")
    val priceCents = integer("price_cents").default(0)
    override val primaryKey = PrimaryKey(id)

    init {
        uniqueIndex("ux_bookings_instructor_slot", instructor, startsAt)
        index("ix_bookings_open", false, instructor, status)
        unique("uq_bookings_student_slot", student, startsAt)
        check("ck_bookings_status", "status in ('booked', 'done', 'cancelled')")
        check("ck_bookings_price", "price_cents >= 0")
    }
}

object Payments : ModelTable("payments") {
    val id = long("id").autoIncrement()
    val booking = reference("booking_id", Bookings.id, onDelete = CASCADE).index("ix_payments_booking_id")
    val amountCents = long("amount_cents")
    val method = varchar("method", 16)
    val paidAt = datetime("paid_at")
    override val primaryKey = PrimaryKey(id)

    init {
        check("ck_payments_amount_cents", "amount_cents <> 0")
    }
}

object Exams : ModelTable("exams") {
    val id = long("id").autoIncrement()
    val student = reference("student_id", Students.id, onDelete = CASCADE, fkName = "fk_exams_student")
    val kind = varchar("kind", 16)
    val heldOn = date("held_on")
    val passed = bool("passed").nullable()
    val remarks = text("remarks").default("")
    val centre = varchar("centre", 120).default("Downsview")
    override val primaryKey = PrimaryKey(id)

    init {
        unique("uq_exams_student_day", student, heldOn)
        check("ck_exams_kind", "kind in ('G1', 'G2', 'G')")
    }
}
