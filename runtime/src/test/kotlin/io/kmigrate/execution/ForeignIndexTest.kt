package io.kmigrate.execution

import io.kmigrate.failure.ErrorCode
import io.kmigrate.failure.MigrationException
import io.kmigrate.lint.LintSettings
import io.kmigrate.migrator
import io.kmigrate.operation.CreateIndex
import io.kmigrate.operation.CreatePrimaryKey
import io.kmigrate.operation.CreateUniqueConstraint
import io.kmigrate.operation.Operation
import io.kmigrate.revision.Guard
import io.kmigrate.revision.Migration
import io.kmigrate.revision.MigrationOptions
import io.kmigrate.revision.OnlineMode
import io.kmigrate.revision.OnlineMode.ALWAYS
import io.kmigrate.revision.OnlineMode.AUTO
import io.kmigrate.revision.OnlineMode.NEVER
import io.kmigrate.revision.Revision
import io.kmigrate.revision.ScriptOperation
import io.kmigrate.schema.Index
import io.kmigrate.schema.LargeTable
import io.kmigrate.schema.PrimaryKey
import io.kmigrate.schema.TableName
import io.kmigrate.schema.UniqueConstraint
import io.kmigrate.testing.TestDatabase
import io.kmigrate.testing.execute
import io.kmigrate.testing.query
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import java.sql.SQLException
import javax.sql.DataSource

/** Invalid indexes that somebody else left on PostgreSQL, under the name of one that is wanted. */
class ForeignIndexTest :
    FunSpec({
        val databases = EmptiedDatabases()
        val orders = TableName.of("orders")
        val all = LintSettings.STANDARD.withLarge(LargeTable(1, 1)).withGate(LintSettings.Gate.OFF)

        /** @param left the columns of the invalid index, which is unique */
        class Case(
            val operation: Operation,
            val left: String,
            val mode: OnlineMode,
            val isRefused: Boolean = true,
            val guard: Guard? = null,
        )

        fun index(
            concurrently: Boolean,
            name: String = "ux one",
            vararg columns: String = arrayOf("code"),
        ) = CreateIndex(orders, Index.of(name, *columns).withUnique(true), false, concurrently)

        val unique = CreateUniqueConstraint(orders, UniqueConstraint("ux one", listOf("code")))
        val key = CreatePrimaryKey(orders, PrimaryKey("ux one", listOf("code")))

        fun DataSource.leaveInvalid(columns: String) {
            execute("INSERT INTO orders VALUES (1, 'twice', 1), (2, 'twice', 1)")
            shouldThrow<SQLException> {
                execute("CREATE UNIQUE INDEX CONCURRENTLY \"ux one\" ON orders ($columns)")
            }
            execute("DELETE FROM orders")
        }

        fun DataSource.indexes() =
            query(
                "SELECT x.relname || ' ' || indisvalid FROM pg_index JOIN pg_class x ON x.oid = indexrelid WHERE x.relname = 'ux one'"
            )

        val cases =
            listOf(NEVER, AUTO, ALWAYS).flatMap { mode ->
                listOf("code", "amount", "code, amount", "lower(code)", "code DESC").map {
                    Case(index(true), it, mode)
                }
            } +
                listOf(AUTO, ALWAYS).flatMap { mode ->
                    listOf("amount", "code, amount", "code DESC").flatMap {
                        listOf(
                            Case(index(false), it, mode),
                            Case(unique, it, mode),
                            Case(key, it, mode),
                        )
                    }
                } +
                // One of the same definition is what the first part would make.
                listOf(index(false), unique, key).map {
                    Case(it, "code", ALWAYS, isRefused = false)
                } +
                listOf(true, false).map {
                    Case(index(it), "code", ALWAYS, guard = Guard.missing(1))
                }

        cases.forEach { case ->
            val outcome = if (case.isRefused) "is named and left" else "is replaced"
            val guard = case.guard?.let { ", ${it.word()}" }.orEmpty()
            test(
                "${case.mode}: an invalid index on (${case.left}) $outcome by ${case.operation}$guard"
            ) {
                val database = databases.of(TestDatabase.POSTGRESQL)
                database.execute("CREATE TABLE orders (id INT, code VARCHAR(40), amount INT)")
                database.leaveInvalid(case.left)
                val plain = ScriptOperation.of(case.operation)
                val operation = case.guard?.let(plain::onlyIf) ?: plain
                val script =
                    Migration(
                        Revision.of("aaaa"),
                        MigrationOptions.STANDARD,
                        listOf(operation),
                        Migration.Derived(),
                    )
                val migrator =
                    migrator(database, listOf(script)) {
                        online(case.mode)
                        lint(all)
                    }
                if (case.isRefused) {
                    repeat(2) {
                        val refused = shouldThrow<MigrationException> { migrator.upgrade() }
                        refused.code() shouldBe ErrorCode.OPERATION_FAILED
                        "$refused ${refused.problems()}" shouldContain
                            "index ux one on orders is not valid, and this run did not begin it"
                        database.indexes() shouldContainExactly listOf("ux one false")
                    }
                    database.query("SELECT outcome FROM migrate_history").single() shouldBe
                        "running"
                    migrator.downgrade("base")
                    database.indexes() shouldContainExactly listOf("ux one false")
                    database.execute("DROP INDEX \"ux one\"")
                }
                migrator.upgrade()
                database.indexes() shouldContainExactly listOf("ux one true")
            }
        }
    })
