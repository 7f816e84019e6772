package io.kmigrate.dsl

import io.kmigrate.dialect.Catalog
import io.kmigrate.dialect.Dialects
import io.kmigrate.dsl.builder.OperationScope
import io.kmigrate.dsl.script.scriptOf
import io.kmigrate.lint.Facts
import io.kmigrate.lint.LintTarget
import io.kmigrate.lint.Linter
import io.kmigrate.operation.ExecuteSql
import io.kmigrate.operation.Operation
import io.kmigrate.revision.Migration
import io.kmigrate.revision.MigrationOptions
import io.kmigrate.revision.Revision
import io.kmigrate.revision.ScriptOperation
import io.kmigrate.schema.Snapshot
import java.nio.file.Path
import java.util.Optional
import kotlin.io.path.createDirectories
import kotlin.io.path.readText
import kotlin.io.path.writeText

/** What squawk and we find in the same migrations. */
internal object SquawkComparison {
    private val FOLDER: Path = Path.of("src/test/resources/squawk")
    private val dialect = Dialects.named("postgresql")

    /** Our rules that say what one of squawk's says. */
    val ours: Map<String, Set<String>> =
        mapOf(
            "adding-field-with-default" to
                setOf("pg-add-column-volatile-default", "pg-stored-generated"),
            "adding-foreign-key-constraint" to setOf("pg-add-fk-validating"),
            "adding-not-nullable-field" to setOf("pg-set-not-null"),
            "adding-primary-key-constraint" to setOf("pg-add-primary-key"),
            "adding-required-field" to setOf("required-column"),
            "adding-serial-primary-key-field" to
                setOf("pg-add-column-volatile-default", "pg-add-primary-key"),
            "ban-alter-domain-with-add-constraint" to setOf("pg-domain-constraint"),
            "ban-char-field" to setOf("pg-type-hygiene"),
            "ban-create-domain-with-constraint" to setOf("pg-domain-constraint"),
            "ban-drop-column" to setOf("drop-column"),
            "ban-drop-database" to setOf("drop-schema"),
            "ban-drop-not-null" to setOf("drop-not-null"),
            "ban-drop-table" to setOf("drop-table"),
            "ban-truncate-cascade" to setOf("truncate"),
            "changing-column-type" to setOf("pg-alter-type-rewrite"),
            "constraint-missing-not-valid" to
                setOf(
                    "pg-add-check-validating",
                    "pg-add-fk-validating",
                    "pg-validate-same-tx",
                    "pg-unique-constraint",
                    "pg-add-primary-key",
                ),
            "disallowed-unique-constraint" to setOf("pg-unique-constraint"),
            "prefer-bigint-over-int" to setOf("pg-serial-key"),
            "prefer-identity" to setOf("pg-serial-key"),
            "prefer-repack" to setOf("pg-rewrite-maintenance"),
            "prefer-text-field" to setOf("pg-type-hygiene"),
            "prefer-timestamp-tz" to setOf("pg-type-hygiene"),
            "renaming-column" to setOf("rename-column"),
            "renaming-table" to setOf("rename-table"),
            "require-concurrent-index-creation" to setOf("pg-index-not-concurrent"),
            "require-concurrent-index-deletion" to setOf("pg-drop-index-not-concurrent"),
            "require-concurrent-partition-detach" to setOf("pg-partition"),
            "require-concurrent-reindex" to setOf("pg-reindex-not-concurrent"),
            "require-enum-value-ordering" to setOf("pg-enum-value-order"),
            "require-lock-timeout" to setOf("no-lock-timeout"),
            "transaction-nesting" to setOf("transaction-control"),
        )

    /** Rules of squawk that have no sense here. */
    val without: Map<String, String> =
        mapOf(
            "prefer-robust-stmts" to
                "Kmigrate knows which operations are done, so none has to bear a second run.",
            "require-statement-timeout" to
                "`statementTimeout` and `statement_timeout` limit a run; a limit that fits no change is no help.",
            "ban-concurrent-index-creation-in-transaction" to
                "Kmigrate runs such a statement outside of the transaction.",
        )

    /** Findings of squawk that its rule could not know better, by the number of the migration. */
    val elsewhere: Map<Pair<String, Int>, String> =
        listOf(
                Triple("require-lock-timeout", listOf(2, 7, 17), "no one waits behind that lock"),
                Triple("require-lock-timeout", listOf(4), "the table is new"),
                Triple(
                    "require-lock-timeout",
                    listOf(43, 52, 53, 54, 55),
                    "no table is named that others would wait for",
                ),
                Triple(
                    "prefer-bigint-over-int",
                    listOf(31),
                    "a number that is no key may well be small",
                ),
            )
            .flatMap { (rule, numbers, reason) -> numbers.map { rule to it to reason } }
            .toMap()

    fun operations(block: OperationScope.() -> Unit): List<Operation> =
        scriptOf(block).toMigration("a1.migration.kts").up.map { it.operation() }

    private val start: Snapshot =
        operations(squawkSchema).fold(Snapshot.empty()) { schema, it -> it.apply(schema) }

    fun file(number: Int): Path = FOLDER.resolve("%02d.sql".format(number))

    /** What squawk is given. */
    fun sql(case: SquawkCase): String {
        var schema = start
        return operations(case.upgrade).joinToString("") { operation ->
            val statements =
                if (operation is ExecuteSql) dialect.split(operation.sql())
                else dialect.render(operation, Catalog.of(schema))
            schema = operation.apply(schema.asUncertain())
            statements.joinToString("") { "$it;\n" }
        }
    }

    fun write() {
        FOLDER.createDirectories()
        squawkCases.forEachIndexed { place, case -> file(place + 1).writeText(sql(case)) }
    }

    /** What squawk found, by the number of the migration. */
    fun squawk(): Map<Int, List<String>> =
        FINDING.findAll(FOLDER.resolve("squawk.json").readText())
            .groupBy({ it.groupValues[1].toInt() }, { it.groupValues[2] })
            .mapValues { it.value.distinct().sorted() }

    private val FINDING = Regex(""""file":"(\d+)\.sql".*?"rule_name":"([a-z-]+)"""")

    /** What we find without a database. */
    fun ours(case: SquawkCase): List<String> {
        val migration =
            Migration(
                Revision.of("a"),
                MigrationOptions.STANDARD,
                operations(case.upgrade).map { ScriptOperation.of(it) },
                Migration.Irreversible("as squawk knows no downgrades"),
            )
        val facts =
            Facts.of(dialect.equivalence(), LintTarget.offline("postgresql", Optional.empty()))
        return Linter.standard()
            .review(start, listOf(migration), facts)
            .entries()
            .map { it.finding().code() }
            .distinct()
            .sorted()
    }

    /** The table of `docs/lint.md`. */
    fun table(): String = buildString {
        val squawk = squawk()
        appendLine("| migration, after squawk's documentation | squawk 2.66 | `migrate lint` |")
        appendLine("|---|---|---|")
        squawkCases.forEachIndexed { place, case ->
            val theirs = squawk[place + 1].orEmpty().filter { it !in without }
            val mine = ours(case)
            appendLine("| ${case.source} | ${list(theirs)} | ${list(mine)} |")
        }
    }

    private fun list(codes: List<String>) = codes.joinToString(", ").ifEmpty { "–" }
}
