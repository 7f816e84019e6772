package io.kmigrate.cli.command

/** Backfills that wait to be run. */
internal object FixBackfillCases {
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
                    "createTable(\"t\") {\n" +
                        "    val id = integer(\"id\")\n    primaryKey(id)\n" +
                        "    integer(\"n\")\n" +
                        "}\n" +
                        "execute(\"insert into t with recursive s(i) as " +
                        "(select 1 union all select i + 1 from s where i < 2000) " +
                        "select i, 0 from s\")\n" +
                        "backfill(\"grow\", \"t\", background = true) { set(\"n\", \"n + 1\") }",
                )
                succeed("upgrade")
                script("bbbb2222", "aaaa1111", "requiresBackfill(\"grow\")")
            },
            FixCase(
                "UsageMessages.backfillWithoutName: migrate backfill list",
                "backfill pause",
                "migrate backfill list",
            ) {
                script("aaaa1111", null)
            },
        )
}
