package io.kmigrate.dsl

/** What `docs/lint.md` says beside its rules. */
internal object LintChapters {
    fun introduction(): String =
        """
        A rule judges one operation and the schema before it. Two groups of rules are asked at different times:

        | asked by | rules | needs |
        |---|---|---|
        | `revision --autogenerate`, `diff`, `check` | those that lose data or fail, marked "every change" | no database |
        | `migrate lint`, and every `upgrade` before it begins | all | a database, or `--dialect` |

        - An **error** may lose data, may fail on the database, or keeps others waiting for a large table.
        - A **warning** works, and has a better form.
        - An **info** is worth knowing.

        `revision --autogenerate` writes a change that has an error only if you agree: at the terminal, or with
        `--allow-destructive`.

        ## migrate lint

        ```
        ${'$'} migrate lint
        error[pg-index-not-concurrent]: writes to orders are blocked for the whole build of ix_state: 48 million rows, 11 GB, about 2 min
          at   migrations/2f9c_index.migration.kts:5:5
               5 |     createIndex("ix_state", "orders", "state")
                 |     ^
          fix  create the index with concurrently = true

        1 revision: 1 error, 0 warnings
        ```

        | call | judges |
        |---|---|
        | `migrate lint` | revisions that the database does not have yet |
        | `migrate lint ab12:head` | the upgrades from one revision to another; a range that is the wrong way round is refused |
        | `migrate lint --since origin/main` | the revisions that are new or changed in a branch of git |
        | `migrate lint --dialect postgresql --target-version 15` | all revisions, or a range, and asks no database |

        It exits with 3 if there are errors, and with 0 if there are only warnings. `--format` prints `text`, `json`,
        `sarif` (2.1.0, for code scanning), `github` (annotations of a workflow) or `junit` (XML).

        **New and small tables.** Rules about locks, scans and rewrites have nothing against a table that the same
        revisions create, nor against one that is small on this database. Rules about data and about running instances
        of the application do not ask for the size. Sizes are estimates from statistics; no row is counted:

        | database | rows | bytes |
        |---|---|---|
        | PostgreSQL | `reltuples`, for the pages of now; before the first ANALYZE, pages by the width of the columns. Partitions are added up | with indexes |
        | MySQL, MariaDB | `information_schema.tables`; on MySQL with `information_schema_stats_expiry = 0`, which else gives figures of yesterday | with indexes |
        | SQLite | the greatest rowid, and never more than the file has room for | unknown |
        | H2 | its own count | unknown |
        | SQL Server | `sys.dm_db_partition_stats`; written after the manual | with indexes |
        | Oracle | `ALL_TABLES`, as of the last DBMS_STATS; written after the manual | without indexes |

        A table is large from 100,000 rows or 100 MiB on. `large_rows` and `large_bytes` of `[lint]` say otherwise. A
        server that does not tell is named in a warning, and all its tables count as large. So do all tables with
        `--dialect`. Durations are rough: rows a second as PostgreSQL 15 has
        them on two busy cores, measured by `benchmarks/lint-rates/rates.sql`.

        **SQL text.** `execute` and `executeFile` are read a statement at a time, by the rules of the database's own
        lexer. A statement that changes a table becomes the operation that a script would say it with, and is judged
        as that. A statement that cannot be read, and the code of `data`, is named once a revision: [`opaque-sql`](#opaque-sql).
        [A decision](decisions/0020-sql-text-is-read-into-operations.md) says why no parser library does it.

        - A statement that names an index alone, such as `DROP INDEX` or `REINDEX INDEX` on PostgreSQL, is judged by the
          size of the index's table. One about every table, such as `VACUUM FULL`, is judged by the largest.
        - The body of a `DO` block is judged where it stands. The body of a function or procedure is judged where a script
          calls it, if the same revisions make it: until then it changes nothing. The query of a view changes nothing
          either, except for functions that a materialized view calls when it is filled.
        - A statement behind `WITH`, or inside of it, is judged as if it stood alone. So is one that `EXPLAIN ANALYZE` runs,
          and the text of `PREPARE` and `EXECUTE IMMEDIATE`. On MySQL and MariaDB, the words of a comment that the server
          executes are read.
        - The keys of a table tell how many of its rows a statement changes: [`unbatched-dml`](#unbatched-dml). The same holds
          for `bulkUpdate` and `bulkDelete`. `INSERT … SELECT` is judged by the table that its rows come from.
          [A decision](decisions/0038-keys-tell-how-many-rows.md) says why.

        **Tables that no script made.** Where a database answers, `migrate lint` reads the tables that the judged revisions
        touch. So it knows their columns and keys, as the gate does. With `--dialect`, only the scripts tell.

        **Assertions.** `unsafe("why") { … }` around operations silences their errors. The reason stands in the plan,
        in the history and in `log`, and in no checksum. An empty reason is refused, and
        [needless ones](#needless-unsafe) are found. An assertion is needless if no rule has an error on any database that the
        script may meet. Sizes, and what `[lint.rules]` says, do not count for that.

        ```kotlin
        upgrade {
            unsafe("the shop is closed on Sunday") {
                createIndex("ix_state", "orders", "state")
            }
        }
        ```

        **An old project.** `migrate lint --update-baseline` writes what is found to `lint-baseline.json` beside
        `migrate.toml`. These findings are accepted from then on, wherever their lines move.

        **The gate.** Before `upgrade` runs anything, it asks the error rules about large tables, with one query for
        their sizes. It refuses with `unsafe-operation` what is neither safe, small, nor in `unsafe`. An operation that
        runs [in parts that let others work](online.md) is safe. The gate asks once it has the lock of the run, and
        does not judge again what an unfinished revision has done. An upgrade with
        nothing pending asks nothing, and neither does one that touches no table that is there. A `--dry-run` is judged
        as its upgrade, with the same error, before it tries anything.

        ```toml
        [lint]
        gate = "error"           # or "warn", or "off"
        large_rows = 100_000
        large_bytes = 104_857_600

        [lint.rules]
        pg-type-hygiene = "off"
        rename-column = "error"
        ```

        ## Rules
        """
            .trimIndent()

