package io.kmigrate.dialect.sqlserver

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
import io.kmigrate.operation.AddColumn
import io.kmigrate.operation.AlterColumn
import io.kmigrate.operation.ColumnChange
import io.kmigrate.operation.CreatePrimaryKey
import io.kmigrate.operation.DropColumn
import io.kmigrate.operation.ExecuteSql
import io.kmigrate.operation.Operation
import io.kmigrate.operation.RenameColumn
import io.kmigrate.operation.RenameTable
import io.kmigrate.schema.CheckConstraint
import io.kmigrate.schema.Index
import io.kmigrate.schema.PrimaryKey
import io.kmigrate.schema.Snapshot
import io.kmigrate.schema.Table
import io.kmigrate.schema.TableName
import io.kmigrate.schema.UniqueConstraint
import io.kmigrate.testing.shouldFailWith
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.collections.shouldHaveSize
import io.kotest.matchers.ints.shouldBeLessThanOrEqual
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import java.time.Instant
import java.time.LocalDate
import java.time.OffsetDateTime
import java.util.UUID

/** What golden files do not have: changes that others hang on, hostile names and text, batches. */
class SqlServerStatementsTest :
    FunSpec({
        context("dependents of a changed column are dropped and created again") {
            test("a default, checks, indexes and keys, around a change of type") {
                render(alter("total", none.withType(int64))) shouldContainExactly
                    listOf(
                        "ALTER TABLE [sales] DROP CONSTRAINT [ck_total]",
                        "DROP INDEX [ix_total] ON [sales]",
                        "ALTER TABLE [sales] DROP CONSTRAINT [pk_sales]",
                        dropDefault("total"),
                        "ALTER TABLE [sales] ALTER COLUMN [total] BIGINT NOT NULL",
                        "ALTER TABLE [sales] ADD CONSTRAINT [DF_sales_total] DEFAULT 0 FOR [total]",
                        "ALTER TABLE [sales] ADD CONSTRAINT [pk_sales] PRIMARY KEY ([id], [total])",
                        "CREATE INDEX [ix_total] ON [sales] ([total]) WHERE total > 5",
                        "ALTER TABLE [sales] ADD CONSTRAINT [ck_total] CHECK (total >= 0)",
                    )
            }

            test("a primary key without a name is looked up") {
                val unnamed = sales.withPrimaryKey(PrimaryKey(null, listOf("id")))
                val statements = render(alter("id", none.withType(int64)), unnamed)
                statements[0] shouldContain "FROM sys.key_constraints"
                statements.last() shouldBe "ALTER TABLE [sales] ADD PRIMARY KEY ([id])"
            }

            test(
                "a rename recreates only dependents that mention the column; names of defaults follow"
            ) {
                render(RenameColumn(name("sales"), "total", "sum")) shouldContainExactly
                    listOf(
                        "ALTER TABLE [sales] DROP CONSTRAINT [ck_total]",
                        "DROP INDEX [ix_total] ON [sales]",
                        "EXEC sp_rename N'[sales].[total]', N'sum', N'COLUMN'",
                        "IF OBJECT_ID(N'[DF_sales_total]', N'D') IS NOT NULL\n" +
                            "    EXEC sp_rename N'[DF_sales_total]', N'DF_sales_sum', N'OBJECT'",
                        "CREATE INDEX [ix_total] ON [sales] ([sum]) WHERE sum > 5",
                        "ALTER TABLE [sales] ADD CONSTRAINT [ck_total] CHECK (sum >= 0)",
                    )
            }

            test("a longer text recreates no dependents, unless a key of the table has it") {
                val mail =
                    sales.withUniqueConstraints(listOf(UniqueConstraint("uq", listOf("note"))))
                render(alter("note", none.withType(varchar(50))), mail) shouldContainExactly
                    listOf("ALTER TABLE [sales] ALTER COLUMN [note] NVARCHAR(50) NULL")
                render(alter("note", none.withType(varchar(5))), mail) shouldHaveSize 3
            }

            test("a constraint without a name in the offline snapshot cannot be dropped") {
                val unnamed =
                    sales.withUniqueConstraints(listOf(UniqueConstraint(null, listOf("total"))))
                shouldFailWith(ErrorCode.UNKNOWN_DEFINITION) {
                        render(alter("total", none.withType(int64)), unnamed)
                    }
                    .message!! shouldContain "a unique constraint without a name"
            }
        }

        test("a change without an effect gives no statement") {
            render(alter("note", none.withType(varchar(20)).withNullable(true))).shouldBeEmpty()
        }

        test("a change of an unknown column needs its type and nullability") {
            val change = AlterColumn(name("unknown"), "c", none.withNullable(false))
            shouldFailWith(ErrorCode.UNKNOWN_DEFINITION) { render(change) }
                .problems()
                .single()
                .fix()!!
                .command() shouldContain "give both type and nullable"
            val whole = AlterColumn(name("unknown"), "c", none.withType(text).withNullable(false))
            render(whole) shouldContainExactly
                listOf(
                    "DECLARE @name nvarchar(258) = (SELECT QUOTENAME(d.name) FROM sys.default_constraints d\n" +
                        "    WHERE d.parent_object_id = OBJECT_ID(N'[unknown]')\n" +
                        "    AND d.parent_column_id = COLUMNPROPERTY(OBJECT_ID(N'[unknown]'), N'c', 'ColumnId'));\n" +
                        "IF @name IS NOT NULL EXEC (N'ALTER TABLE [unknown] DROP CONSTRAINT ' + @name)",
                    "ALTER TABLE [unknown] ALTER COLUMN [c] NVARCHAR(MAX) NOT NULL",
                )
        }

        test("a column is dropped with its default") {
            render(DropColumn(name("sales"), "total", false)) shouldContainExactly
                listOf(dropDefault("total"), "ALTER TABLE [sales] DROP COLUMN [total]")
        }

        test("a collation is restated, and must be a name") {
            val sorted =
                sales.withColumn(
                    "note",
                    nullable("note", varchar(20)).withCollation("Latin1_General_BIN"),
                )
            render(alter("note", none.withNullable(false)), sorted) shouldContainExactly
                listOf(
                    "ALTER TABLE [sales] ALTER COLUMN [note] NVARCHAR(20) COLLATE Latin1_General_BIN NOT NULL"
                )
            render(alter("note", none.withCollation(null)), sorted) shouldContainExactly
                listOf(
                    "ALTER TABLE [sales] ALTER COLUMN [note] NVARCHAR(20) COLLATE database_default NULL"
                )
            shouldThrow<UnsupportedOperationByDialectException> {
                render(alter("note", none.withCollation("x; drop table sales")))
            }
        }

        test("a nullable column's default fills existing rows, too") {
            val points = nullable("points", int32).withDefault(literal(7))
            render(AddColumn(name("sales"), points, null, false)) shouldContainExactly
                listOf(
                    "ALTER TABLE [sales] ADD [points] INT NULL CONSTRAINT [DF_sales_points] DEFAULT 7 WITH VALUES"
                )
        }

        test("the columns of a new primary key lose their nulls first") {
            render(
                CreatePrimaryKey(name("sales"), PrimaryKey("pk", listOf("note"))),
                sales.withPrimaryKey(null).withIndexes(listOf()),
            ) shouldContainExactly
                listOf(
                    "ALTER TABLE [sales] ALTER COLUMN [note] NVARCHAR(20) NOT NULL",
                    "ALTER TABLE [sales] ADD CONSTRAINT [pk] PRIMARY KEY ([note])",
                )
        }

        test("numbers for a column that numbers itself are accepted") {
            val numbered = sales.withColumn("id", column("id", int32).withAutoIncrement(true))
            render(insert("sales", mapOf("id" to 5)), numbered) shouldContainExactly
                listOf(
                    "SET IDENTITY_INSERT [sales] ON",
                    "INSERT INTO [sales] ([id]) VALUES\n    (5)",
                    "SET IDENTITY_INSERT [sales] OFF",
                )
        }

        test("an insert has at most a thousand rows") {
            val rows = (1..2001).map { mapOf("id" to it) }.toTypedArray()
            render(insert("sales", *rows)).maxOf { it.lines().size - 1 } shouldBeLessThanOrEqual
                1000
        }

        context("names") {
            test("brackets, quotes and GO can be names") {
                val hostile = "a]b'c [d"
                render(RenameTable(TableName("s]", hostile), "new']name")) shouldContainExactly
                    listOf("EXEC sp_rename N'[s]]].[a]]b''c [d]', N'new'']name', N'OBJECT'")
                render(DropColumn(name(hostile), hostile, true)).last() shouldBe
                    "ALTER TABLE [a]]b'c [d] DROP COLUMN IF EXISTS [a]]b'c [d]"
            }

            test("a name that is too long is refused in every place") {
                shouldFailWith(ErrorCode.NAME_TOO_LONG) {
                    render(RenameTable(name("t"), "n".repeat(129)))
                }
                shouldFailWith(ErrorCode.NAME_TOO_LONG) {
                    render(DropColumn(name("t"), "n".repeat(129), false))
                }
            }

            test("the name of a default is cut where it would be too long, and stays its own") {
                val names =
                    listOf("a", "b").map {
                        DefaultConstraint(name("t".repeat(120)), it.repeat(120)).name()
                    }
                names.forEach { it.length shouldBe 128 }
                names.toSet() shouldHaveSize 2
            }
        }

        context("literals") {
            listOf(
                    "it's" to "N'it''s'",
                    "" to "N''",
                    "a\nGO\nb" to "N'a\nG' + N'O\nb'",
                    "a\n  go 5\nGone\n" to "N'a\n  g' + N'o 5\nGone\n'",
                    "\$(x) \\" to "N'\$(x) \\'",
                    true to "1",
                    1.5 to "1.5",
                    byteArrayOf(0, -1) to "0x00ff",
                    byteArrayOf() to "0x",
                    LocalDate.of(2025, 1, 2) to "N'2025-01-02'",
                    Instant.parse("2025-01-02T03:04:05.6Z") to "N'2025-01-02 03:04:05.6 +00:00'",
                    OffsetDateTime.parse("2025-01-02T03:04:05-05:30") to
                        "N'2025-01-02 03:04:05 -05:30'",
                    UUID(1, 2) to "'00000000-0000-0001-0000-000000000002'",
                )
                .forEach { (value, sql) ->
                    test(sql.replace("\n", " ")) { dialect.literals().render(value) shouldBe sql }
                }

            test("a number that SQL Server lacks is refused") {
                shouldThrow<UnsupportedOperationByDialectException> {
                    dialect.literals().render(Double.NaN)
                }
            }
        }

        context("batches") {
            listOf(
                    "select 1; select 2" to listOf("select 1; select 2"),
                    "create view v as select 1\nGO\nselect 2" to
                        listOf("create view v as select 1", "select 2"),
                    " go \nselect 1\r\nGo\r\nselect 2\n\tGO -- the end" to
                        listOf("select 1", "select 2"),
                    "insert t values (1)\nGO 3\n" to List(3) { "insert t values (1)" },
                    "select 'a\nGO\nb'\nGO" to listOf("select 'a\nGO\nb'"),
                    "select [a\nGO\n]]b], \"\nGO\n\"" to listOf("select [a\nGO\n]]b], \"\nGO\n\""),
                    "/* /* \nGO\n */\nGO\n*/ select 1" to
                        listOf("/* /* \nGO\n */\nGO\n*/ select 1"),
                    "select 1 -- it's\nGO\nselect 2" to listOf("select 1 -- it's", "select 2"),
                    "-- nothing\nGO\n\nGO" to listOf(),
                    "goto done\ngo2:\nselect 1 as go" to listOf("goto done\ngo2:\nselect 1 as go"),
                )
                .forEach { (sql, batches) ->
                    test(sql.replace("\n", " ")) { dialect.split(sql) shouldContainExactly batches }
                }

            listOf(
                    "create database x" to true,
                    "-- why\nALTER DATABASE x SET READ_COMMITTED_SNAPSHOT ON" to true,
                    "backup database x to disk = 'x'" to true,
                    "select 1\ngo\nRECONFIGURE" to true,
                    "ALTER DATABASE SCOPED CONFIGURATION SET MAXDOP = 1" to false,
                    "select 'create database x'" to false,
                )
                .forEach { (sql, refused) ->
                    test("in a transaction: $sql") {
                        dialect.refusesTransaction(ExecuteSql(sql)) shouldBe refused
                    }
                }
        }
    })

