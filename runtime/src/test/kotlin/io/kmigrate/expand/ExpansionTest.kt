package io.kmigrate.expand

import io.kmigrate.Migrator
import io.kmigrate.dialect.Dialects
import io.kmigrate.dialect.column
import io.kmigrate.dialect.name
import io.kmigrate.dialect.nullable
import io.kmigrate.dialect.varchar
import io.kmigrate.execution.EmptiedDatabases
import io.kmigrate.execution.ONLINE_DATABASES
import io.kmigrate.execution.catalog
import io.kmigrate.failure.ErrorCode
import io.kmigrate.failure.MigrationException
import io.kmigrate.lint.Level
import io.kmigrate.lint.LintRequest
import io.kmigrate.lint.LintSettings
import io.kmigrate.lint.LintTarget
import io.kmigrate.migrator
import io.kmigrate.operation.AlterColumn
import io.kmigrate.operation.ColumnChange
import io.kmigrate.operation.CreateCheckConstraint
import io.kmigrate.operation.CreateForeignKey
import io.kmigrate.operation.CreateIndex
import io.kmigrate.operation.CreateTable
import io.kmigrate.operation.DropColumn
import io.kmigrate.operation.Operation
import io.kmigrate.operation.RenameColumn
import io.kmigrate.operation.RenameTable
import io.kmigrate.revision.Migration
import io.kmigrate.revision.ScriptOperation
import io.kmigrate.schema.CheckConstraint
import io.kmigrate.schema.ColumnType.IntegerType
import io.kmigrate.schema.DefaultValue
import io.kmigrate.schema.ForeignKey
import io.kmigrate.schema.Index
import io.kmigrate.schema.IndexColumn
import io.kmigrate.schema.LargeTable
import io.kmigrate.schema.PrimaryKey
import io.kmigrate.schema.Table
import io.kmigrate.testing.TestDatabase
import io.kmigrate.testing.execute
import io.kmigrate.testing.migration
import io.kmigrate.testing.query
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import java.util.Optional
import javax.sql.DataSource

/**
 * What takes the place of a change runs on tables with rows, while two releases write them, and
 * back again.
 */
