revision = "22b1d5e8f302"
downRevision = "11a0c4d7e201"
message = "create products"

upgrade {
    createTable("products") {
        val id = long("id").autoIncrement()
        varchar("name", 80)
        primaryKey(id)
    }
}
