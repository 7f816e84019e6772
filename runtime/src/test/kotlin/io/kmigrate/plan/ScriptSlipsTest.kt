package io.kmigrate.plan

import io.kmigrate.graph.graph
import io.kmigrate.operation.AddColumn
import io.kmigrate.operation.AlterColumn
import io.kmigrate.operation.ColumnChange
import io.kmigrate.operation.CreateIndex
import io.kmigrate.operation.CreateTable
import io.kmigrate.operation.CreateUniqueConstraint
import io.kmigrate.operation.CreateView
import io.kmigrate.operation.DropColumn
import io.kmigrate.operation.DropIndex
import io.kmigrate.operation.DropTable
import io.kmigrate.operation.ExecuteSql
import io.kmigrate.operation.Operation
import io.kmigrate.revision.Migration
import io.kmigrate.revision.MigrationOptions
import io.kmigrate.revision.MigrationSource
import io.kmigrate.revision.Revision
import io.kmigrate.revision.ScriptOperation
import io.kmigrate.schema.Column
import io.kmigrate.schema.ColumnType
import io.kmigrate.schema.Index
import io.kmigrate.schema.Table
import io.kmigrate.schema.TableName
import io.kmigrate.schema.UniqueConstraint
import io.kmigrate.schema.View
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe

/** What is allowed and seldom meant, found without a database. */
class ScriptSlipsTest :
    FunSpec({
        val graphs =
            listOf(
                "a1, a2" to "a2 has no downRevision: a1",
                "a1, a2, a2 <- a3" to "a1 has no downRevision: a3",
                "a1, a1 <- a2, a3" to "a3 has no downRevision: a2",
                "a1, a1 <- a2, b3, b3 <- b4" to "b3 has no downRevision: a2",
                "a1, a1 <- a2, a1 <- a3, a4" to "a4 has no downRevision: a3",
                "a1, a2, a3" to "a2 has no downRevision: a1, a3 has no downRevision: a2",
                "a1, a2 @billing" to "",
                "a1, a2 [a1]" to "",
                "a1, a1 <- a2, a1 <- a3" to "heads a2 a3",
                "a1, a1 <- a2, a1 <- a3 [a2]" to "",
                "a1, a1 <- a2 @left, a1 <- a3 @right" to "",
                "a1, a1 <- a2 @left, a1 <- a3" to "",
                "a1, a1 <- a2 @left, a1 <- a3, a1 <- a4" to "heads a2 a3 a4",
                "a1, a1 <- a2" to "",
                "" to "",
            )
        for ((drawing, expected) in graphs) {
            test("validation of \"$drawing\" warns of \"$expected\"") {
                val found =
                    Plans(graph(drawing), MigrationSource.of(listOf()))
                        .validate(listOf())
                        .warnings()
                        .map {
                            val fix = "${it.fix()?.command()}"
                            when (it.code().text()) {
                                "forgotten-parent" ->
                                    it.message().removePrefix("revision ") +
                                        ": " +
                                        fix.substringAfter("did you mean ").substringBefore("?")
                                else ->
                                    "heads " + fix.substringAfter("`merge ").substringBefore(" -m")
                            }
                        }
                found.joinToString() shouldBe expected
            }
        }

        val users = TableName.of("users")
        val plain =
            Table.of(users, listOf(Column.of("id", ColumnType.IntegerType(32, false))), null)
        fun text(name: String) = Column.of(name, ColumnType.VarcharType(50)).withNullable(true)
        val addPhone = AddColumn(users, text("phone"), null, false)
        val dropPhone = DropColumn(users, "phone", false)
        val index = CreateIndex(users, Index.of("ix_phone", "phone"), false, false)
        val unique = CreateUniqueConstraint(users, UniqueConstraint("uq_id", listOf("id")))
        val opaque = ExecuteSql("alter table users drop phone")
        val orders = CreateTable(plain.withName(TableName.of("orders")), false)
        val view = CreateView(View(TableName.of("mails"), "select 1", false), false)
        val nullable = AlterColumn(users, "id", ColumnChange.none().withNullable(true))
        val roundTrips =
            listOf<Triple<List<Operation>, List<Operation>?, String>>(
                Triple(listOf(addPhone), listOf(dropPhone), ""),
                Triple(listOf(addPhone), null, ""),
                Triple(listOf(addPhone, index), null, ""),
                Triple(listOf(addPhone), listOf(), "still there: column users.phone"),
                Triple(
                    listOf(addPhone, index, unique),
                    listOf(DropIndex("ix_phone", users, false, false), dropPhone),
                    "still there: unique constraint uq_id of table users",
                ),
                Triple(
                    listOf(DropColumn(users, "id", false), addPhone),
                    listOf(dropPhone),
                    "missing: column users.id",
                ),
                Triple(
                    listOf(DropTable(users, false)),
                    listOf(orders),
                    "missing: table users|still there: table orders",
                ),
                Triple(listOf(view), listOf(), "still there: view mails"),
                Triple(
                    listOf(nullable),
                    listOf(),
                    "not as before: column users.id (nullable is true)",
                ),
                Triple(listOf(addPhone), listOf(opaque), ""),
                Triple(
                    listOf(opaque, addPhone),
                    listOf(),
                    "still there: column users.phone",
                ),
                Triple(
                    listOf(addPhone),
                    listOf(ExecuteSql("delete from users")),
                    "still there: column users.phone",
                ),
            )
        for ((up, down, expected) in roundTrips) {
            val shown = { list: List<Operation> -> list.map { it.javaClass.simpleName } }
            test("up ${shown(up)}, down ${down?.let(shown)}: \"$expected\"") {
                val first = migration("a1", listOf(CreateTable(plain, false)), null)
                val second = migration("a2", up, down)
                val warnings =
                    Plans(graph("a1, a1 <- a2"), MigrationSource.of(listOf()))
                        .validate(listOf(first, second))
                        .warnings()
                        .filter { it.code().text() == "incomplete-downgrade" }
                warnings.flatMap { it.message().lines().drop(1) }.joinToString("|") shouldBe
                    expected
            }
        }
    })

private fun migration(id: String, up: List<Operation>, down: List<Operation>?): Migration {
    fun steps(list: List<Operation>) = list.map { ScriptOperation(it, null) }
    val downgrade = down?.let { Migration.Written(steps(it)) } ?: Migration.Derived()
    val revision = Revision(id, listOf(), listOf(), listOf(), "", null)
    return Migration(revision, MigrationOptions.STANDARD, steps(up), downgrade)
}
