revision = "11a0c4d7e201"
message = "create customers"

upgrade {
    createTable("customers") {
        val id = long("id").autoIncrement()
        varchar("name", 80)
        varchar("mail", 120).unique()
        primaryKey(id)
    }
}