private val dialect = Dialects.named("sqlserver")
private val none = ColumnChange.none()

private val sales =
    Table.of(
            name("sales"),
            listOf(
                column("id", int32),
                column("total", int32).withDefault(literal(0)),
                nullable("note", varchar(20)),
            ),
            PrimaryKey("pk_sales", listOf("id", "total")),
        )
        .withCheckConstraints(listOf(CheckConstraint("ck_total", "total >= 0")))
        .withIndexes(listOf(Index.of("ix_total", "total").withWhere("total > 5")))

private fun alter(column: String, change: ColumnChange) = AlterColumn(name("sales"), column, change)

private fun render(operation: Operation, before: Table = sales): List<String> =
    dialect.render(operation, Catalog.of(Snapshot.of(listOf(before))))

private fun dropDefault(column: String) =
    "DECLARE @name nvarchar(258) = (SELECT QUOTENAME(d.name) FROM sys.default_constraints d\n" +
        "    WHERE d.parent_object_id = OBJECT_ID(N'[sales]')\n" +
        "    AND d.parent_column_id = COLUMNPROPERTY(OBJECT_ID(N'[sales]'), N'$column', 'ColumnId'));\n" +
        "IF @name IS NOT NULL EXEC (N'ALTER TABLE [sales] DROP CONSTRAINT ' + @name)"
