package io.kmigrate.compare

import io.kmigrate.dialect.column
import io.kmigrate.dialect.int32
import io.kmigrate.dialect.int64
import io.kmigrate.dialect.literal
import io.kmigrate.dialect.name
import io.kmigrate.dialect.nullable
import io.kmigrate.dialect.text
import io.kmigrate.dialect.varchar
import io.kmigrate.diff.DiffOptions
import io.kmigrate.diff.Rename
import io.kmigrate.diff.model
import io.kmigrate.diff.t
import io.kmigrate.diff.table
import io.kmigrate.schema.Column
import io.kmigrate.schema.ColumnType
import io.kmigrate.schema.ColumnType.DecimalType
import io.kmigrate.schema.ColumnType.TimestampType
import io.kmigrate.schema.ForeignKey
import io.kmigrate.schema.Index
import io.kmigrate.schema.Snapshot
import io.kmigrate.schema.TableName
import io.kmigrate.schema.UniqueConstraint
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.shouldBe

/** The changes between two schemas, with what the lint rules find in them. */
class ComparisonTest :
    FunSpec({
        val standard = DiffOptions.standard()

        fun dangers(live: Snapshot, wanted: Snapshot, options: DiffOptions = standard) =
            Comparison.of(live, wanted, options, listOf()).changes().mapNotNull { it.danger() }

        context("danger") {
            fun a(type: ColumnType, change: (Column) -> Column = { it }) =
                model(t(change(nullable("a", type))))

            listOf(
                    Triple(
                        "dropped table",
                        model(t(), table("u")) to model(t()),
                        "all rows of u are lost",
                    ),
                    Triple("dropped column", a(int32) to model(t()), "all values of t.a are lost"),
                    Triple(
                        "narrowed number",
                        a(int64) to a(int32),
                        "values of t.a may not fit when int64 becomes int32",
                    ),
                    Triple(
                        "narrowed text",
                        a(varchar(9)) to a(varchar(8)),
                        "values of t.a may not fit when varchar(9) becomes varchar(8)",
                    ),
                    Triple(
                        "narrowed decimal",
                        a(DecimalType(10, 2)) to a(DecimalType(10, 4)),
                        "values of t.a may not fit when decimal(10,2) becomes decimal(10,4)",
                    ),
                    Triple(
                        "time zone lost",
                        a(TimestampType(true)) to a(TimestampType(false)),
                        "values of t.a may not fit when timestamptz becomes timestamp",
                    ),
                    Triple(
                        "NOT NULL",
                        a(int32) to a(int32) { it.withNullable(false) },
                        "rows where t.a is NULL stop the change",
                    ),
                    Triple(
                        "NOT NULL column",
                        model(t()) to model(t(column("a", int32))),
                        "rows of t have no value for the new column a, which has no default",
                    ),
                    Triple(
                        "unique",
                        a(int32) to
                            model(
                                t(nullable("a", int32))
                                    .withUniqueConstraints(
                                        listOf(UniqueConstraint("uq", listOf("a")))
                                    )
                            ),
                        "rows of t that repeat a stop the change",
                    ),
                    Triple(
                        "unique index",
                        a(int32) to
                            model(
                                t(nullable("a", int32))
                                    .withIndexes(listOf(Index.of("ix", "a").withUnique(true)))
                            ),
                        "rows of t that repeat a stop the change",
                    ),
                )
                .forEach { (title, sides, sentence) ->
                    test(title) { dangers(sides.first, sides.second) shouldBe listOf(sentence) }
                }

            listOf(
                    "wider number" to (a(int32) to a(int64)),
                    "number to decimal" to (a(int32) to a(DecimalType(12, 2))),
                    "wider text" to (a(varchar(8)) to a(text)),
                    "number to text" to (a(int32) to a(varchar(11))),
                    "new table" to
                        (model(t()) to
                            model(
                                t(),
                                table("u")
                                    .withUniqueConstraints(
                                        listOf(UniqueConstraint("uq", listOf("id")))
                                    ),
                            )),
                    "filled column" to
                        (model(t()) to model(t(column("a", int32).withDefault(literal(1))))),
                )
                .forEach { (title, sides) ->
                    test("none: $title") { dangers(sides.first, sides.second).shouldBeEmpty() }
                }
        }

        context("a table of a schema that is left alone") {
            val log =
                table("log", nullable("u", int32))
                    .withName(TableName("audit", "log"))
                    .withForeignKeys(
                        listOf(ForeignKey.of("fk_u", listOf("u"), name("users"), listOf("id")))
                    )
            val options = standard.withElsewhere(listOf(log))
            val sentence = "foreign key fk_u of audit.log refers to %s (id) and stops the change"

            test("stops a change of the key, with a warning") {
                val wanted = model(t(), table("users").withColumn("id", column("id", int64)))
                dangers(model(t(), table("users")), wanted, options) shouldBe
                    listOf(sentence.format("users"))
            }

            test("keeps its reference to a renamed table") {
                val renames = options.withRenames(listOf(Rename(name("users"), null, "people")))
                val wanted = model(t(), table("people").withColumn("id", column("id", int64)))
                dangers(model(t(), table("users")), wanted, renames) shouldBe
                    listOf(sentence.format("people"))
            }
        }

        test("a change has the codes of all its findings") {
            val live = model(t(nullable("a", int64)))
            val wanted = model(t(column("a", int32)))
            val change = Comparison.of(live, wanted, standard, listOf()).changes().single()
            change.findings().map { it.code() } shouldBe
                listOf("narrow-type", "not-null-on-existing")
            change.danger() shouldBe
                "values of t.a may not fit when int64 becomes int32; " +
                    "rows where t.a is NULL stop the change"
        }
    })
