// The driving school's tables as its application knows them. `migrate check` compares them with the migrations.

object Students : Table("students") {
    val id = long("id").autoIncrement()
    val givenName = varchar("given_name", 100)
    val familyName = varchar("family_name", 100)
    override val primaryKey = PrimaryKey(id)
}
