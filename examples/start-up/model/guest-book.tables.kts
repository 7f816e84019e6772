// The tables as the application wants them. `scripts/migrate create` compares the database with them.

object Entries : ModelTable("entries") {
    val id = long("id").autoIncrement()
    val author = varchar("author", 80)
    val message = text("message")
    override val primaryKey = PrimaryKey(id)
}
