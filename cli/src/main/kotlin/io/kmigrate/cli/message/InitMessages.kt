package io.kmigrate.cli.message

/** Questions about a new project. */
internal object InitMessages {
    fun databaseUrl(): String = "Database, such as postgresql://user:password@host/database"

    fun models(): String =
        "The model declares your tables, and Kmigrate writes the scripts for its changes:\n" +
            "  none     you write each script\n" +
            "  scripts  *.tables.kts files in the folder model\n" +
            "  classes  Exposed tables of your application"

    fun model(): String = "Model"

    fun answerOneOf(choices: List<String>): String = "Answer ${choices.joinToString(" or ")}."

    fun tables(): String = "Class or package of the tables, such as com.acme.Tables"

    fun notAClass(): String = "Answer with the name of a class or a package, such as com.acme."

    fun classPath(): String = "Folder or jar of the classes"

    fun byHand(): String = "This needs quotes or escapes: write it into migrate.toml afterwards."

    fun passwordThere(): String =
        "This folder has a file .env: write the password into it as MIGRATE_PASSWORD, and leave it out here."

    fun answerNeeded(): String = "This question needs an answer."
}
