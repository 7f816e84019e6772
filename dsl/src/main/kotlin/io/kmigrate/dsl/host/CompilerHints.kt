package io.kmigrate.dsl.host

import io.kmigrate.dsl.message.HintMessages

/**
 * Words that people guess, and the words they want: one line of advice below the compiler's
 * message.
 */
internal object CompilerHints {
    /**
     * @property message what the compiler says
     * @property line what stands in the line it names
     */
    private class Hint(val message: Regex, val line: Regex, val fix: String)

    /**
     * The advice for a message about a line; null for none.
     *
     * @param unresolved the name that the compiler does not know, if it is that
     */
    fun of(message: String, line: String, unresolved: String?): String? {
        if (unresolved != null && IMPORT.containsMatchIn(line)) {
            return HintMessages.applicationClass()
        }
        return unresolved?.let { WORDS[it] ?: TYPES[it]?.let(HintMessages::import) }
            ?: HINTS.firstOrNull {
                    it.message.containsMatchIn(message) && it.line.containsMatchIn(line)
                }
                ?.fix
    }

    private val IMPORT = Regex("^\\s*import\\s")

    /** Words of other tools and of SQL. */
    private val WORDS: Map<String, String> =
        mapOf(
            "enum" to HintMessages.enumeration(),
            "int" to HintMessages.write("integer(\"name\")"),
            "bigint" to HintMessages.write("long(\"name\")"),
            "bigInteger" to HintMessages.write("long(\"name\")"),
            "smallint" to HintMessages.write("short(\"name\")"),
            "string" to HintMessages.write("varchar(\"name\", 255)"),
            "boolean" to HintMessages.write("bool(\"name\")"),
            "numeric" to HintMessages.write("decimal(\"name\", 10, 2)"),
            "bytea" to HintMessages.write("binary(\"name\")"),
            "varbinary" to HintMessages.write("binary(\"name\", 255)"),
            "clob" to HintMessages.write("text(\"name\")"),
            "timestamptz" to HintMessages.write("timestampWithTimeZone(\"name\")"),
            "bigserial" to HintMessages.write("long(\"name\").autoIncrement()"),
            "notNull" to HintMessages.notNull(),
            "addForeignKey" to
                HintMessages.write(
                    "createForeignKey(\"name\", \"table\", \"other\", \"column\", \"id\")"
                ),
            "addIndex" to HintMessages.write("createIndex(\"name\", \"table\", \"column\")"),
            "addUnique" to
                HintMessages.write("createUniqueConstraint(\"name\", \"table\", \"column\")"),
            "addCheck" to
                HintMessages.write("createCheckConstraint(\"name\", \"table\", \"condition\")"),
            "addPrimaryKey" to
                HintMessages.write("createPrimaryKey(\"name\", \"table\", \"column\")"),
            "removeColumn" to HintMessages.write("dropColumn(\"table\", \"column\")"),
            "modifyColumn" to
                HintMessages.write("alterColumn(\"table\", \"column\") { type { text(it) } }"),
            "changeColumn" to
                HintMessages.write("alterColumn(\"table\", \"column\") { type { text(it) } }"),
        ) + COLUMN_WORDS.associateWith(HintMessages::columnOutside)

    /** Columns have words only inside a table. */
    private val COLUMN_WORDS: List<String>
        get() =
            listOf(
                "integer",
                "long",
                "short",
                "varchar",
                "text",
                "bool",
                "decimal",
                "date",
                "datetime",
                "timestamp",
                "uuid",
                "databaseEnum",
                "json",
                "jsonb",
                "references",
                "primaryKey",
                "foreignKey",
            )

    /** Types that a default may be made of, by their simple names. */
    private val TYPES: Map<String, String> =
        listOf("LocalDate", "LocalDateTime", "LocalTime", "Instant", "OffsetDateTime", "Duration")
            .associateWith { "java.time.$it" } + mapOf("UUID" to "java.util.UUID")

    private val ANY = Regex("")
    private val NULL = Regex("[Nn]ull can|Nothing\\?|Argument type mismatch")

    /** The first that fits is given. */
    private val HINTS: List<Hint> =
        listOf(
            Hint(
                ANY,
                Regex("\\btype\\s*\\{\\s*\\w+\\((?!\\s*(it|\")\\b)"),
                HintMessages.typeName(),
            ),
            Hint(NULL, Regex("\\bdefault\\(\\s*null\\s*\\)"), HintMessages.nullDefault()),
            Hint(ANY, Regex("\\breference\\(\\s*\"[^\"]*\"\\s*,\\s*\""), HintMessages.reference()),
            Hint(ANY, Regex("\\bcreateTrigger\\("), HintMessages.trigger()),
            Hint(
                ANY,
                Regex("\\bcreate(Function|Procedure|Aggregate)\\("),
                HintMessages.program(),
            ),
            Hint(ANY, Regex("\\bforeignKey\\("), HintMessages.foreignKey()),
            Hint(ANY, Regex("\\bcreateForeignKey\\("), HintMessages.createForeignKey()),
            Hint(ANY, Regex("\\benum\\("), HintMessages.enumeration()),
            Hint(
                Regex("parameter 'description'"),
                Regex("\\bdata\\s*\\{"),
                HintMessages.dataStep(),
            ),
            Hint(Regex("Cannot access 'var up"), ANY, HintMessages.write("upgrade { … }")),
            Hint(Regex("Cannot access 'var down"), ANY, HintMessages.write("downgrade { … }")),
            Hint(Regex("fun execute\\(.*implicit receiver"), ANY, HintMessages.sqlInStep()),
            Hint(Regex("implicit receiver|DSL"), ANY, HintMessages.wrongReceiver()),
        )
}