    /** The catalogue of other tools has these, and no rule is needed here. */
    fun notRules(): String =
        """
        ## Not a rule here

        Other tools warn of these. Kmigrate does them by itself, refuses them, or cannot see them in operations:

        | danger | instead of a rule |
        |---|---|
        | CREATE INDEX CONCURRENTLY in a transaction | such operations and statements run outside of one |
        | a name longer than the database keeps | refused before anything runs: `name-too-long` |
        | several DDL statements on MySQL fail partway | each operation is recorded, and `resume` continues |
        | instant columns of MySQL run out of row versions | the server says so before it changes anything |
        | SQLite empties children when a table is rebuilt; renames follow into views | the rebuild switches foreign keys off, checks them, and renames in the right order |
        | SQLite adds or drops a column only with limits, or without them since 3.53 | the table is rebuilt where that is needed, by the version of the library |
        | SQL Server keeps a column because of its default | the default is looked up and dropped first |
        | Oracle before 12.2: names of 30 bytes, slow defaults | such versions are not supported |
        | batches without an index on their key | a script has no batches of its own kind |
        | application code or a clock in a script | operations do not show it; [scripts](scripts.md) say how to keep it out |
        | revisions beneath applied ones, several heads | `upgrade` refuses late revisions, and `check --heads` finds heads |
        | a column goes before its data step is finished | steps run in order, and an unfinished one stops the upgrade |
        | an assertion without a reason | refused when the script is read |
        """
            .trimIndent()

    fun squawk(): String = buildString {
        appendLine("## Beside squawk")
        appendLine()
        appendLine(
            "Sixty migrations for PostgreSQL, judged by [squawk](https://squawkhq.com) 2.66 as SQL text, and by `migrate lint\n" +
                "--dialect postgresql`. `SquawkTest` makes the table and compares. `dsl/src/test/resources/squawk/README.md` says how\n" +
                "squawk's answer is made again."
        )
        appendLine()
        append(SquawkComparison.table())
        appendLine()
        appendLine("Rules of squawk that are left out:")
        appendLine()
        SquawkComparison.without.forEach { (rule, reason) -> appendLine("- `$rule`: $reason") }
        if (SquawkComparison.elsewhere.isNotEmpty()) {
            appendLine()
            appendLine("Findings of squawk that do not apply:")
            appendLine()
            SquawkComparison.elsewhere.forEach { (where, reason) ->
                appendLine("- `${where.first}` of migration ${where.second}: $reason")
            }
        }
    }
}
