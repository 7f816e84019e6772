package io.kmigrate.lint

import io.kmigrate.dialect.int32
import io.kmigrate.dialect.int64
import io.kmigrate.dialect.name
import io.kmigrate.dialect.nullable
import io.kmigrate.diff.model
import io.kmigrate.diff.t
import io.kmigrate.diff.table
import io.kmigrate.operation.AlterColumn
import io.kmigrate.operation.ColumnChange
import io.kmigrate.operation.DropColumn
import io.kmigrate.operation.DropConstraint
import io.kmigrate.operation.DropTable
import io.kmigrate.operation.RenameTable
import io.kmigrate.schema.ForeignKey
import io.kmigrate.schema.Table
import io.kmigrate.schema.TableName
import io.kmigrate.schema.UniqueConstraint

private fun key(name: String?, columns: List<String>, target: String, vararg referenced: String) =
    ForeignKey.of(name, columns, name(target), referenced.toList())

private val log: Table =
    table("log", nullable("u", int32), nullable("v", int32))
        .withName(TableName("audit", "log"))
        .withForeignKeys(listOf(key("fk_u", listOf("u"), "t", "id")))

private val unnamed: Table =
    table("notes", nullable("x", int32), nullable("y", int32))
        .withForeignKeys(listOf(key(null, listOf("x", "y"), "t", "a", "b")))

private val target: Table =
    t(nullable("a", int32), nullable("b", int32), nullable("c", int32))
        .withUniqueConstraints(listOf(UniqueConstraint("uq", listOf("b", "a"))))

private val before = model(target, log, unnamed)

private fun alter(change: ColumnChange, column: String = "id") =
    AlterColumn(name("t"), column, change)

private val toInt64 = ColumnChange.none().withType(int64)

class ForeignKeyInTheWayRuleTest :
    RuleTest(
        ForeignKeyInTheWayRule(),
        found =
            listOf(
                LintCase("a column with a new type", before, alter(toInt64)),
                LintCase("a dropped column", before, DropColumn(name("t"), "b", false)),
                LintCase("a dropped table", before, DropTable(name("t"), false)),
                LintCase("a unique constraint", before, DropConstraint(name("t"), "uq", false)),
                LintCase(
                    "a primary key without a name, by its implied name",
                    before,
                    DropConstraint(name("t"), "t_pkey", false),
                ),
                LintCase(
                    "a table that was renamed before",
                    before,
                    RenameTable(name("t"), "users"),
                    DropTable(name("users"), false),
                ),
                LintCase(
                    "a key of the same table",
                    model(
                        t(nullable("parent", int32))
                            .withForeignKeys(listOf(key("fk_parent", listOf("parent"), "t", "id")))
                    ),
                    DropConstraint(name("t"), "t_pkey", false),
                ),
            ),
        passed =
            listOf(
                LintCase("a column that no key refers to", before, alter(toInt64, "c")),
                LintCase(
                    "a change of anything but the type",
                    before,
                    alter(ColumnChange.none().withNullable(true), "a"),
                ),
                LintCase(
                    "a constraint that is no key",
                    before,
                    DropConstraint(name("t"), "ck", true),
                ),
                LintCase(
                    "a key that is dropped before",
                    before,
                    DropConstraint(TableName("audit", "log"), "fk_u", false),
                    alter(toInt64),
                ),
                LintCase(
                    "a table that is dropped before",
                    model(target, log),
                    DropTable(TableName("audit", "log"), false),
                    DropTable(name("t"), false),
                ),
                LintCase(
                    "a table that only refers to itself",
                    model(
                        t(nullable("parent", int32))
                            .withForeignKeys(listOf(key("fk_parent", listOf("parent"), "t", "id")))
                    ),
                    DropTable(name("t"), false),
                ),
            ),
    )
