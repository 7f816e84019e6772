package io.kmigrate.cli.command

/** Databases and revisions of a project that came from another tool. */
internal object FixImportCases {
    private const val SECTION = "[import]\nfrom = \"flyway\"\nalso_write = true"

    val ALL: List<FixCase> =
        listOf(
            FixCase(
                "ImportMessages.notExported: migrate export --format <tool>",
                "upgrade",
                "migrate export --format flyway",
                "export --format flyway @",
                listOf("upgrade", "current --check-heads"),
            ) {
                imported()
                script("aaaa1111", "v1")
            },
            FixCase(
                "ImportMessages.takeOverFirst: upgrade --plan",
                "upgrade --dry-run",
                "upgrade --plan",
            ) {
                imported()
            },
            FixCase(
                "ImportMessages.takeOverFirst: adopt",
                "downgrade base",
                "adopt",
                after = listOf("current --check-heads"),
            ) {
                imported()
            },
            FixCase(
                "RunMessages.importedDatabase: migrate adopt",
                "status",
                "migrate adopt",
                after = listOf("current --check-heads"),
                isFailure = false,
            ) {
                imported(isNamed = false)
            },
            FixCase(
                "ImportMessages.fileOutdated: migrate export --format <tool>",
                "upgrade",
                "migrate export --format flyway",
                "export --format flyway @",
                listOf("upgrade"),
                isFailure = false,
            ) {
                imported(
                    objects =
                        ", \"repeatable\": {\"v.repeatable.kts\": {\"file\": \"R__v.sql\", " +
                            "\"key\": \"v\", \"checksum\": \"1\", \"objects\": {\"view v\": \"old\"}}}"
                )
                file("migrations/repeatable/v.repeatable.kts", "view(\"v\", \"select 1 as id\")")
            },
        )

    /** A database of Flyway that has all of its files. */
    private fun FixProject.imported(isNamed: Boolean = true, objects: String = "") {
        script("v1", null)
        file(
            "migrations/import-map.json",
            "{\"tool\": \"flyway\", \"revisions\": " +
                "{\"v1\": {\"file\": \"V1__a.sql\", \"key\": \"1\", \"checksum\": \"\"}}$objects}",
        )
        if (isNamed) settings(SECTION)
        sql(
            "create table flyway_schema_history (installed_rank integer, version text, description text, type text, " +
                "script text, checksum integer, installed_by text, execution_time integer, success boolean)"
        )
        sql(
            "insert into flyway_schema_history values (1, '1', 'a', 'SQL', 'V1__a.sql', null, 'x', 1, 1)"
        )
    }
}
