package io.kmigrate.dialect.oracle

import io.kmigrate.dialect.Catalog
import io.kmigrate.dialect.Dialects
import io.kmigrate.dialect.UnsupportedOperationByDialectException
import io.kmigrate.dialect.column
import io.kmigrate.dialect.insert
import io.kmigrate.dialect.int32
import io.kmigrate.dialect.int64
import io.kmigrate.dialect.literal
import io.kmigrate.dialect.name
import io.kmigrate.dialect.nullable
import io.kmigrate.dialect.text
import io.kmigrate.dialect.varchar
import io.kmigrate.failure.ErrorCode
import io.kmigrate.operation.AlterColumn
import io.kmigrate.operation.ColumnChange
import io.kmigrate.operation.CommentOnTable
import io.kmigrate.operation.CreateForeignKey
import io.kmigrate.operation.CreateTable
import io.kmigrate.operation.Operation
import io.kmigrate.operation.RenameTable
import io.kmigrate.schema.CheckConstraint
import io.kmigrate.schema.ForeignKey
import io.kmigrate.schema.Generated
import io.kmigrate.schema.Identity
import io.kmigrate.schema.Index
import io.kmigrate.schema.IndexColumn
import io.kmigrate.schema.PrimaryKey
import io.kmigrate.schema.ReferenceAction
import io.kmigrate.schema.Snapshot
import io.kmigrate.schema.Table
import io.kmigrate.schema.TableName
import io.kmigrate.testing.shouldFailWith
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.ints.shouldBeLessThan
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import java.time.Instant
import java.time.LocalDate
import java.time.LocalDateTime
import java.time.LocalTime
import java.util.UUID

