package io.kmigrate.dsl.message

/** Advice below a message of the compiler: the word that was probably meant. */
internal object HintMessages {
    /** @param call an example, as code */
    fun write(call: String): String = "write `$call`"

    /** @param type its full name */
    fun import(type: String): String = "add `import $type` at the top of the script"

    fun enumeration(): String =
        "write `databaseEnum(\"name\", \"type\", \"label\", …)`; PostgreSQL needs `createEnum` before it"

    fun notNull(): String = "leave it out: a column is not null unless `.nullable()` says so"

    /** @param word a word for a column */
    fun columnOutside(word: String): String =
        "use `$word` inside createTable(\"table\") { … } or addColumn(\"table\") { … }"

    fun typeName(): String = "name the column by `it`, as in `type { text(it) }`"

    fun nullDefault(): String = "leave it out: a column has no default unless one is given"

    fun reference(): String =
        "declare the column with its type: `integer(\"name\").references(\"table\", \"column\")`"

    fun trigger(): String =
        "write `createTrigger(\"name\", \"table\", \"create trigger …\")`, with the whole statement"

    fun program(): String =
        "write `createFunction(\"name\", \"create function …\")`, with the whole statement"

    fun foreignKey(): String =
        "write `foreignKey(\"name\", \"column\", \"table\", \"id\")`; for several columns, lists"

    fun createForeignKey(): String =
        "write `createForeignKey(\"name\", \"table\", \"other\", \"column\", \"id\")`; for several columns, lists"

    fun dataStep(): String = "say what the step does: `data(\"names in two columns\") { … }`"

    fun wrongReceiver(): String =
        "close the block before it: this word belongs to upgrade { … }, not inside a table or a step"

    fun sqlInStep(): String =
        "write `exec(\"…\")` in a data step; `execute` belongs to upgrade { … }"

    fun applicationClass(): String =
        "set `classpath` in migrate.toml to the folder or jar that has it. Better, declare the table in the " +
            "script: a table of the application changes later"
}
