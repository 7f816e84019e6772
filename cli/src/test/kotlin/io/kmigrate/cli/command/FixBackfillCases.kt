package io.kmigrate.cli.command

/** Backfills that wait to be run. */
internal object FixBackfillCases {
    private const val ROWS =
        "createTable(\"t\") {\n" +
            "    val id = integer(\"id\")\n    primaryKey(id)\n" +
            "    integer(\"n\")\n" +
            "}\n" +
            "execute(\"insert into t with recursive s(i) as " +
            "(select 1 union all select i + 1 from s where i < 2000) " +
            "select i, 0 from s\")\n"
    private const val GROW =
        "backfill(\"grow\", \"t\", background = true) { set(\"n\", \"n + 1\") }"

    val ALL: List<FixCase> =
        listOf(
            FixCase(
                "BackfillMessages.pending: migrate backfill run",
                "upgrade",
                "migrate backfill run",
                after = listOf("upgrade"),
            ) {
                script(
                    "aaaa1111",
                    null,
                    ROWS + GROW,
                )
                succeed("upgrade")
                script("bbbb2222", "aaaa1111", "requiresBackfill(\"grow\")")
            },
            FixCase(
                "BackfillMessages.registeredHere: migrate upgrade <id>",
                "check --backfills",
                "migrate upgrade bbbb2222",
                after = listOf("backfill run", "upgrade"),
            ) {
                gateOfTheSameUpgrade()
            },
            FixCase(
                "BackfillMessages.registeredHere: migrate backfill run",
                "check --backfills",
                "migrate backfill run",
                after = listOf("upgrade bbbb2222", "backfill run", "upgrade"),
            ) {
                gateOfTheSameUpgrade()
            },
            FixCase(
                "BackfillMessages.stopped: migrate backfill resume \"<name>\"",
                "backfill run grow",
                "migrate backfill resume \"grow\"",
                after = listOf("backfill run", "upgrade"),
            ) {
                gateOfTheSameUpgrade()
                succeed("upgrade bbbb2222")
                succeed("backfill pause grow")
            },
            FixCase(
                "BackfillMessages.failedRows: migrate backfill retry \"<name>\"",
                "upgrade",
                "migrate backfill retry \"grow\"",
                after = listOf("upgrade"),
            ) {
                script(
                    "aaaa1111",
                    null,
                    "execute(\"create table t (id integer primary key, n integer check (n < 9))\")\n" +
                        "execute(\"insert into t values (1, 0), (2, 8), (3, 0)\")\n" +
                        "backfill(\"grow\", \"t\", onError = skip(max = 5)) { set(\"n\", \"n + 1\") }",
                )
                script("bbbb2222", "aaaa1111", "execute(\"update t set n = 0 where id = 2\")")
                succeed("upgrade")
                script("cccc3333", "bbbb2222", "requiresBackfill(\"grow\")")
            },
            FixCase(
                "BackfillMessages.lineFailed: migrate resolve <id> --mark-reverted",
                "upgrade",
                "migrate resolve <id> --mark-reverted",
                typed = "resolve bbbb2222 --mark-reverted -m why",
                after = listOf("upgrade"),
            ) {
                script("aaaa1111", null, "createTable(\"t\") { integer(\"id\"); integer(\"n\") }")
                // Large enough to be loaded in batches.
                val rows = (1..400_000).map { "$it,${if (it == 200_000) "none" else "1234"}" }
                file("migrations/rows.csv", rows.joinToString("\n", prefix = "id,n\n"))
                script("bbbb2222", "aaaa1111", "loadCsv(\"t\", \"rows.csv\")")
                succeed("upgrade aaaa1111")
                afterFailure {
                    sql("delete from t")
                    file("migrations/rows.csv", "id,n\n1,1234\n")
                }
            },
            FixCase(
                "UsageMessages.backfillWithoutName: migrate backfill list",
                "backfill pause",
                "migrate backfill list",
            ) {
                script("aaaa1111", null)
            },
        )

    /** Rows are there; one revision registers a backfill of them, and the next waits for it. */
    private fun FixProject.gateOfTheSameUpgrade() {
        script("aaaa1111", null, ROWS)
        succeed("upgrade")
        script("bbbb2222", "aaaa1111", GROW)
        script("cccc3333", "bbbb2222", "requiresBackfill(\"grow\")")
    }
}
