revision = "4e8b1c70d2a9"
message = "create students and instructors"

upgrade {
    createTable("students") {
        val id = long("id").autoIncrement()
        varchar("name", 120)
        varchar("email", 254).unique("uq_students_email")
        text("contact").default("")
        date("registered_on")
        primaryKey(id)
    }
    createTable("instructors") {
        val id = long("id").autoIncrement()
        varchar("name", 120)
        varchar("licence", 32).unique("uq_instructors_licence")
        primaryKey(id)
    }
}

// No downgrade block: what makes a table is undone by dropping it.
