package io.kmigrate.dsl.builder

import io.kmigrate.dsl.message.OperationMessages
import org.apiguardian.api.API
import org.apiguardian.api.API.Status.STABLE

/**
 * The receiver of `include { }` and `exclude { }` in `env.kts`: names what is meant by patterns
 * with `*` and `?`, by regular expressions, or by code. A pattern with a dot is about the schema
 * too: `table("billing.*")`.
 */
@API(status = STABLE, since = "0.1")
@MigrationDsl
public class FilterScope internal constructor() {
    internal val schemas = mutableListOf<NamePattern>()
    internal val rules = mutableListOf<Rule>()

    /** What is said of some kinds. [schemas] are the names that the object's schema goes by. */
    internal class Rule(
        val kinds: Set<ObjectKind>,
        val matches: (what: ComparedObject, schemas: Set<String>) -> Boolean,
    )

    /**
     * Everything in schemas. `default` is the one where the connection starts, whatever it is
     * called. A schema that `include` names without `*` is compared as a whole; of others, only the
     * tables that the model has are looked at.
     */
    public fun schema(vararg patterns: String) {
        schemas += given("schema", patterns).map(::NamePattern)
    }

    public fun table(vararg patterns: String): Unit = named(ObjectKind.TABLE, patterns)

    /** Tables whose whole name matches, in any schema. */
    public fun table(pattern: Regex) {
        matching(ObjectKind.TABLE) { pattern.matches(it.name) }
    }

    public fun sequence(vararg patterns: String): Unit = named(ObjectKind.SEQUENCE, patterns)

    public fun enumType(vararg patterns: String): Unit = named(ObjectKind.ENUM, patterns)

    /** Views, which only `--from-database` writes. */
    public fun view(vararg patterns: String): Unit = named(ObjectKind.VIEW, patterns)

    /** Functions, procedures and triggers, which only `--from-database` writes. */
    public fun program(vararg patterns: String): Unit = named(ObjectKind.PROGRAM, patterns)

    /** Columns of the tables that match [table]. */
    public fun column(table: String, vararg patterns: String): Unit =
        parts(setOf(ObjectKind.COLUMN), table, patterns)

    /** Indexes of the tables that match [table]. */
    public fun index(table: String, vararg patterns: String): Unit =
        parts(setOf(ObjectKind.INDEX), table, patterns)

    /** Keys, checks and other constraints of the tables that match [table]. */
    public fun constraint(table: String, vararg patterns: String): Unit =
        parts(constraints, table, patterns)

    /** Everything of some kinds. */
    public fun kind(vararg kinds: ObjectKind): Unit = matching(*kinds) { true }

    /** What a pattern cannot say, of some kinds: asked for each object of both sides. */
    public fun matching(vararg kinds: ObjectKind, test: (ComparedObject) -> Boolean) {
        require(kinds.isNotEmpty()) {
            OperationMessages.noKinds()
        }
        rules += Rule(kinds.toSet()) { what, _ -> test(what) }
    }

    private fun named(kind: ObjectKind, patterns: Array<out String>) {
        val wanted = given(kind.name.lowercase(), patterns).map(::NamePattern)
        rules +=
            Rule(setOf(kind)) { what, schemas -> wanted.any { it.matches(schemas, what.name) } }
    }

    private fun parts(kinds: Set<ObjectKind>, table: String, patterns: Array<out String>) {
        val tables = NamePattern(table)
        val names = given("part", patterns).map(::NamePattern)
        rules +=
            Rule(kinds) { what, schemas ->
                tables.matches(schemas, what.table.orEmpty()) && names.any { it.matches(what.name) }
            }
    }

    private fun given(what: String, patterns: Array<out String>): List<String> {
        require(patterns.isNotEmpty() && patterns.none { it.isBlank() }) {
            OperationMessages.emptyPattern(what)
        }
        return patterns.asList()
    }

    private companion object {
        val constraints =
            setOf(
                ObjectKind.PRIMARY_KEY,
                ObjectKind.UNIQUE,
                ObjectKind.CHECK,
                ObjectKind.FOREIGN_KEY,
                ObjectKind.EXCLUSION,
            )
    }
}
