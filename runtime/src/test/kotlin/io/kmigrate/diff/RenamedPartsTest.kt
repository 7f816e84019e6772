package io.kmigrate.diff

import io.kmigrate.dialect.Dialects
import io.kmigrate.dialect.int32
import io.kmigrate.dialect.name
import io.kmigrate.dialect.nullable
import io.kmigrate.dialect.run
import io.kmigrate.operation.CreateTable
import io.kmigrate.schema.CheckConstraint
import io.kmigrate.schema.ForeignKey
import io.kmigrate.schema.Index
import io.kmigrate.schema.PrimaryKey
import io.kmigrate.schema.Snapshot
import io.kmigrate.schema.Table
import io.kmigrate.schema.UniqueConstraint
import io.kmigrate.testing.TestDatabase
import io.kmigrate.testing.table
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.shouldBe

/** A part that only changes its name keeps what it holds, on every database, there and back. */
class RenamedPartsTest :
    FunSpec({
        val spec = this
        val plain = table("t", nullable("a", int32), nullable("b", int32)).withPrimaryKey(null)
        val keyed = plain.withPrimaryKey(PrimaryKey("pk", listOf("id")))

        /** As the database spells it, with another name for each part but the key. */
        fun renamed(table: Table, to: String): Table {
            fun name(old: String?): String? = if (old == "part_one") to else old
            return table
                .withPrimaryKey(
                    table.primaryKey()?.let { PrimaryKey(name(it.name()), it.columns()) }
                )
                .withIndexes(table.indexes().map { it.withName(name(it.name())!!) })
                .withUniqueConstraints(
                    table.uniqueConstraints().map { it.withName(name(it.name())) }
                )
                .withCheckConstraints(table.checkConstraints().map { it.withName(name(it.name())) })
                .withForeignKeys(table.foreignKeys().map { it.withName(name(it.name())) })
        }

        fun key(name: String) = ForeignKey.of(name, listOf("a"), name("p"), listOf("id"))
        val kinds: List<Triple<String, Table, (String) -> Table>> =
            listOf(
                Triple("index", keyed) { keyed.withIndexes(listOf(Index.of(it, "a", "b"))) },
                Triple("unique index", keyed) {
                    keyed.withIndexes(listOf(Index.of(it, "a").withUnique(true)))
                },
                Triple("unique constraint", keyed) {
                    keyed.withUniqueConstraints(listOf(UniqueConstraint(it, listOf("a"))))
                },
                Triple("primary key", plain) {
                    plain.withPrimaryKey(PrimaryKey(it, listOf("id")))
                },
                Triple("check", keyed) {
                    keyed.withCheckConstraints(listOf(CheckConstraint(it, "a > 0")))
                },
                Triple("foreign key", keyed) { keyed.withForeignKeys(listOf(key(it))) },
            )

        TestDatabase.entries.forEach { kind ->
            kinds.forEach { (title, _, declared) ->
                spec.test("$kind: $title") {
                    // MariaDB and MySQL keep a unique index and a unique constraint alike.
                    val isConstraint =
                        "index" !in title || (title == "unique index" && kind.isOfMysql)
                    val word = if (isConstraint) "renameConstraint" else "renameIndex"
                    val parent = table("p")
                    val before = declared("part_one")
                    kind.fresh().connection.use { connection ->
                        val dialect = Dialects.forConnection(connection)
                        connection.run(
                            dialect,
                            CreateTable(parent, false),
                            CreateTable(before, false),
                        )
                        fun live() = dialect.introspector().introspect(connection)
                        val options = DiffOptions.standard().withSameness(dialect.equivalence())
                        val start = live()
                        val spoken = renamed(start.table(before.name()).get(), "part_two")
                        fun change(wanted: Table) =
                            SchemaDiff.between(
                                    live(),
                                    start.with(wanted),
                                    options,
                                )
                                .operations()

                        val there = change(spoken)
                        there.map { brief(it).substringBefore(' ') } shouldBe listOf(word)
                        val back = there.single().inverse(start).orElseThrow()
                        connection.run(dialect, there.single())
                        change(spoken).shouldBeEmpty()
                        connection.run(dialect, back)
                        live() shouldBe start
                        change(start.table(before.name()).get()).shouldBeEmpty()
                    }
                }
            }
        }

        test("a name that another part gives up, and two that change places, are no renaming") {
            val a = UniqueConstraint("one", listOf("a"))
            val b = UniqueConstraint("two", listOf("b"))
            fun change(vararg wanted: UniqueConstraint) =
                SchemaDiff.between(
                        Snapshot.of(listOf(keyed.withUniqueConstraints(listOf(a, b)))),
                        Snapshot.of(listOf(keyed.withUniqueConstraints(wanted.asList()))),
                        DiffOptions.standard(),
                    )
                    .operations()
                    .map { brief(it) }
            change(a.withName("two")) shouldBe
                listOf(
                    "dropConstraint one",
                    "dropConstraint two",
                    "createUniqueConstraint two",
                )
            change(a.withName("two"), b.withName("one")) shouldBe
                listOf(
                    "dropConstraint one",
                    "dropConstraint two",
                    "createUniqueConstraint two",
                    "createUniqueConstraint one",
                )
            change(a.withName("three"), b) shouldBe listOf("renameConstraint one three")
        }
    })
