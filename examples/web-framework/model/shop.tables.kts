object Customers : ModelTable("customers") {
    val id = long("id").autoIncrement()
    val email = varchar("email", 254).unique("uq_customers_email")
    val joined = timestampWithTimeZone("joined").defaultExpression(CurrentTimestampWithTimeZone)
    override val primaryKey = PrimaryKey(id)
}
