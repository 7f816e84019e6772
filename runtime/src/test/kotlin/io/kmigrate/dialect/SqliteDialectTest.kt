package io.kmigrate.dialect

import io.kmigrate.dialect.sqlite.SqliteDialect
import java.nio.file.Files
import javax.sql.DataSource
import kotlin.io.path.absolutePathString
import org.sqlite.SQLiteDataSource

/** A database file in a folder of its own. */
fun sqliteFile(): DataSource {
    val folder = Files.createTempDirectory("sqlite").also { it.toFile().deleteOnExit() }
    return SQLiteDataSource().apply {
        url = "jdbc:sqlite:${folder.resolve("app.db").absolutePathString()}"
    }
}

class SqliteDialectTest : DialectContract(SqliteDialect(), ::sqliteFile)
