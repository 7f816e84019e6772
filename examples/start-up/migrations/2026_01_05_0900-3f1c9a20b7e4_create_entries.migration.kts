revision = "3f1c9a20b7e4"
message = "create entries"

upgrade {
    createTable("entries") {
        val id = long("id").autoIncrement()
        varchar("author", 80)
        text("message")
        primaryKey(id)
    }
}

// No downgrade block: what makes a table is undone by dropping it.
