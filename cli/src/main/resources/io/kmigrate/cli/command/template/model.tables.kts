// The tables as the application wants them, such as:
//
// object Customers : ModelTable("customers") {
//     val id = long("id").autoIncrement()
//     val email = varchar("email", 254).unique("uq_customers_email")
//     override val primaryKey = PrimaryKey(id)
// }
