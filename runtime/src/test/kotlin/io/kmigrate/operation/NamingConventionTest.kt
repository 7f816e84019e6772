package io.kmigrate.operation

import io.kmigrate.schema.CheckConstraint
import io.kmigrate.schema.Column
import io.kmigrate.schema.ColumnType
import io.kmigrate.schema.ForeignKey
import io.kmigrate.schema.Index
import io.kmigrate.schema.IndexColumn
import io.kmigrate.schema.PrimaryKey
import io.kmigrate.schema.Table
import io.kmigrate.schema.TableName
import io.kmigrate.schema.UniqueConstraint
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe

/** Names by a convention, for what has none. */
class NamingConventionTest :
    FunSpec({
        val naming =
            NamingConvention(
                "pk_{table}",
                "uq_{table}_{columns}",
                "ck_{table}_{columns}",
                "fk_{table}_{column}_{referenced_table}_{referenced_columns}",
                "ix_{table}_{columns}",
                null,
            )
        val table =
            Table.of(
                    TableName("shop", "users"),
                    listOf("id", "mail", "boss").map { Column.of(it, ColumnType.VarcharType(40)) },
                    PrimaryKey(null, listOf("id")),
                )
                .withUniqueConstraints(
                    listOf(
                        UniqueConstraint(null, listOf("mail", "boss")),
                        UniqueConstraint("given", listOf("mail")),
                    )
                )
                .withCheckConstraints(
                    listOf(
                        CheckConstraint(null, "mail <> ''"),
                        CheckConstraint(null, "mail <> 'x'"),
                        CheckConstraint(null, "mail <> boss"),
                    )
                )
                .withForeignKeys(
                    listOf(
                        ForeignKey.of(
                            null,
                            listOf("boss"),
                            TableName("shop", "users"),
                            listOf("id"),
                        )
                    )
                )

        test("an object without a name gets a unique one, and one with a name keeps it") {
            ImpliedNames.given(table, naming).constraintNames() shouldContainExactly
                listOf(
                    "pk_users",
                    "uq_users_mail_boss",
                    "given",
                    "ck_users_mail",
                    "ck_users_mail1",
                    "ck_users",
                    "fk_users_boss_users_id",
                )
        }

        test("a kind without a text is named as without a convention") {
            val only = NamingConvention(null, "{schema}_{table}_{column}", null, null, null, null)
            ImpliedNames.given(table, only).constraintNames() shouldContainExactly
                listOf(
                    "users_pkey",
                    "shop_users_mail",
                    "given",
                    "users_mail_check",
                    "users_mail_check1",
                    "users_check",
                    "users_boss_fkey",
                )
        }

        test("indexes without a name follow the convention, also those over expressions") {
            val parts = listOf(IndexColumn.expression("lower(mail)"), IndexColumn.column("boss"))
            val indexed =
                table.withIndexes(
                    listOf(
                        Index.of("made", parts),
                        Index.of("made_u", "mail").withUnique(true),
                        Index.of("ix_users_mail", "id"),
                    )
                )
            fun names(convention: NamingConvention) =
                ImpliedNames.indexed(indexed, convention) { it.name().startsWith("made") }
                    .indexes()
                    .map { it.name() }
            names(naming) shouldBe
                listOf("ix_users_lower_mail_boss", "ix_users_mail1", "ix_users_mail")
            names(NamingConvention(null, null, null, null, null, "ux_{table}_{columns}")) shouldBe
                listOf("made", "ux_users_mail", "ix_users_mail")
        }

        test("a name that is too long keeps its beginning and differs from others") {
            val columns = (1..20).map { "column_number_$it" }
            val wide =
                Table.of(
                        TableName.of("t"),
                        columns.map { Column.of(it, ColumnType.VarcharType(40)) },
                        null,
                    )
                    .withUniqueConstraints(listOf(UniqueConstraint(null, columns)))
            val name = ImpliedNames.given(wide, naming).constraintNames().single()
            name.length shouldBe 60
            name.startsWith("uq_t_column_number_1_column") shouldBe true
        }

        test("a convention falls back to another") {
            val first = NamingConvention("p_{table}", null, null, null, null, null)
            first.or(naming).primaryKey() shouldBe "p_{table}"
            first.or(naming).unique() shouldBe "uq_{table}_{columns}"
        }

        mapOf(
                "{tabel}_pk" to
                    "the name of primaryKey, \"{tabel}_pk\", has {tabel}: did you mean \"table\"?",
                "pk_{referenced_table}" to
                    "the name of primaryKey, \"pk_{referenced_table}\", has {referenced_table}: known are {column}, {columns}, {schema}, {table}",
                "pk_{table" to "the name of primaryKey cannot be \"pk_{table\"",
                " " to "the name of primaryKey cannot be \" \"",
            )
            .forEach { (text, message) ->
                test("the name <$text> is refused") {
                    shouldThrow<IllegalArgumentException> {
                            NamingConvention(text, null, null, null, null, null)
                        }
                        .message shouldBe message
                }
            }
    })
