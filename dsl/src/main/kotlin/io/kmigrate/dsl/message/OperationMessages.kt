package io.kmigrate.dsl.message

import io.kmigrate.failure.NearNames

/** Sentences about calls in a block that make no sense. The place of the call goes with them. */
internal object OperationMessages {
    fun emptyTableName(): String = "a table's name is empty"

    /** @param subject such as `the column's name` */
    fun empty(subject: String): String = "$subject is empty"

    fun noReason(): String = "unsafe gives no reason: say why the operations may run as they are"

    /** A GRANT that nobody can turn around. */
    fun noRevoke(): String =
        "the statement is no plain GRANT … TO …: say with revoke what takes it back"

    fun noDatabases(): String = "on names no database: write on(\"postgresql\") { … }"

    fun onExcluded(inner: List<String>, outer: Set<String>): String =
        "on(${inner.joinToString()}) is inside on(${outer.joinToString()}): its operations would never run"

    fun onInChanges(): String =
        "changes { } describes one text: write on(…) around execute, each with its own changes"

    fun guardInGuard(inner: String, outer: String): String =
        "$inner is inside $outer: write one query that asks for both"

    fun unwritableExpectation(): String =
        "equals of onlyIf takes a number, true or false, a text or null"

    fun backfillInGuard(word: String): String =
        "a backfill is inside $word: say in its where which rows it changes"

    fun notMaking(call: String): String =
        "$call is inside onlyIfMissing, which takes operations that make something: use onlyIf"

    fun firstAndAfter(): String = "a column stands first or after another, not both"

    fun afterItself(column: String): String = "column $column cannot stand after itself"

    fun noColumn(call: String): String = "$call names no column"

    fun columnNameOf(call: String): String = "a column's name of $call"

    fun repeatedColumn(call: String, column: String): String = "$call names column $column twice"

    fun unknownColumn(table: String, column: String): String =
        "table $table declares no column $column"

    fun needsDeferrable(): String = "initiallyDeferred = true needs deferrable = true"

    fun secondPrimaryKey(table: String): String = "table $table has two primary keys"

    fun tableWithoutColumns(table: String): String = "table $table has no columns"

    fun unequalForeignKey(columns: Int, referents: Int): String =
        "the foreign key has $columns columns and refers to $referents"

    fun periodAlone(): String =
        "a period is the last of several columns: name the columns before it that are compared"

    fun notNullOfNullable(column: String): String =
        "notNull names the NOT NULL of column $column, which is nullable"

    fun severalColumns(count: Int): String =
        "addColumn declares one column, this one $count: call it once for each"

    fun secondType(): String = "alterColumn sets the type twice"

    fun typeWithSeveralColumns(count: Int): String = "type { } declares one column, this one $count"

    fun typeWithMore(): String =
        "type { } declares a type alone; write nullable(…), default(…) or comment(…) beside it"

    fun secondDefault(): String = "alterColumn changes the default twice"

    fun unwritableDefault(type: String): String =
        "default cannot write a $type as SQL; use defaultExpression"

    fun nothingChanges(call: String): String = "$call changes nothing"

    fun usingWithoutType(): String = "using(…) needs a type { }"

    fun noLabels(enumeration: String): String = "the enumeration $enumeration has no labels"

    fun repeatedLabel(enumeration: String, label: String): String =
        "the enumeration $enumeration has the label $label twice"

    fun usingToFill(): String =
        "using(\"…\") is a place to fill in: say in SQL how the old value becomes the new type"

    /** @param program such as `function total` */
    fun notWhole(program: String): String =
        "the definition of $program is not a whole statement: begin it with CREATE"

    fun beforeAndAfter(): String = "addEnumValue takes before or after, not both"

    fun noRows(): String = "bulkInsert has no rows"

    fun emptyRow(): String = "bulkInsert has a row without columns"

    fun noValues(): String = "bulkUpdate has no values: say \"column\" to value"

    /** @param owner such as `column name` */
    fun unwritableValue(call: String, type: String, owner: String): String =
        "$call cannot write the $type of $owner as SQL"

    fun unknownDatabase(name: String, known: List<String>): String =
        listOf("there is no database $name", NearNames.question(name, known))
            .filter { it.isNotEmpty() }
            .joinToString(", ") + "; there are ${known.joinToString()}"

    fun variantsWithoutUndo(): String = "`undoVariants` needs `undo` beside it"

    fun replicasWithoutLag(): String =
        "replicas of throttle are asked for maxReplicaLag: give a time such as \"5s\""

    fun emptyCsv(file: String): String = "$file is empty: its first line names the columns"

    fun firstLineOf(file: String): String = "the first line of $file"

    fun unequalRow(file: String, line: Long, fields: Int, columns: Int): String =
        "$file, line $line has $fields fields where the first line has $columns"

    fun unreadableCsv(file: String, reason: String): String = "$file cannot be read ($reason)"

    fun unreadableSqlFile(file: String, reason: String): String = "$file cannot be read ($reason)"

    fun notInEncoding(file: String, encoding: String): String =
        "$file is no text in $encoding: save it so, or name its encoding"

    fun unknownEncoding(name: String): String =
        "there is no encoding \"$name\": write a name such as UTF-8 or ISO-8859-1"

    /** [line] where the record begins, if it is known. */
    fun openQuote(file: String, line: String?): String =
        listOfNotNull(file, line?.let { "line $it" }).joinToString() +
            ": a quote is not closed, or text follows it"

    fun noSeparator(): String = "separator is one character, and neither a quote nor a line end"

    fun noKinds(): String = "the kinds are missing: write kind(VIEW), matching(TABLE) { … }"

    fun emptyPattern(kind: String): String = "a pattern for the name of a $kind is missing or empty"

    fun misplaced(word: String): String =
        "$word is inside a block: move it to the top level of the script"

    fun codeWithoutText(description: String): String =
        "the code of data(\"$description\") has no text"

    fun noSkips(): String = "skip(max = …) needs a number above 0"

    fun notPositive(argument: String): String = "$argument needs a number above 0"

    fun noDuration(argument: String, text: String): String =
        "$argument is no time: \"$text\"; write it as 500ms, 5s or 2min"

    fun longName(most: Int): String = "the name of backfill has more than $most characters"

    fun passesWithoutWhere(): String =
        "passes needs a where: without one, each pass would change all rows again"

    fun secondRows(): String = "backfill has rows { } twice"

    fun setAndRows(): String = "backfill takes set(…) or rows { }, not both"

    fun nothingSet(): String = "backfill changes nothing: say set(…) or rows { }"

    fun keyChanged(column: String): String =
        "rows { } sets column $column, which the batches go by: a row could be met twice"

    fun keyNotDeclared(table: String, column: String): String =
        "the batches go by column $column, which the table object of $table does not declare"
}
