package io.kmigrate.diff

import io.kmigrate.testing.TestDatabase

/** Rows that no scenario of a database can show: where they are held, or that they are missing. */
private val elsewhere: Map<Int, Pair<String, String>> =
    mapOf(
        90 to
            ("a filter keeps a schema, table, column, index or constraint as it is" to
                "SchemaDiffTest"),
        91 to ("the filter is asked about both sides" to "SchemaDiffTest"),
        92 to ("a foreign key to a table that is left out stays" to "SchemaDiffTest"),
        93 to ("the version table is left out" to "SchemaDiffTest"),
        94 to ("several models, and one table in two of them" to "HostModelTest"),
        95 to ("an empty model drops nothing" to "SchemaDiffTest"),
        96 to
            ("a column whose name in code is another" to
                "does not apply: a model's column has one name"),
        108 to
            ("checks named by a convention" to
                "does not apply: the convention's name is in the model"),
        109 to ("a database whose checks cannot be read" to "does not apply: all are read"),
        114 to
            ("an alteration carries what it does not change" to
                "does not apply: it is taken from the catalog when it runs"),
        123 to ("SQL Server's parentheses around defaults" to "SqlServerCatalogTest"),
        128 to ("every operation is undone exactly" to "every row of this table"),
        129 to ("the script compiles" to "OperationTextTest"),
        130 to
            ("nothing is left once carried out" to "every row of this table, DiffPropertiesTest"),
        131 to
            ("undone, the database is as at the start" to
                "every row of this table, DiffPropertiesTest"),
        132 to ("nothing to do: no script unless asked for" to "the scenario autogenerate.txt"),
    )

