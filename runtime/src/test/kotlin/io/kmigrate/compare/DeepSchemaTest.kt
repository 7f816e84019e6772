package io.kmigrate.compare

import io.kmigrate.schema.Column
import io.kmigrate.schema.ColumnType.IntegerType
import io.kmigrate.schema.ForeignKey
import io.kmigrate.schema.Mentions
import io.kmigrate.schema.Snapshot
import io.kmigrate.schema.Table
import io.kmigrate.schema.TableName
import io.kmigrate.schema.View
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldHaveSize
import io.kotest.matchers.shouldBe

/** No stack is as deep as what people have in their databases. */
class DeepSchemaTest :
    FunSpec({
        val depth = 1_500

        fun name(number: Int) = TableName.of("t%05d".format(number))

        test("a chain of foreign keys is created from its end on") {
            val tables =
                (1..depth).map { number ->
                    val table =
                        Table.of(
                            name(number),
                            listOf(Column.of("id", IntegerType(32, false))),
                            null,
                        )
                    if (number == depth) table
                    else
                        table.withForeignKeys(
                            listOf(
                                ForeignKey.of(null, listOf("id"), name(number + 1), listOf("id"))
                            )
                        )
                }
            val changes = Comparison.withNothing(Snapshot.of(tables, listOf())).changes()
            changes shouldHaveSize depth
        }

        test("views that read each other are created from the lowest on") {
            val views =
                (1..depth).map { View(name(it), "select * from \"${name(it + 1)}\"", false) }
            DependencyOrder.of(views).first() shouldBe views.last()
        }

        test("a text of a megabyte is read to its end") {
            val sql = "'${"it''s ".repeat(200_000)}' as unit_price"
            Mentions.`in`(sql).names("unit_price") shouldBe true
        }
    })
