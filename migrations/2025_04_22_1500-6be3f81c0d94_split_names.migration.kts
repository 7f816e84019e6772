revision = "6be3f81c0d94"
downRevision = "d2c90a5e61f7"
message = "split names"

// The tables as they are at this revision, whatever the application's model says later.
object Students : Table("students") {
    val id = long("id")
    val fullName = varchar("full_name", 200)
    val givenName = varchar("given_name", 100).nullable()
    val familyName = varchar("family_name", 100).nullable()
}

/** The last word is the family name; a single word is a given name. */
fun split(name: String): Pair<String, String> {
    val words = name.trim().split(Regex("\\s+"))
    return if (words.size == 1) words[0] to "" else words.dropLast(1).joinToString(" ") to words.last()
}

// The same in SQL, for a script without a database: what stands before the last word, and the rest.
val splitInSql = """
    update students set
        given_name = trim(rtrim(trim(full_name), replace(full_name, ' ', ''))),
        family_name = substr(trim(full_name), length(rtrim(trim(full_name), replace(full_name, ' ', ''))) + 1);
    update students set given_name = family_name, family_name = '' where given_name = '';
"""

val splitInMysql = """
    update students set
        given_name = trim(left(trim(full_name),
            char_length(trim(full_name)) - char_length(substring_index(trim(full_name), ' ', -1)))),
        family_name = substring_index(trim(full_name), ' ', -1);
    update students set given_name = family_name, family_name = '' where given_name = '';
"""

val splitInSqlServer = """
    update students set
        given_name = rtrim(left(trim(full_name),
            len(trim(full_name)) - charindex(' ', reverse(trim(full_name)) + ' ') + 1)),
        family_name = right(trim(full_name), charindex(' ', reverse(trim(full_name)) + ' ') - 1);
    update students set given_name = family_name, family_name = '' where given_name = '';
"""

// Oracle takes an empty text for NULL: a space stands for the name that is not there.
val splitInOracle = """
    update students set
        given_name = trim(substr(trim(full_name), 1, instr(trim(full_name), ' ', -1))),
        family_name = substr(trim(full_name), instr(trim(full_name), ' ', -1) + 1);
    update students set given_name = family_name, family_name = ' ' where given_name is null;
"""

val splitElsewhere =
    mapOf(
        "mysql" to splitInMysql,
        "mariadb" to splitInMysql,
        "sqlserver" to splitInSqlServer,
        "oracle" to splitInOracle,
    )

upgrade {
    addColumn("students") { varchar("given_name", 100).nullable() }
    addColumn("students") { varchar("family_name", 100).nullable() }
    data("split full names", offline = sql(splitInSql, splitElsewhere)) {
        val names = Students.selectAll().associate { it[Students.id] to it[Students.fullName] }
        names.forEach { (student, name) ->
            val (given, family) = split(name)
            Students.update({ Students.id eq student }) {
                it[givenName] = given
                it[familyName] = family
            }
        }
    }
    alterColumn("students", "given_name") { nullable(false) }
    alterColumn("students", "family_name") { nullable(false) }
    dropColumn("students", "full_name")
    createIndex("ix_students_family_name", "students", "family_name", "given_name")
}

downgrade {
    dropIndex("ix_students_family_name", "students")
    addColumn("students") { varchar("full_name", 200).nullable() }
    // In MySQL's family || is OR, and SQL Server has none.
    val joined = "update students set full_name = trim(concat(given_name, ' ', family_name))"
    execute(
        "update students set full_name = trim(given_name || ' ' || family_name)",
        variants = mapOf("mysql" to joined, "mariadb" to joined, "sqlserver" to joined),
    )
    alterColumn("students", "full_name") { nullable(false) }
    dropColumn("students", "family_name")
    dropColumn("students", "given_name")
}
