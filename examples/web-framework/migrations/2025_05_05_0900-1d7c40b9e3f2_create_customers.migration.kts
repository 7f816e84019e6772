revision = "1d7c40b9e3f2"
message = "create customers"

upgrade {
    createTable("customers") {
        val id = long("id").autoIncrement()
        varchar("email", 254).unique("uq_customers_email")
        timestampWithTimeZone("joined").defaultExpression("CURRENT_TIMESTAMP")
        primaryKey(id)
    }
}
