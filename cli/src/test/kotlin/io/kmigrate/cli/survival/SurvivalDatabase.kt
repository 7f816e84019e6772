package io.kmigrate.cli.survival

import io.kmigrate.testing.TestH2
import io.kmigrate.testing.TestMariadb
import io.kmigrate.testing.TestMysql
import io.kmigrate.testing.TestPostgres
import java.nio.file.Path

/** A kind of database that runs are killed on. A new one is a line here. */
internal enum class SurvivalDatabase(
    private val create: (Path) -> String,
    private val createForMany: (Path) -> String = create,
) {
    SQLITE({ folder -> "jdbc:sqlite:${folder.resolve("app.db")}" }),
    POSTGRESQL({ TestPostgres.url(TestPostgres.freshDatabase()) }),
    MARIADB({ TestMariadb.url(TestMariadb.freshDatabase()) }),
    MYSQL({ TestMysql.url(TestMysql.freshDatabase()) }),
    /**
     * A file, which dies with the process that has it open; for many at once a server, because H2
     * hands a file from process to process too slowly when twenty want it.
     */
    H2(
        { folder -> "jdbc:h2:${folder.resolve("app")};AUTO_SERVER=TRUE;${TestH2.SMALL_LETTERS}" },
        { TestH2.servedDatabase() },
    );

    /** A part of what is asked for: MySQL does with locks and commits as MariaDB does. */
    fun share(count: Int): Int = if (this == MYSQL) (count + 2) / 3 else count

    /** The URL of a new, empty database; [folder] is its own. */
    fun fresh(folder: Path): String = create(folder)

    /** The same, for many processes at once. */
    fun freshForMany(folder: Path): String = createForMany(folder)
}
