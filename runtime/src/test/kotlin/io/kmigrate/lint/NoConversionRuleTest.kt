package io.kmigrate.lint

import io.kmigrate.dialect.int32
import io.kmigrate.dialect.name
import io.kmigrate.dialect.nullable
import io.kmigrate.dialect.postgres.PostgresDialect
import io.kmigrate.dialect.text
import io.kmigrate.diff.model
import io.kmigrate.diff.t
import io.kmigrate.operation.AlterColumn
import io.kmigrate.operation.ColumnChange
import io.kmigrate.schema.ColumnType
import io.kmigrate.schema.ColumnType.BinaryType
import io.kmigrate.schema.ColumnType.UuidType

private val POSTGRESQL = Facts.of(PostgresDialect().equivalence())

private fun change(
    title: String,
    from: ColumnType,
    to: ColumnType,
    using: String? = null,
    facts: Facts = POSTGRESQL,
) =
    LintCase(
        title,
        model(t(nullable("a", from))),
        AlterColumn(name("t"), "a", ColumnChange.none().withType(to).withUsing(using)),
        facts = facts,
    )

class NoConversionRuleTest :
    RuleTest(
        NoConversionRule(),
        found =
            listOf(
                change("a number out of a UUID", UuidType(), int32),
                change("bytes out of a text", text, BinaryType(null)),
                change("a place that is not filled in", UuidType(), int32, "…"),
            ),
        passed =
            listOf(
                change("a text out of a UUID", UuidType(), text),
                change("a UUID out of a text, by a cast", text, UuidType()),
                change("an expression says how", UuidType(), int32, "hashtext(a::text)"),
                change(
                    "nothing is known of the database",
                    UuidType(),
                    int32,
                    facts = Facts.unknown(),
                ),
            ),
    )
