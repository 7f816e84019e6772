package io.kmigrate.dsl.builder

import io.kmigrate.dsl.script.described
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import org.jetbrains.exposed.v1.core.Column
import org.jetbrains.exposed.v1.core.ReferenceOption.CASCADE
import org.jetbrains.exposed.v1.core.eq
import org.jetbrains.exposed.v1.core.greater
import org.jetbrains.exposed.v1.core.inList
import org.jetbrains.exposed.v1.core.neq
import org.jetbrains.exposed.v1.javatime.CurrentTimestamp
import org.jetbrains.exposed.v1.javatime.timestamp

class BuilderColumnsTest :
    FunSpec({
        val columns: List<Pair<String, ColumnsScope.() -> Column<*>>> =
            listOf(
                "{name: c, type: varchar(32), nullable: true}" to { varchar("c", 32).nullable() },
                "{name: c, type: int32, default: 0}" to { integer("c").default(0) },
                "{name: c, type: timestamp, default: now()}" to
                    {
                        timestamp("c").defaultExpression("now()")
                    },
                "{name: c, type: timestamp, default: CURRENT_TIMESTAMP}" to
                    {
                        timestamp("c").defaultExpression(CurrentTimestamp)
                    },
                "{name: c, type: citext, nullable: true, default: 'x'}" to
                    {
                        customType("c", "citext").default("x").nullable()
                    },
                "{name: c, type: enum mood[sad, glad], default: 'sad'}" to
                    {
                        databaseEnum("c", "mood", "sad", "glad").default("sad")
                    },
                "{name: c, type: json}" to { json("c") },
                "{name: c, type: jsonb, nullable: true}" to { jsonb("c").nullable() },
                "{name: c, type: int32, generated: a + b, stored: true}" to
                    {
                        integer("c").generatedAs("a + b")
                    },
                "{name: c, type: int32, generated: a + b}" to
                    {
                        integer("c").generatedAs("a + b", stored = false)
                    },
                "{name: c, type: varchar(9), collation: nocase, comment: why}" to
                    {
                        varchar("c", 9, "nocase").comment("why")
                    },
            )
        columns.forEachIndexed { row, (expected, declare) ->
            test("row ${row + 1}: addColumn describes $expected") {
                described { addColumn("t") { declare() } } shouldBe
                    "addColumn(table: t, column: $expected)"
            }
        }

        test("references keeps its place in the operation among all other calls") {
            val key =
                "references: {name: fk, columns: [c], referencedTable: s.t2, referencedColumns: [id], onDelete: CASCADE, deferral: INITIALLY_IMMEDIATE}"
            described {
                addColumn("t", ifNotExists = true, schema = "x") {
                    long("c")
                        .references(
                            "t2",
                            "id",
                            CASCADE,
                            name = "fk",
                            schema = "s",
                            deferrable = true,
                        )
                        .nullable()
                }
            } shouldBe
                "addColumn(table: x.t, column: {name: c, type: int64, nullable: true}, $key, ifNotExists: true)"
        }

        test("constraints that are declared with a new column follow it as operations") {
            described {
                addColumn("t") {
                    integer("c").index("ix").uniqueIndex("ux").unique("uq").check("ck") {
                        it greater 0
                    }
                }
            } shouldBe
                """
                addColumn(table: t, column: {name: c, type: int32})
                createUniqueConstraint(name: uq, table: t, columns: [c])
                createCheckConstraint(name: ck, table: t, condition: "c" > 0)
                createIndex(name: ix, table: t, columns: [c])
                createIndex(name: ux, table: t, columns: [c], unique: true)
                """
                    .trimIndent()
        }

        test("a table takes Exposed's words and ours together") {
            described {
                createTable("t") {
                    val area = integer("area")
                    val id = long("id").autoIncrement()
                    val owner = long("owner").references("users", "id").index()
                    val mail = varchar("mail", 99).uniqueIndex("ux_mail")
                    primaryKey(area, id, name = "pk_t")
                    unique("uq", mail, owner)
                    check("ck", "area > 0")
                    check("ck2") { area greater 1 }
                    foreignKey("fk2", listOf("area", "id"), "parts", listOf("a", "b"), CASCADE)
                }
            } shouldBe
                "createTable(table: t, columns: [{name: area, type: int32}, {name: id, type: int64, autoIncrement: true}, " +
                    "{name: owner, type: int64}, {name: mail, type: varchar(99)}], " +
                    "primaryKey: {name: pk_t, columns: [area, id]}, " +
                    "uniqueConstraints: [{name: uq, columns: [mail, owner]}], " +
                    "checkConstraints: [{name: ck2, condition: \"area\" > 1}, {name: ck, condition: area > 0}], " +
                    "foreignKeys: [{columns: [owner], referencedTable: users, referencedColumns: [id]}, " +
                    "{name: fk2, columns: [area, id], referencedTable: parts, referencedColumns: [a, b], onDelete: CASCADE}], " +
                    "indexes: [{name: t_owner, columns: [owner]}, {name: ux_mail, columns: [mail], unique: true}])"
        }

        /** A column of each type of ours, with a value in quotes in every condition. */
        val conditions: Map<String, TableScope.() -> Column<String>> =
            mapOf(
                "enum mood (owner, bob)" to { databaseEnum("c", "mood", "owner", "bob") },
                "text" to { customType("c", "text") },
                "json" to { json("c") },
                "jsonb" to { jsonb("c") },
            )
        conditions.forEach { (type, declare) ->
            test("a condition on $type compares with a value, and not with a column") {
                val text = described {
                    createTable("t") {
                        val c = declare()
                        check("ck") { c neq "owner" }
                        check("ck_or") { c eq "x' or 1=1" }
                        index(
                            "ix",
                            false,
                            c,
                            filterCondition = { c inList listOf("a\\b", "owner") },
                        )
                    }
                }
                text shouldContain "{name: ck, condition: \"c\" <> 'owner'}"
                text shouldContain "{name: ck_or, condition: \"c\" = 'x'' or 1=1'}"
                text shouldContain "where: \"c\" IN ('a\\b', 'owner')"
            }
        }

        val changes: List<Pair<String, ColumnChangeScope.() -> Unit>> =
            listOf(
                "type: varchar(320)" to { type { varchar(it, 320) } },
                "type: int64, using: c::bigint" to
                    {
                        type { long(it) }
                        using("c::bigint")
                    },
                "type: citext" to { type { customType(it, "citext") } },
                "nullable: false" to { nullable(false) },
                "nullable: true" to { nullable(true) },
                "default: 0" to { default(0) },
                "default: 'it''s'" to { default("it's") },
                "default: now()" to { defaultExpression("now()") },
                "default: none" to { dropDefault() },
                "comment: why" to { comment("why") },
                "newName: d" to { rename("d") },
                "type: varchar(320), comment: x, newName: d, nullable: false, default: 'a'" to
                    {
                        type { varchar(it, 320) }
                        nullable(false)
                        default("a")
                        comment("x")
                        rename("d")
                    },
            )
        changes.forEachIndexed { row, (expected, change) ->
            test("row ${row + 1}: alterColumn describes $expected") {
                described { alterColumn("t", "c") { change() } } shouldBe
                    "alterColumn(table: t, column: c, $expected)"
            }
        }
    })
