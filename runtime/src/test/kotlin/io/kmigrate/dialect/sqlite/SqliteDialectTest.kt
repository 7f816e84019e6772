package io.kmigrate.dialect.sqlite

import io.kmigrate.dialect.DialectContract
import io.kmigrate.testing.temporaryFolder
import javax.sql.DataSource
import kotlin.io.path.absolutePathString
import org.sqlite.SQLiteDataSource

/** A database file in a folder of its own. */
fun sqliteFile(): DataSource {
    val folder = temporaryFolder("sqlite")
    return SQLiteDataSource().apply {
        url = "jdbc:sqlite:${folder.resolve("app.db").absolutePathString()}"
    }
}

class SqliteDialectTest : DialectContract(SqliteDialect(), ::sqliteFile)
