package io.kmigrate.dialect.sqlite

import io.kmigrate.dialect.Catalog
import io.kmigrate.dialect.UnsupportedOperationByDialectException
import io.kmigrate.dialect.execute
import io.kmigrate.dialect.literal
import io.kmigrate.dialect.name
import io.kmigrate.dialect.query
import io.kmigrate.dialect.run
import io.kmigrate.dialect.statement
import io.kmigrate.failure.ErrorCode
import io.kmigrate.operation.AlterColumn
import io.kmigrate.operation.ColumnChange
import io.kmigrate.operation.DropConstraint
import io.kmigrate.operation.ExecuteSql
import io.kmigrate.schema.Snapshot
import io.kmigrate.schema.TableName
import io.kmigrate.testing.shouldFailWith
import io.kmigrate.testing.temporaryFolder
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.engine.spec.tempdir
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import java.nio.file.Files
import java.nio.file.Path
import java.sql.SQLException
import kotlin.io.path.exists
import kotlin.io.path.fileSize
import org.sqlite.SQLiteDataSource

class SqliteSessionTest :
    FunSpec({
        val dialect = SqliteDialect()
        val rebuild = AlterColumn(name("t"), "a", ColumnChange.none().withDefault(literal(1)))

        test("violations from before do not stop a rebuild, and new ones do") {
            sqliteFile().connection.use { connection ->
                connection.statement("create table p (id integer primary key)")
                connection.statement("create table t (a int references p)")
                connection.statement("insert into t values (7)")
                connection.run(dialect, rebuild)
                shouldThrow<SQLException> {
                        connection.run(dialect, rebuild, ExecuteSql("insert into t values (8)"))
                    }
                    .message shouldContain
                    "2 rows of t would point at no row of p, 1 of them already before"
                connection.query("select a from t") shouldBe listOf(7)
            }
        }

        test("a foreign key that could never be checked does not stop a rebuild") {
            sqliteFile().connection.use { connection ->
                connection.statement("create table p (k int)")
                connection.statement("create table c (k int references p (k))")
                connection.statement("insert into c values (1)")
                connection.statement("create table t (a int)")
                connection.run(dialect, rebuild)
                connection.query("select dflt_value from pragma_table_info('t')") shouldBe
                    listOf("1")
            }
        }

        test("a rebuild that removes referenced rows is stopped") {
            sqliteFile().connection.use { connection ->
                connection.statement("create table t (a int constraint uq unique)")
                connection.statement("create table c (a int references t (a))")
                connection.statement("insert into c values (null)")
                shouldThrow<SQLException> {
                        connection.run(dialect, DropConstraint(name("t"), "uq", false))
                    }
                    .message shouldContain "foreign key mismatch"
            }
        }

        test("a table of a named schema is refused") {
            val elsewhere = TableName("app", "t")
            shouldThrow<UnsupportedOperationByDialectException> {
                    dialect.render(
                        DropConstraint(elsewhere, "uq", false),
                        Catalog.of(Snapshot.empty()),
                    )
                }
                .message shouldBe "SQLite cannot keep table t in a schema (app)"
        }

        test("a writer that gives up waiting reports it") {
            val database = sqliteFile()
            database.connection.use { writer ->
                database.connection.use { waiting ->
                    waiting.statement("pragma busy_timeout = 100")
                    writer.statement("begin immediate")
                    val session = dialect.sessions().session(waiting)
                    shouldThrow<SQLException> { session.begin(listOf(rebuild)) }
                        .message shouldContain "SQLITE_BUSY"
                    session.close()
                    writer.statement("rollback")
                }
            }
        }

        test("a connection is left as it was found") {
            sqliteFile().connection.use { connection ->
                connection.statement("create table t (a int)")
                connection.statement("pragma foreign_keys = on")
                connection.statement("pragma legacy_alter_table = on")
                connection.autoCommit = false
                dialect.sessions().session(connection).use { session ->
                    session.begin(listOf(rebuild))
                    connection.query("pragma foreign_keys") shouldBe listOf(0)
                    connection.execute(dialect, rebuild)
                }
                connection.autoCommit shouldBe false
                connection.query("pragma foreign_keys") shouldBe listOf(1)
                connection.query("pragma legacy_alter_table") shouldBe listOf(1)
                connection.query("pragma journal_mode") shouldBe listOf("delete")
                connection.query("select sql from sqlite_master") shouldBe
                    listOf("CREATE TABLE t (a int)")
            }
        }

        test(
            "a journal is emptied at a commit and deleted at the end, and a script may choose another mode"
        ) {
            val file = tempdir().toPath().resolve("app.db")
            val journal = file.resolveSibling("app.db-journal")
            SQLiteDataSource()
                .apply { url = "jdbc:sqlite:$file" }
                .connection
                .use { connection ->
                    dialect.sessions().session(connection).use { session ->
                        session.begin(listOf())
                        connection.statement("create table t (a int)")
                        session.commit()
                        journal.fileSize() shouldBe 0
                    }
                    journal.exists() shouldBe false
                    dialect.sessions().session(connection).use { session ->
                        session.begin(listOf())
                        session.commit()
                        connection.statement("pragma journal_mode = wal")
                    }
                    connection.query("pragma journal_mode") shouldBe listOf("wal")
                }
        }

        test("VACUUM and similar statements run outside a transaction") {
            dialect.refusesTransaction(ExecuteSql("vacuum")) shouldBe true
            dialect.refusesTransaction(ExecuteSql("-- why\nPRAGMA journal_mode = wal")) shouldBe
                true
            dialect.refusesTransaction(ExecuteSql("delete from vacuum")) shouldBe false
            dialect.refusesTransaction(rebuild) shouldBe false
        }

        listOf(
                "create trigger a after insert on t begin select 1; select 2; end; select 3" to
                    listOf(
                        "create trigger a after insert on t begin select 1; select 2; end",
                        "select 3",
                    ),
                "CREATE TEMP TRIGGER a AFTER INSERT ON t BEGIN SELECT CASE WHEN 1 THEN 2 END; END;" to
                    listOf(
                        "CREATE TEMP TRIGGER a AFTER INSERT ON t BEGIN SELECT CASE WHEN 1 THEN 2 END; END"
                    ),
                "create trigger a after insert on t begin update t set x = ';end;'; /* ; end; */ end ; ;" to
                    listOf(
                        "create trigger a after insert on t begin update t set x = ';end;'; /* ; end; */ end"
                    ),
                "select [a;b], `c;d`; select 2 /* open ; " to
                    listOf("select [a;b], `c;d`", "select 2 /* open ;"),
                "create table trigger_log (a); select 1" to
                    listOf("create table trigger_log (a)", "select 1"),
            )
            .forEach { (sql, statements) ->
                test("splitting <$sql>") { dialect.split(sql) shouldBe statements }
            }

        listOf(
                "jdbc:sqlite::memory:",
                "jdbc:sqlite:",
                "jdbc:sqlite:file:x?mode=memory&cache=shared",
            )
            .forEach { url ->
                test("$url belongs to one process and needs no lock") {
                    val database = SQLiteDataSource().apply { this.url = url }
                    dialect.locking().lock(database, "v").use { one ->
                        dialect.locking().lock(database, "v").use { two ->
                            one.tryAcquire() shouldBe true
                            two.tryAcquire() shouldBe true
                        }
                    }
                }
            }

        test("two ways to one file share one lock, which leaves nothing behind") {
            val folder = temporaryFolder("lock")
            val direct = SQLiteDataSource().apply { url = "jdbc:sqlite:$folder/app.db" }
            direct.connection.use { it.statement("create table t (a int)") }
            val link = Files.createSymbolicLink(folder.resolve("link.db"), folder.resolve("app.db"))
            dialect.locking().lock(direct, "v").use { one ->
                dialect
                    .locking()
                    .lock(SQLiteDataSource().apply { url = "jdbc:sqlite:$link" }, "v")
                    .use { two ->
                        one.tryAcquire() shouldBe true
                        one.tryAcquire() shouldBe true
                        two.tryAcquire() shouldBe false
                        two.holder()!! shouldContain "pid ${ProcessHandle.current().pid()} on "
                    }
            }
            names(folder) shouldBe setOf("app.db", "link.db")
        }

        test("a lock file that cannot be created is reported with its place and a fix") {
            val folder = temporaryFolder("lock")
            val database = SQLiteDataSource().apply { url = "jdbc:sqlite:$folder/app.db" }
            Files.createDirectory(folder.resolve("app.db-migrate-lock-v"))
            val failure =
                shouldFailWith(ErrorCode.LOCK_FILE) {
                    dialect.locking().lock(database, "v").use { it.tryAcquire() }
                }
            failure.message shouldContain "app.db-migrate-lock-v cannot be used"
            failure.code() shouldBe ErrorCode.LOCK_FILE
        }
    })

private fun names(folder: Path): Set<String> =
    Files.list(folder).use { files -> files.map { "${it.fileName}" }.toList().toSet() }
