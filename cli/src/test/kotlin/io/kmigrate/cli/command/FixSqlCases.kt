package io.kmigrate.cli.command

/** SQL text that is refused, and ranges. */
internal object FixSqlCases {
    val ALL: List<FixCase> =
        listOf(
            FixCase(
                "OnlineMessages.impossible: --online auto",
                "upgrade --online always",
                "--online auto",
                "upgrade --online auto",
            ) {
                script("aaaa1111", null)
                succeed("upgrade")
                script("bbbb2222", "aaaa1111", "createIndex(\"ix\", \"a\", \"id\")")
            },
            FixCase(
                "RunMessages.codeInSql: --plan -v",
                "upgrade --sql",
                "--plan -v",
                "upgrade --plan -v",
            ) {
                code()
            },
            FixCase(
                "RunMessages.guardInSql: --plan -v",
                "upgrade --sql",
                "--plan -v",
                "upgrade --plan -v",
            ) {
                val guarded = "onlyIf(\"select 1\", equals = 1) { execute(\"select 2\") }"
                script("aaaa1111", null, guarded)
            },
            FixCase(
                "ScriptMessages.unknownDatabase: --url",
                "schema",
                "--url",
                "--url jdbc:h2:mem:fix schema",
            ) {
                file("migrate.toml", "[migrate]\nscripts = \"migrations\"\n")
                script("aaaa1111", null, "on(\"h2\") { createTable(\"a\") { integer(\"id\") } }")
            },
            FixCase(
                "RunMessages.hookCodeInSql: --plan -v",
                "upgrade --sql",
                "--plan -v",
                "upgrade --plan -v",
            ) {
                line()
                file("env.kts", "afterStep { data(\"tell\") { println() } }\n")
            },
            FixCase(
                "RunMessages.leadsAwayInSql: --plan -v",
                "upgrade --sql --dialect mysql",
                "--plan -v",
                "upgrade --plan -v",
            ) {
                script("aaaa1111", null, "execute(\"use other\")")
            },
            FixCase(
                "RunMessages.unknownInSql: --plan -v",
                "upgrade --sql --dialect mysql",
                "--plan -v",
                "upgrade --plan -v",
            ) {
                sql("create table old (id integer, note varchar(10))")
                script("aaaa1111", null, "alterColumn(\"old\", \"note\") { nullable(false) }")
            },
            FixCase(
                "UnsupportedRunMessages.timeoutsOfText: --plan -v",
                "upgrade --sql",
                "--plan -v",
                "upgrade --plan -v",
            ) {
                line()
                settings("statement_lock_timeout = \"5s\"")
            },
            FixCase(
                "RunMessages.dryRun: --plan -v",
                "upgrade --dry-run",
                "--plan -v",
                "upgrade --plan -v",
            ) {
                script("aaaa1111", null, header = "transactional = false")
            },
            FixCase(
                "TargetMessages.rangeRequired: downgrade head:<target> --sql",
                "downgrade aaaa1111 --sql",
                "downgrade head:aaaa1111 --sql",
            ) {
                line()
            },
            FixCase(
                "TargetMessages.rangeRequired: --plan -v",
                "downgrade aaaa1111 --sql",
                "--plan -v",
                "downgrade aaaa1111 --plan -v",
            ) {
                line()
                succeed("upgrade")
            },
            FixCase(
                "TargetMessages.rangeNotAllowed: --sql",
                "upgrade aaaa1111:bbbb2222",
                "--sql",
                "upgrade aaaa1111:bbbb2222 --sql",
            ) {
                line()
            },
            FixCase(
                "UsageMessages.severalSqlTargets: --sql <first>",
                "upgrade bbbb2222 cccc3333 --sql",
                "--sql bbbb2222",
                "upgrade --sql bbbb2222",
            ) {
                fork()
            },
            FixCase(
                "UsageMessages.severalSqlTargets: --plan -v",
                "upgrade bbbb2222 cccc3333 --sql",
                "--plan -v",
                "upgrade bbbb2222 cccc3333 --plan -v",
            ) {
                fork()
            },
        )
}