class ExpansionTest :
    FunSpec({
        val databases = EmptiedDatabases()
        val large = LintSettings.STANDARD.withLarge(LargeTable(5, 1L shl 40))
        val users = name("users")
        val table =
            Table.of(
                users,
                listOf(
                    column("id", IntegerType(32, false)),
                    column("mail", varchar(60)).withDefault(DefaultValue.Literal("none")),
                    nullable("Zip Code", varchar(20)),
                    column("code", varchar(20)),
                ),
                PrimaryKey("users_key", listOf("id")),
            )
        val base =
            listOf(
                CreateTable(table, false),
                CreateIndex(users, Index.of("ix_mail", "mail", "id"), false, false),
                CreateIndex(users, Index.of("ix_zip", "Zip Code"), false, false),
            )

        /** @param rows of the table, as one text, at the revision behind the first [steps] */
        class Release(val steps: Int, val writes: List<String>)

        class Case(
            val operation: Operation,
            val releases: List<Release>,
            val rows: String,
            val on: List<TestDatabase> = ONLINE_DATABASES,
        )

        fun values(vararg rows: String) = rows.map { "INSERT INTO $it" }

        val cases =
            listOf(
                Case(
                    RenameColumn(users, "code", "label"),
                    listOf(
                        Release(1, values("users (id, code) VALUES (11, 'old')")),
                        Release(1, values("users (id, label) VALUES (12, 'new')")),
                        Release(2, values("users (id, label) VALUES (13, 'later')")),
                    ),
                    "SELECT concat(id, ' ', label) FROM users ORDER BY id",
                ),
                Case(
                    RenameColumn(users, "mail", "email"),
                    listOf(
                        Release(1, values("users (id, mail, code) VALUES (11, 'old', 'c')")),
                        Release(1, listOf("UPDATE users SET mail = 'changed' WHERE id = 1")),
                        Release(
                            1,
                            values(
                                "users (id, mail, email, code) VALUES (12, 'both', 'both', 'c')"
                            ),
                        ),
                        Release(1, listOf("UPDATE users SET email = 'new name' WHERE id = 2")),
                        Release(1, values("users (id, code) VALUES (13, 'c')")),
                        Release(2, values("users (id, email, code) VALUES (14, 'later', 'c')")),
                    ),
                    "SELECT concat(id, ' ', email) FROM users ORDER BY id",
                ),
                Case(
                    RenameColumn(users, "Zip Code", "order"),
                    listOf(
                        Release(1, listOf("UPDATE users SET \"Zip Code\" = '9' WHERE id = 1")),
                        Release(1, listOf("UPDATE users SET \"order\" = NULL WHERE id = 2")),
                        Release(1, values("users (id, \"order\", code) VALUES (11, '7', 'c')")),
                        Release(2, values("users (id, \"order\", code) VALUES (12, '8', 'c')")),
                    ),
                    "SELECT concat(id, ' ', coalesce(\"order\", '-')) FROM users ORDER BY id",
                ),
                Case(
                    AlterColumn(
                        users,
                        "Zip Code",
                        ColumnChange.none().withType(IntegerType(64, false)),
                    ),
                    listOf(
                        Release(1, listOf("UPDATE users SET \"Zip Code\" = '9' WHERE id = 1")),
                        Release(
                            1,
                            values("users (id, \"Zip Code\", code) VALUES (11, '007', 'c')"),
                        ),
                        Release(2, values("users (id, \"Zip Code\", code) VALUES (12, 8, 'c')")),
                        Release(2, listOf("UPDATE users SET \"Zip Code\" = 6 WHERE id = 3")),
                        Release(3, values("users (id, \"Zip Code\", code) VALUES (13, 5, 'c')")),
                    ),
                    "SELECT concat(id, ' ', \"Zip Code\") FROM users ORDER BY id",
                    on = listOf(TestDatabase.POSTGRESQL),
                ),
                Case(
                    AlterColumn(users, "mail", ColumnChange.none().withType(varchar(40))),
                    listOf(
                        Release(1, values("users (id, code) VALUES (11, 'c')")),
                        Release(2, values("users (id, code) VALUES (12, 'c')")),
                        Release(3, values("users (id, code) VALUES (13, 'c')")),
                    ),
                    "SELECT concat(id, ' ', mail) FROM users ORDER BY id",
                    on = listOf(TestDatabase.POSTGRESQL),
                ),
                Case(
                    RenameTable(users, "people"),
                    listOf(
                        Release(1, values("users (id, mail, code) VALUES (11, 'old', 'c')")),
                        Release(1, values("people (id, mail, code) VALUES (12, 'new', 'c')")),
                        Release(1, listOf("UPDATE people SET mail = 'x' WHERE id = 1")),
                        Release(2, values("people (id, mail, code) VALUES (13, 'later', 'c')")),
                    ),
                    "SELECT concat(id, ' ', mail) FROM people ORDER BY id",
                ),
            )

        fun quoted(kind: TestDatabase, sql: String) =
            if (kind.isOfMysql) sql.replace("\"", "`") else sql

        fun DataSource.fill(kind: TestDatabase) = apply {
            (1..10).forEach {
                execute(
                    quoted(
                        kind,
                        "INSERT INTO users (id, mail, \"Zip Code\", code) VALUES ($it, 'm$it', '$it', 'c')",
                    )
                )
            }
        }

        /** Names that the server gives to what no script names do not follow a column. */
        fun described(kind: TestDatabase, database: DataSource) =
            catalog(kind, database).filterNot { "_not_null NOT NULL" in it.orEmpty() }

        /** What lint says of assertions, on this database and on others. */
        fun saidOfAssertions(migrator: Migrator, kind: TestDatabase): List<String> {
            val anywhere = LintTarget.offline(kind.name.lowercase(), Optional.empty())
            val requests =
                listOf(
                    LintRequest.pending(),
                    LintRequest.range("base:head").offline(anywhere),
                    LintRequest.range("a:head").offline(anywhere),
                )
            return requests
                .flatMap { migrator.lint(it).entries() }
                .map { it.finding().code() }
                .filter { it == "needless-unsafe" }
        }

        val levels =
            listOf(Level.ERROR, Level.WARNING, Level.OFF).map { mapOf("drop-column" to it) }

        fun dialect(database: DataSource) = database.connection.use(Dialects::forConnection)

        ONLINE_DATABASES.forEach { kind ->
            cases
                .filter { kind in it.on }
                .forEach { case ->
                    test("$kind: ${case.operation}") {
                        val first = migration("a", up = base)

                        val plain = databases.of(kind)
                        migrator(plain, listOf(first)).upgrade()
                        val before = described(kind, plain)
                        migrator(
                                plain,
                                listOf(first, migration("b", "a", up = listOf(case.operation))),
                            )
                            .upgrade()
                        val expected = described(kind, plain)

                        val database = databases.of(kind)
                        val scripts =
                            listOf(first, migration("b", "a", up = listOf(case.operation)))
                        val parts =
                            migrator(database, scripts).offline(dialect(database)).expand("b")
                        var parent = "a"
                        val expanded = parts.mapIndexed { place, part ->
                            val script =
                                migration("e$place", parent, up = part.up(), down = part.down())
                            parent = "e$place"
                            val asserted =
                                script.up().map {
                                    ScriptOperation(it.operation(), it.location(), part.assertion())
                                }
                            Migration(
                                script.revision(),
                                script.options(),
                                asserted,
                                script.downgrade(),
                            )
                        }
                        // Ten rows are many here, so that operations run in parts and the gate
                        // looks.
                        val migrator = migrator(database, listOf(first) + expanded) { lint(large) }
                        migrator.validate().problems().shouldBeEmpty()
                        levels.forEach { own ->
                            val settings = LintSettings(own, large.large(), large.gate())
                            val judge =
                                migrator(database, listOf(first) + expanded) { lint(settings) }
                            withClue(own) { saidOfAssertions(judge, kind).shouldBeEmpty() }
                        }
                        migrator.upgrade("a")
                        database.fill(kind)
                        database.execute(
                            if (kind.isOfMysql) "ANALYZE TABLE users" else "ANALYZE users"
                        )
                        saidOfAssertions(migrator, kind).shouldBeEmpty()
                        val rows = ArrayList<List<String?>>()
                        for (step in 1..parts.size) {
                            migrator.upgrade("+1")
                            case.releases
                                .filter { it.steps == step }
                                .flatMap { it.writes }
                                .forEach {
                                    withClue(it) { database.execute(quoted(kind, it)) }
                                }
                            rows += database.query(quoted(kind, case.rows))
                        }
                        described(kind, database) shouldContainExactly expected
                        // One release after the other goes back, and finds all rows.
                        for (step in parts.size downTo 2) {
                            migrator.downgrade("-1")
                            database.query(quoted(kind, case.rows)) shouldContainExactly rows.last()
                        }
                        migrator.downgrade("-1")
                        described(kind, database) shouldContainExactly before
                        migrator.upgrade()
                        described(kind, database) shouldContainExactly expected
                        database.query(quoted(kind, case.rows)) shouldContainExactly rows.last()
                    }
                }
        }

        fun refused(operations: List<Operation>, dialect: String, more: List<Operation>): String {
            val scripts =
                listOf(
                    migration("a", up = base + more),
                    migration("b", "a", up = operations),
                )
            val failure =
                shouldThrow<MigrationException> {
                    migrator(TestDatabase.SQLITE.fresh(), scripts)
                        .offline(Dialects.named(dialect))
                        .expand("b")
                }
            failure.code() shouldBe ErrorCode.NOT_EXPANDABLE
            return failure.problems().single().message()
        }

        val rename = RenameColumn(users, "mail", "email")
        val type = AlterColumn(users, "mail", ColumnChange.none().withType(varchar(70)))
        class Refusal(
            val reason: String,
            val dialect: String,
            val operations: List<Operation>,
            vararg val more: Operation,
        )

        listOf(
                Refusal("no triggers here", "sqlite", listOf(rename)),
                Refusal("2 operations", "postgresql", listOf(rename, type)),
                Refusal("each other's name at once", "mysql", listOf(type)),
                Refusal("no rename", "postgresql", listOf(DropColumn(users, "mail", false))),
                Refusal(
                    "more of the column than the type",
                    "postgresql",
                    listOf(AlterColumn(users, "mail", ColumnChange.none().withNullable(true))),
                ),
                Refusal(
                    "the primary key is about id",
                    "postgresql",
                    listOf(RenameColumn(users, "id", "number")),
                ),
                Refusal(
                    "ck is about mail",
                    "postgresql",
                    listOf(rename),
                    CreateCheckConstraint(users, CheckConstraint("ck", "mail <> ''")),
                ),
                Refusal(
                    "fk is about mail",
                    "mysql",
                    listOf(rename),
                    CreateForeignKey(
                        users,
                        ForeignKey.of("fk", listOf("mail"), users, listOf("id")),
                    ),
                ),
                Refusal(
                    "lower mentions mail",
                    "postgresql",
                    listOf(rename),
                    CreateIndex(
                        users,
                        Index.of("lower", listOf(IndexColumn.expression("lower(mail)"))),
                        false,
                        false,
                    ),
                ),
            )
            .forEach { case ->
                test("${case.dialect}: refused, because ${case.reason}") {
                    refused(case.operations, case.dialect, case.more.toList()) shouldContain
                        case.reason
                }
            }

        test("a revision with a child is not replaced") {
            val scripts =
                listOf(
                    migration("a", up = base),
                    migration("b", "a", up = listOf(rename)),
                    migration("c", "b", up = listOf()),
                )
            val offline =
                migrator(TestDatabase.SQLITE.fresh(), scripts).offline(Dialects.named("postgresql"))
            val failure = shouldThrow<MigrationException> { offline.expand("b") }
            failure.problems().single().message() shouldContain "has it as its parent"
        }
    })
