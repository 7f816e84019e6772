package io.kmigrate.dialect.postgres

import io.kmigrate.dialect.Catalog
import io.kmigrate.dialect.UnsupportedOperationByDialectException
import io.kmigrate.operation.AlterColumn
import io.kmigrate.operation.ColumnChange
import io.kmigrate.schema.Column
import io.kmigrate.schema.ColumnType
import io.kmigrate.schema.ColumnType.ArrayType
import io.kmigrate.schema.ColumnType.BinaryType
import io.kmigrate.schema.ColumnType.BooleanType
import io.kmigrate.schema.ColumnType.CharType
import io.kmigrate.schema.ColumnType.CustomType
import io.kmigrate.schema.ColumnType.DateType
import io.kmigrate.schema.ColumnType.DecimalType
import io.kmigrate.schema.ColumnType.EnumType
import io.kmigrate.schema.ColumnType.FloatType
import io.kmigrate.schema.ColumnType.IntegerType
import io.kmigrate.schema.ColumnType.JsonType
import io.kmigrate.schema.ColumnType.TextType
import io.kmigrate.schema.ColumnType.TimeType
import io.kmigrate.schema.ColumnType.TimestampType
import io.kmigrate.schema.ColumnType.UuidType
import io.kmigrate.schema.ColumnType.VarcharType
import io.kmigrate.schema.Snapshot
import io.kmigrate.schema.Table
import io.kmigrate.schema.TableName
import io.kmigrate.testing.TestPostgres
import io.kmigrate.testing.execute
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import java.sql.SQLException

/**
 * Which types a column can change to by itself: what is said before is what the database then does.
 */
class PostgresConversionTest :
    FunSpec({
        val types: List<ColumnType> =
            listOf(
                IntegerType(16, false),
                IntegerType(32, false),
                IntegerType(64, false),
                DecimalType(9, 2),
                FloatType(64),
                BooleanType(),
                CharType(3),
                VarcharType(40),
                TextType(TextType.Size.NORMAL),
                BinaryType(null),
                UuidType(),
                DateType(),
                TimeType(),
                TimestampType(false),
                TimestampType(true),
                JsonType(false),
                JsonType(true),
                ArrayType(IntegerType(32, false)),
                ArrayType(UuidType()),
                ArrayType(TextType(TextType.Size.NORMAL)),
                EnumType("mood", listOf("sad", "happy")),
                EnumType("level", listOf("low")),
            )
        val equivalence = PostgresDialect().equivalence()

        fun table(type: ColumnType) =
            Table.of(TableName.of("t"), listOf(Column.of("c", type).withNullable(true)), null)

        fun change(to: ColumnType, using: String? = null) =
            AlterColumn(
                TableName.of("t"),
                "c",
                ColumnChange.none().withType(to).withUsing(using),
            )

        test("every pair of types converts in the database when it is said to") {
            val wrong = mutableListOf<String>()
            TestPostgres.freshDatabase().connection.use { connection ->
                connection.execute(
                    "create type mood as enum ('sad', 'happy')",
                    "create type level as enum ('low')",
                )
                connection.autoCommit = false
                for (from in types) for (to in types) {
                    val said = equivalence.converts(from, to)
                    // Where it is said that there is none, the database is asked for the plain
                    // change.
                    val statements =
                        if (said)
                            PostgresDialect()
                                .render(
                                    change(to),
                                    Catalog.of(Snapshot.of(listOf(table(from)), listOf())),
                                )
                        else
                            listOf(
                                "alter table t alter column c type ${PostgresRenderer.TYPES.sql(to)}"
                            )
                    connection.execute("create table t (c ${PostgresRenderer.TYPES.sql(from)})")
                    val done =
                        try {
                            connection.execute(*statements.toTypedArray())
                            true
                        } catch (_: SQLException) {
                            false
                        }
                    connection.rollback()
                    if (done != said) wrong += "$from to $to: said $said"
                }
            }
            wrong.shouldBeEmpty()
        }

        listOf(
                UuidType() to IntegerType(32, false),
                BinaryType(null) to UuidType(),
                TextType(TextType.Size.NORMAL) to BinaryType(null),
                EnumType("mood", listOf("sad")) to IntegerType(32, false),
            )
            .forEach { (from, to) ->
                test("$from to $to by hand is refused before it runs, with what to say") {
                    val before = Catalog.of(Snapshot.of(listOf(table(from)), listOf()))
                    for (using in listOf(null, "…")) {
                        val refused =
                            shouldThrow<UnsupportedOperationByDialectException> {
                                PostgresDialect().render(change(to, using), before)
                            }
                        refused.message shouldContain "column c of t"
                        refused.problems().single().fix().toString() shouldContain "using("
                    }
                    PostgresDialect().render(change(to, "null"), before).single() shouldContain
                        "USING null"
                }
            }

        test("a type that is not known is trusted to convert") {
            equivalence.converts(CustomType("ltree"), UuidType()) shouldBe true
            equivalence.converts(UuidType(), CustomType("my.domain")) shouldBe true
        }
    })
