revision = "1f0c2ab47d31"
message = "create students and instructors"

upgrade {
    createTable("students", comment = "People who learn to drive") {
        val id = long("id").autoIncrement()
        varchar("full_name", 200)
        val email = varchar("email", 254)
        date("born_on")
        varchar("permit_no", 32).nullable()
        timestamp("created_at").defaultExpression(CurrentTimestamp)
        primaryKey(id)
        unique("uq_students_email", email)
    }
    createTable("instructors") {
        val id = long("id").autoIncrement()
        varchar("full_name", 200)
        val licenceNo = varchar("licence_no", 32)
        date("hired_on")
        bool("active").default(true)
        primaryKey(id)
        unique("uq_instructors_licence_no", licenceNo)
    }
}

downgrade {
    dropTable("instructors")
    dropTable("students")
}
