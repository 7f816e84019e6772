package io.kmigrate.cli.survival

import io.kmigrate.testing.TestH2
import io.kmigrate.testing.TestMariadb
import io.kmigrate.testing.TestPostgres
import java.nio.file.Path

/** A kind of database that runs are killed on. A new one is a line here. */
internal enum class SurvivalDatabase(private val create: (Path) -> String) {
    SQLITE({ folder -> "jdbc:sqlite:${folder.resolve("app.db")}" }),
    POSTGRESQL({ TestPostgres.url(TestPostgres.freshDatabase()) }),
    MARIADB({ TestMariadb.url(TestMariadb.freshDatabase()) }),
    /** A file that the first process which opens it serves to the others. */
    H2({ folder -> "jdbc:h2:${folder.resolve("app")};AUTO_SERVER=TRUE;${TestH2.SMALL_LETTERS}" });

    /** The URL of a new, empty database; [folder] is its own. */
    fun fresh(folder: Path): String = create(folder)
}
