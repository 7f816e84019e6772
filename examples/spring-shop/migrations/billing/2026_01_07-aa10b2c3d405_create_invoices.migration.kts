revision = "aa10b2c3d405"
message = "create invoices"

upgrade {
    createTable("invoices") {
        val id = long("id").autoIncrement()
        long("customer")
        decimal("amount", 10, 2)
        primaryKey(id)
    }
}
