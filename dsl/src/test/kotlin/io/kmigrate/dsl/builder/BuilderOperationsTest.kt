package io.kmigrate.dsl.builder

import io.kmigrate.dsl.script.described
import io.kmigrate.dsl.script.scriptOf
import io.kmigrate.operation.CodeContext
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe
import java.time.LocalDate
import org.jetbrains.exposed.v1.core.ReferenceOption.CASCADE
import org.jetbrains.exposed.v1.core.ReferenceOption.SET_NULL
import org.jetbrains.exposed.v1.core.Table
import org.jetbrains.exposed.v1.jdbc.Database
import org.jetbrains.exposed.v1.jdbc.JdbcTransaction
import org.jetbrains.exposed.v1.jdbc.insert
import org.jetbrains.exposed.v1.jdbc.selectAll
import org.jetbrains.exposed.v1.jdbc.transactions.TransactionManager
import org.jetbrains.exposed.v1.jdbc.transactions.transaction

private enum class Role {
    ADMIN
}

private object Roles : Table("roles") {
    val id = integer("id")
    override val primaryKey = PrimaryKey(id)
}

class BuilderOperationsTest :
    FunSpec({
        val cases: List<Pair<String, OperationScope.() -> Unit>> =
            listOf(
                "createTable(table: roles, columns: [{name: id, type: int32}], primaryKey: {columns: [id]}, ifNotExists: true)" to
                    {
                        createTable(Roles, ifNotExists = true)
                    },
                "createTable(table: auth.t, columns: [{name: a, type: int32}], comment: all of it, ifNotExists: true)" to
                    {
                        createTable("t", "all of it", ifNotExists = true, schema = "auth") {
                            integer("a")
                        }
                    },
                "dropTable(table: t)" to { dropTable("t") },
                "dropTable(table: auth.t, ifExists: true)" to
                    {
                        dropTable("t", ifExists = true, schema = "auth")
                    },
                "renameTable(table: a, newName: b)" to { renameTable("a", "b") },
                "renameTable(table: s.a, newName: b)" to { renameTable("a", "b", schema = "s") },
                "dropColumn(table: t, column: c)" to { dropColumn("t", "c") },
                "dropColumn(table: s.t, column: c, ifExists: true)" to
                    {
                        dropColumn("t", "c", ifExists = true, schema = "s")
                    },
                "renameColumn(table: t, column: a, newName: b)" to { renameColumn("t", "a", "b") },
                "createIndex(name: ix, table: t, columns: [a, b], unique: true)" to
                    {
                        createIndex("ix", "t", "a", "b", unique = true)
                    },
                "createIndex(name: ix, table: s.t, columns: [a], where: a > 0, method: gin, include: [b], ifNotExists: true, concurrently: true)" to
                    {
                        createIndex(
                            "ix",
                            "t",
                            "a",
                            where = "a > 0",
                            method = "gin",
                            include = listOf("b"),
                            ifNotExists = true,
                            concurrently = true,
                            schema = "s",
                        )
                    },
                "createIndex(name: ix, table: t, columns: [(lower(mail)), made desc, id], unique: true)" to
                    {
                        createIndex(
                            "ix",
                            "t",
                            expression("lower(mail)"),
                            descending("made"),
                            column("id"),
                            unique = true,
                        )
                    },
                "dropIndex(name: ix, table: t)" to { dropIndex("ix", "t") },
                "dropIndex(name: ix, table: s.t, ifExists: true, concurrently: true)" to
                    {
                        dropIndex("ix", "t", ifExists = true, concurrently = true, schema = "s")
                    },
                "createForeignKey(name: fk, table: orders, columns: [user_id], referencedTable: users, referencedColumns: [id])" to
                    {
                        createForeignKey("fk", "orders", "users", listOf("user_id"), listOf("id"))
                    },
                "createForeignKey(table: s.orders, columns: [a, b], referencedTable: r.users, referencedColumns: [c, d], onDelete: CASCADE, onUpdate: SET NULL, deferral: INITIALLY_DEFERRED)" to
                    {
                        createForeignKey(
                            null,
                            "orders",
                            "users",
                            listOf("a", "b"),
                            listOf("c", "d"),
                            onDelete = CASCADE,
                            onUpdate = SET_NULL,
                            deferrable = true,
                            initiallyDeferred = true,
                            schema = "s",
                            referentSchema = "r",
                        )
                    },
                "createUniqueConstraint(name: uq, table: t, columns: [a, b])" to
                    {
                        createUniqueConstraint("uq", "t", "a", "b")
                    },
                "createCheckConstraint(name: ck, table: t, condition: a > 0)" to
                    {
                        createCheckConstraint("ck", "t", "a > 0")
                    },
                "createPrimaryKey(name: pk, table: t, columns: [b, a])" to
                    {
                        createPrimaryKey("pk", "t", "b", "a")
                    },
                "dropConstraint(name: pk, table: s.t, ifExists: true)" to
                    {
                        dropConstraint("pk", "t", ifExists = true, schema = "s")
                    },
                "bulkInsert(table: t, rows: [{a: 1, b: null}, {a: 2}])" to
                    {
                        bulkInsert("t", listOf(mapOf("a" to 1, "b" to null), mapOf("a" to 2)))
                    },
                "bulkInsert(table: t, rows: [{a: 1}, {a: 2}])" to
                    {
                        bulkInsert("t", mapOf("a" to 1), mapOf("a" to 2))
                    },
                "bulkInsert(table: s.t, rows: [{r: ADMIN, n: 7, d: 2024-02-29, x: 0x0a}])" to
                    {
                        bulkInsert(
                            "t",
                            "r" to Role.ADMIN,
                            "n" to 7u,
                            "d" to LocalDate.of(2024, 2, 29),
                            "x" to byteArrayOf(10),
                            schema = "s",
                        )
                    },
                "bulkInsert(table: t, rows: [{a: {sql: now()}}])" to
                    {
                        bulkInsert("t", "a" to expression(" now() "))
                    },
                "bulkUpdate(table: s.t, set: {a: 1, b: null, c: {sql: c + 1}}, where: a = 2)" to
                    {
                        bulkUpdate(
                            "t",
                            "a" to 1,
                            "b" to null,
                            "c" to expression("c + 1"),
                            where = "a = 2",
                            schema = "s",
                        )
                    },
                "bulkUpdate(table: t, set: {r: ADMIN})" to { bulkUpdate("t", "r" to Role.ADMIN) },
                "bulkDelete(table: t, where: a = 2)" to { bulkDelete("t", where = "a = 2") },
                "bulkDelete(table: s.t)" to { bulkDelete("t", where = null, schema = "s") },
                "execute(sql: vacuum)" to { execute("vacuum") },
                "data(description: fill)" to { data("fill") {} },
            )

        cases.forEachIndexed { row, (expected, describe) ->
            test("row ${row + 1}: ${expected.substringBefore('(')}") {
                described { describe() } shouldBe expected
            }
        }

        test("a data block runs with the transaction as its receiver, and not before") {
            val script = scriptOf {
                data("fill") {
                    exec("insert into roles values (1)")
                    Roles.insert { it[id] = 2 }
                }
            }
            val migration = script.toMigration("a1")
            val block = migration.up().single().operation().code().orElseThrow()
            val database = Database.connect("jdbc:sqlite:file:fill?mode=memory&cache=shared")
            try {
                transaction(database) {
                    exec("create table roles (id int primary key)")
                    block.run(contextOf(this))
                    Roles.selectAll().count() shouldBe 2
                }
            } finally {
                TransactionManager.closeAndUnregister(database)
            }
        }
    })

private fun contextOf(transaction: JdbcTransaction): CodeContext =
    object : CodeContext {
        override fun <T : Any> unwrap(type: Class<T>): T = type.cast(transaction)
    }