private val intro =
    """
    # What autogenerate finds

    ## Renames

    What goes and what comes in one table may be one column under a new name. At a terminal that is asked, the
    likeliest first; `--rename users.mail=email` decides it, `--no-renames` says that there is none, and where
    nobody can be asked, an undecided one stops the command. A column renamed with another type, nullability
    or default is `renameColumn` followed by `alterColumn`. Each pair has a likeness from 0 to 1, and is worth
    asking from 0.5 on. It is the sum of

    | evidence about a column | counts |
    |---|---|
    | names alike: 1 for the same letters, 0.8 where one holds the other, else the share of common letter pairs | 0.3 × that |
    | the same type | 0.5 |
    | another type: of the same family (two numbers, two texts, a date and a timestamp) | 0.2 |
    | another type: the same comment | 0.1 |
    | another type: the same columns before it | 0.1 |
    | another type: no other column of the table goes or comes | 0.1 |
    | the same nullability and default | 0.1 |
    | in as many keys and indexes | 0.1 |

    For a table, three quarters are the share of columns with the same name and type, one quarter is the
    likeness of the names.

    ## What is left alone

    - Views, sequences, functions, aggregates, procedures and triggers, which a model has no words for: they are named as
      "not compared", on standard error and in the JSON. `--from-database` writes them all the same. A view whose
      query names a table or column that is dropped, or whose type is narrowed, is named with that change: some
      databases refuse it, the others keep a view that fails. On PostgreSQL any change of a column's type is refused as
      long as a view reads the column: there, the view is named with a wider type, too.
    - What scripts have no words for either: domains and other types, collations, rules, row security, inheritance,
      partitions, extended statistics, foreign tables, extensions, text search, indexes of materialized views and comments on
      anything but tables and columns on PostgreSQL; events, engines, options of tables, `ON UPDATE`, comments on indexes,
      system versioning, invisible columns, programs of another `sql_mode` and `USING BTREE` in tables of the engine MEMORY on
      MariaDB and MySQL; domains, constants and synonyms on H2; virtual tables on SQLite; synonyms, types, encrypted programs,
      temporal, memory-optimized, external and graph tables, partitions, column store and full-text indexes, security policies
      and extended properties on SQL Server; synonyms, types, packages, links, jobs, temporary, partitioned, clustered and
      external tables, invisible columns, domain indexes, policies and disabled constraints on Oracle. Each is named as "not
      compared". `--from-database` makes it by `execute` where its SQL can be had: on PostgreSQL, all but operators and their
      classes, base types, types that need a function of the schema, foreign tables, tablespaces, publications and event
      triggers; on H2, all but linked tables; on SQLite, all; on MariaDB and MySQL, system versioning, indexes that are ignored
      or invisible and primary keys over a part of a column. The rest it names as "not written", and in a comment of the
      script, where `execute` can make it. Engines, options, collations and `ON UPDATE` it writes, where they are not what the database gives a new table.
      No downgrade drops an extension. A policy is for roles that must be there.
      Owners and privileges do not count. A question that a database refuses, for want of a privilege, ends nothing: what it
      was about is said to have not been looked for. The questions to SQL Server and Oracle were written from their manuals
      and never run on a server.
    - Of a schema that `include` names, all of the above is named as `billing.v`, and `--from-database` writes it. A function
      or trigger of another database of MariaDB or MySQL, whose text does not say where it belongs, is "not written".
    - What `--from-database` makes otherwise without a word: on PostgreSQL, a table that inherits has the columns as its own,
      too, and partitions have generated names for their indexes; on MariaDB and MySQL, the order of indexes in a table, how
      wide numbers are shown, `USING` where the engine does without, and an index with the columns of a foreign key and a name
      that InnoDB would give: it counts as made by InnoDB, which names it anew, or does without where another serves; on
      SQLite, names of types that keep the same values (`INT` for `INTEGER`), `AUTOINCREMENT` on every key that numbers rows,
      and `NOT NULL` on every other one; on H2, names of constraints that nobody gave. Where a script keeps a type as it is
      declared, as `DATETIME` on SQLite, `--against history` tells it from a model's own, and `--against database` does not.
    - Partitioned tables that the model does not have; they are named, too.
    - Tables of schemas that neither the model nor `include` names. What they refer to by a foreign key or as the
      type of a column stays: such a table is not dropped, which is said with the name of the key that is
      in the way, and neither is an enumeration. A change of a key or column that they refer to is listed as
      dangerous, because the database will refuse it ([rule](lint.md#foreign-key-in-the-way)).
    - What `exclude` of `env.kts` names, and the version and history tables.

    ## Random models

    `DiffPropertiesTest` makes random models on real databases, expects no difference, changes them, carries out
    what was found, expects no difference again, undoes it and expects the start. 1000 models on each:

    ```
    mvn test -pl runtime -Dtest=DiffPropertiesTest -Ddiff.count=1000 -Ddiff.seed=70000
    ```

    | | SQLite | PostgreSQL | MariaDB | H2 |
    |---|---|---|---|---|
    | went there and back | 968 | 1000 | 967 | 1000 |
    | refused with a sentence on what the database cannot do | 32 | 0 | 33 | 0 |
    | failed | 0 | 0 | 0 | 0 |

    `-Ddiff.database=MARIADB` runs one database alone.

    ## The list

    The numbers are those of a list of 132 differences, drawn up from Alembic's behaviour and tests. Each cell
    is what a test found on a real database: `DiffScenarioTest` makes the database, compares it with the model,
    carries out the operations, compares again and expects nothing, undoes them and expects the start. The test
    writes this table. "–" means that the database does not have what the row is about.

    """
        .trimIndent()

fun scenarioTable(): String {
    val all = (commonScenarios + objectScenarios).groupBy { it.row }
    val rows =
        (1..132).flatMap { row ->
            all[row]?.groupBy { it.title }?.map { (title, found) -> line(row, title, found) }
                ?: listOf(
                    elsewhere.getValue(row).let { "| $row | ${it.first} | ${it.second} | | | |" }
                )
        }
    return intro +
        "\n| # | difference | SQLite | PostgreSQL | MariaDB | H2 |\n|---|---|---|---|---|---|\n" +
        rows.joinToString("\n", postfix = "\n")
}

private fun line(row: Int, title: String, found: List<DiffScenario>): String {
    val cells =
        TestDatabase.entries.map { database ->
            found.firstOrNull { database in it.on }?.let { cell(it, database) } ?: "–"
        }
    return "| $row | $title | ${cells.joinToString(" | ")} |"
}

private fun cell(scenario: DiffScenario, database: TestDatabase): String {
    val expected = scenario.otherwise[database] ?: scenario.expected
    val done = expected.joinToString(", ").ifEmpty { "nothing" }
    return scenario.missing[database]?.let { "missing: $it" } ?: done
}