/** What golden files do not have: conversions, hostile names and text, blocks. */
class OracleStatementsTest :
    FunSpec({
        context("a column changes in place where it can") {
            test("a statement holds only changes: NOT NULL twice is an error") {
                render(alter("total", none.withNullable(false))).shouldBeEmpty()
                render(alter("total", none.withType(int64).withNullable(true))) shouldContainExactly
                    listOf("""ALTER TABLE "SALES" MODIFY ("TOTAL" NUMBER(19) NULL)""")
                render(
                    alter("note", none.withDefault(literal("x")).withNullable(false))
                ) shouldContainExactly
                    listOf("""ALTER TABLE "SALES" MODIFY ("NOTE" DEFAULT 'x' NOT NULL)""")
            }

            test("an unknown column that is already nullable causes no error") {
                val statements =
                    render(
                        AlterColumn(name("unknown"), "c", none.withType(text).withNullable(false))
                    )
                statements[0] shouldBe """ALTER TABLE "UNKNOWN" MODIFY ("C" CLOB)"""
                statements[1] shouldContain "SQLCODE = -1442"
            }

            test("numbering cannot begin in an existing column") {
                shouldThrow<UnsupportedOperationByDialectException> {
                    render(alter("total", none.withIdentity(Identity.standard())))
                }
            }
        }

        test("a smaller number gets a new column, with all dependents of the old one") {
            val change = none.withType(int32).withNewName("sum")
            render(alter("big", change)) shouldContainExactly
                listOf(
                    """ALTER TABLE "SALES" DROP CONSTRAINT "CK_BIG"""",
                    """DROP INDEX "IX_BIG"""",
                    """DROP INDEX "IX_STORED"""",
                    """ALTER TABLE "SALES" DROP PRIMARY KEY""",
                    """ALTER TABLE "SALES" ADD ("KMIGRATE_NEW" NUMBER(10))""",
                    """UPDATE "SALES" SET "KMIGRATE_NEW" = CAST("BIG" AS NUMBER(10))""",
                    """ALTER TABLE "SALES" DROP COLUMN "BIG"""",
                    """ALTER TABLE "SALES" RENAME COLUMN "KMIGRATE_NEW" TO "BIG"""",
                    """ALTER TABLE "SALES" MODIFY ("BIG" DEFAULT 0 NOT NULL)""",
                    """COMMENT ON COLUMN "SALES"."BIG" IS 'sum'""",
                    """ALTER TABLE "SALES" ADD CONSTRAINT "PK_SALES" PRIMARY KEY ("ID", "BIG")""",
                    """CREATE INDEX "IX_BIG" ON "SALES" ("BIG")""",
                    """CREATE INDEX "IX_STORED" ON "SALES" (MOD("BIG",2))""",
                    """ALTER TABLE "SALES" ADD CONSTRAINT "CK_BIG" CHECK (big > 0)""",
                    """ALTER TABLE "SALES" RENAME COLUMN "BIG" TO "SUM"""",
                )
        }

        test("a virtual column gets another expression in place") {
            val computed =
                sales.withColumn(
                    "note",
                    nullable("note", int32).withGenerated(Generated("total * 2", false)),
                )
            render(
                alter("note", none.withGenerated(Generated("total * 3", false))),
                computed,
            ) shouldContainExactly
                listOf(
                    """ALTER TABLE "SALES" MODIFY ("NOTE" GENERATED ALWAYS AS (total * 3) VIRTUAL)"""
                )
        }

        test("a foreign key with an action on update is refused") {
            val key = ForeignKey.of("fk", listOf("id"), name("users"), listOf("id"))
            listOf(key.onUpdate(ReferenceAction.CASCADE), key.onDelete(ReferenceAction.SET_DEFAULT))
                .forEach {
                    shouldThrow<UnsupportedOperationByDialectException> {
                        render(CreateForeignKey(name("sales"), it))
                    }
                }
            render(
                CreateForeignKey(name("sales"), key.onDelete(ReferenceAction.RESTRICT))
            ) shouldContainExactly
                listOf(
                    """ALTER TABLE "SALES" ADD CONSTRAINT "FK" FOREIGN KEY ("ID") REFERENCES "USERS" ("ID")"""
                )
        }

        test("a row without columns names one column, to insert its default") {
            render(insert("sales", mapOf())) shouldContainExactly
                listOf("""INSERT INTO "SALES" ("ID") VALUES (DEFAULT)""")
        }

        test("a wide row has short lines: SQL*Plus reads none beyond 2499 characters") {
            val row = (1..40).associate { "c$it" to "x".repeat(200) }
            val lines = render(insert("sales", row)).single().lines()
            lines.maxOf { it.length } shouldBeLessThan 2499
        }

        test("a table that may exist is created in one block") {
            val block =
                render(
                        CreateTable(sales.withComment("it's"), true),
                        Table.of(name("x"), listOf(), null),
                    )
                    .single()
            block shouldContain "SQLCODE = -955"
            block shouldContain """EXECUTE IMMEDIATE 'COMMENT ON TABLE "SALES" IS ''it''''s''';"""
        }

        context("names") {
            listOf(
                    "students" to "\"STUDENTS\"",
                    "a_1$#" to "\"A_1$#\"",
                    "Students" to "\"Students\"",
                    "STUDENTS" to "\"STUDENTS\"",
                    "full name" to "\"full name\"",
                    "1st" to "\"1st\"",
                    "größe" to "\"größe\"",
                    "select" to "\"SELECT\"",
                )
                .forEach { (name, quoted) ->
                    test(name) { dialect.names().quote(name) shouldBe quoted }
                }

            test("names of the dictionary are read as scripts write them") {
                listOf("STUDENTS", "A_1$#", "Students", "full name", "1ST")
                    .map(OracleNames::written) shouldContainExactly
                    listOf("students", "a_1$#", "Students", "full name", "1ST")
            }

            test("names that Oracle cannot keep are refused in every place") {
                shouldFailWith(ErrorCode.NAME_TOO_LONG) {
                    render(RenameTable(name("t"), "n".repeat(129)))
                }
                shouldFailWith(ErrorCode.NAME_TOO_LONG) {
                    render(RenameTable(name("t"), "ä".repeat(65)))
                }
                shouldThrow<UnsupportedOperationByDialectException> {
                    render(RenameTable(TableName("s", "a\"b"), "c"))
                }
            }
        }

        context("literals") {
            listOf(
                    "it's" to "'it''s'",
                    "" to "''",
                    "a\n/\nb;" to "'a' ||\n    CHR(10) ||\n    '/' ||\n    CHR(10) ||\n    'b;'",
                    "\r\n" to "CHR(13) ||\n    CHR(10)",
                    true to "1",
                    1.5 to "1.5",
                    Double.NEGATIVE_INFINITY to "-BINARY_DOUBLE_INFINITY",
                    byteArrayOf(0, -1) to "HEXTORAW('00ff')",
                    LocalDate.of(2025, 1, 2) to "DATE '2025-01-02'",
                    LocalTime.of(3, 4) to "TIMESTAMP '1970-01-01 03:04:00'",
                    LocalDateTime.of(2025, 1, 2, 3, 4) to "TIMESTAMP '2025-01-02 03:04:00'",
                    Instant.parse("2025-01-02T03:04:05.6Z") to
                        "TIMESTAMP '2025-01-02 03:04:05.6 +00:00'",
                    UUID(1, 2) to "HEXTORAW('00000000000000010000000000000002')",
                )
                .forEach { (value, sql) ->
                    test(sql.replace("\n", " ")) { dialect.literals().render(value) shouldBe sql }
                }

            test("a text longer than a literal is split into pieces between characters") {
                val long = "😀'".repeat(2000)
                val sql = dialect.literals().render(long)
                sql.startsWith("TO_CLOB('") shouldBe true
                sql.removePrefix("TO_CLOB(")
                    .replaceFirst(")", "")
                    .split(" ||\n    ")
                    .onEach { it.toByteArray().size shouldBeLessThan 4000 }
                    .joinToString("") { it.removeSurrounding("'").replace("''", "'") } shouldBe long
            }

            test("more bytes than a literal holds are refused") {
                shouldThrow<UnsupportedOperationByDialectException> {
                    dialect.literals().render(ByteArray(2001))
                }
            }

            test("a block builds a comment of several lines") {
                render(CommentOnTable(name("sales"), "it's\nso")) shouldContainExactly
                    listOf(
                        "BEGIN\n    EXECUTE IMMEDIATE 'COMMENT ON TABLE \"SALES\" IS ''' || " +
                            "REPLACE('it''s' ||\n    CHR(10) ||\n    'so', '''', '''''') || '''';\nEND;"
                    )
            }
        }

        context("statements") {
            listOf(
                    "select 1 from dual; select 2 from dual;" to
                        listOf("select 1 from dual", "select 2 from dual"),
                    "select ';' , \"a;b\" from dual -- ;\n;/* ; */" to
                        listOf("select ';' , \"a;b\" from dual -- ;"),
                    "select q'[it's; \n/\n]', nq'!a';b!' from dual" to
                        listOf("select q'[it's; \n/\n]', nq'!a';b!' from dual"),
                    "begin\n  null;\nend;\n/\nselect 1 from dual" to
                        listOf("begin\n  null;\nend;", "select 1 from dual"),
                    "-- why\nDECLARE x int; BEGIN x := 4/2; END;" to
                        listOf("-- why\nDECLARE x int; BEGIN x := 4/2; END;"),
                    "create or replace editionable trigger t before insert on s begin :new.x := 1; end;\n / \r\nselect 1 from dual" to
                        listOf(
                            "create or replace editionable trigger t before insert on s begin :new.x := 1; end;",
                            "select 1 from dual",
                        ),
                    "create /* or */ procedure p as begin null; end;\n/" to
                        listOf("create /* or */ procedure p as begin null; end;"),
                    "create table type_x (a int); drop table beginning;" to
                        listOf("create table type_x (a int)", "drop table beginning"),
                    "select 6\n/\n2 from dual" to listOf("select 6", "2 from dual"),
                    " ; ;\n/\n" to listOf(),
                )
                .forEach { (sql, statements) ->
                    test(sql.replace("\n", " ")) {
                        dialect.split(sql) shouldContainExactly statements
                    }
                }
        }
    })

private val dialect = Dialects.named("oracle")
private val none = ColumnChange.none()

private val sales =
    Table.of(
            name("sales"),
            listOf(
                column("id", int32),
                column("big", int64).withDefault(literal(0)).withComment("sum"),
                column("total", int32),
                nullable("note", varchar(20)),
            ),
            PrimaryKey("pk_sales", listOf("id", "big")),
        )
        .withCheckConstraints(listOf(CheckConstraint("ck_big", "big > 0")))
        .withIndexes(
            listOf(
                Index.of("ix_big", "big"),
                Index.of("ix_stored", listOf(IndexColumn.expression("MOD(\"BIG\",2)"))),
                Index.of("ix_total", "total"),
            )
        )

private fun alter(column: String, change: ColumnChange) = AlterColumn(name("sales"), column, change)

private fun render(operation: Operation, before: Table = sales): List<String> =
    dialect.render(operation, Catalog.of(Snapshot.of(listOf(before))))
