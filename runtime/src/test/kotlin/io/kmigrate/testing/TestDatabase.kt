package io.kmigrate.testing

import java.sql.Connection
import java.sql.ResultSet
import javax.sql.DataSource
import org.sqlite.SQLiteDataSource

/**
 * A kind of real database that tests run on.
 *
 * @param undoesDdl false where tables made in a transaction stay when it is rolled back
 */
enum class TestDatabase(private val open: () -> DataSource, val undoesDdl: Boolean = true) {
    SQLITE({
        val folder = temporaryFolder("sqlite")
        SQLiteDataSource().apply { url = "jdbc:sqlite:${folder.resolve("test.db")}" }
    }),
    POSTGRESQL(TestPostgres::freshDatabase),
    MARIADB(TestMariadb::freshDatabase, undoesDdl = false),
    /** Skipped where its server does not start. */
    MYSQL(TestMysql::freshDatabase, undoesDdl = false),
    H2(TestH2::freshDatabase, undoesDdl = false);

    /** MySQL, or MariaDB, which came of it. */
    val isOfMysql: Boolean
        get() = name in listOf("MARIADB", "MYSQL")

    /** A new, empty database that no other test knows. */
    fun fresh(): DataSource = open()
}

/** The first column of every row, as text. */
fun DataSource.query(sql: String): List<String?> = connection.use { it.query(sql) }

fun Connection.query(sql: String): List<String?> = rows(sql) { row -> row.getString(1) }

fun DataSource.execute(sql: String) = execute(listOf(sql))

/** One after the other, in one session. */
fun DataSource.execute(statements: List<String>) {
    connection.use { connection ->
        connection.createStatement().use { statement -> statements.forEach(statement::execute) }
    }
}

/** Says which server the tests of this run have: `-Pfull` repeats them on older ones. */
internal fun printVersion(server: DataSource) {
    server.connection.use {
        println(
            "Tests run on ${it.metaData.databaseProductName} ${it.metaData.databaseProductVersion}"
        )
    }
}

fun <T> Connection.rows(sql: String, read: (ResultSet) -> T): List<T> =
    createStatement().use { statement ->
        statement.executeQuery(sql).use { result ->
            buildList { while (result.next()) add(read(result)) }
        }
    }
