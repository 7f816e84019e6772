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
            ("a column with another name in code" to
                "does not apply: a model's column has one name"),
        108 to
            ("checks named by a convention" to
                "does not apply: the convention's name is in the model"),
        109 to ("a database whose checks cannot be read" to "does not apply: all are read"),
        114 to
            ("an alteration carries the unchanged parts" to
                "does not apply: it is taken from the catalog when it runs"),
        123 to ("SQL Server's parentheses around defaults" to "SqlServerCatalogTest"),
        128 to ("every operation is reverted exactly" to "every row of this table"),
        129 to ("the script compiles" to "OperationTextTest"),
        130 to
            ("no difference is left once applied" to "every row of this table, DiffPropertiesTest"),
        131 to
            ("reverted, the database is as at the start" to
                "every row of this table, DiffPropertiesTest"),
        132 to ("nothing to do: no script unless asked for" to "the scenario autogenerate.txt"),
    )

private val intro =
    """
    # Autogenerate

    `migrate revision --autogenerate` compares the model with the database, or with the scripts, and writes a script with
    the differences. `check` and `diff` make the same comparison and write no script.

    ## The model

    Declare the tables that your application wants as Exposed objects, in its classes or in `*.tables.kts` scripts. The
    driving school has them in [`migrations/model`](../migrations/model). `ModelTable` adds the parts that Exposed cannot
    declare, such as unique constraints and comments.

    ```toml
    [model]
    scripts = ["model"]                 # or: tables = ["com.acme.Tables"] with classpath = ["target/classes"]
    ```

    ```bash
    migrate check                                         # exits with 3 if the scripts do not match the model
    migrate diff                                          # shows how the database differs from the model
    migrate diff --against history                        # compares with the scripts, without a database
    migrate revision --autogenerate -m "add colour"       # writes a script with upgrade and downgrade
    migrate schema --format mermaid                       # draws the schema at any revision
    migrate schema --format html > schema.html            # the same as a page to search and print
    ```

    Kmigrate compiles the script before it writes the file. Two kinds of change need your decision:

    - A change that looks like a rename: Kmigrate asks, or you pass `--rename vehicles.make=brand`.
    - A change that may lose data: Kmigrate lists it and asks. In a script or in CI, pass `--allow-destructive`.

    For an existing database, `revision --autogenerate --from-database -m baseline --stamp` writes the baseline revision.

    ## Renames

    A table that loses one column and gains another may have a column with a new name. At a terminal, Kmigrate asks about
    such pairs, the most likely one first. Two options answer in advance:

    - `--rename users.mail=email` declares a rename.
    - `--no-renames` declares that there is none.

    If no one can be asked and a rename is undecided, the command stops. A column that is renamed and also gets another
    type, nullability or default becomes a `renameColumn` followed by an `alterColumn`.

    Each pair has a similarity from 0 to 1. Kmigrate asks about a pair from 0.5 on. The similarity of two columns is the
    sum of this evidence:

    | evidence | adds |
    |---|---|
    | similar names: 1 for the same letters, 0.8 if one contains the other, otherwise the share of common letter pairs | 0.3 × that |
    | the same type | 0.5 |
    | different types of the same family (two numbers, two texts, a date and a timestamp) | 0.2 |
    | different types, with the same comment | 0.1 |
    | different types, with the same columns before them | 0.1 |
    | different types, and the table neither loses nor gains another column | 0.1 |
    | the same nullability and default | 0.1 |
    | use in the same number of keys and indexes | 0.1 |

    The similarity of two tables is made of two parts. The share of columns with the same name and type counts for three
    quarters. The similarity of the names counts for one quarter.

    ## Objects that are left alone

    Autogenerate never changes the objects in this section. Unless the text says otherwise, it names them as "not compared",
    on standard error and in the JSON.

    ### Views, sequences and programs

    A model does not declare views, sequences, functions, aggregates, procedures and triggers, so they are not compared.
    `--from-database` writes them all the same.

    A change can break a view: it drops a table or column that the query of the view names, or it narrows the type of the
    column. Kmigrate then names the view with that change. Some databases refuse such a change. The others keep a view that
    fails. PostgreSQL refuses every change of a column's type while a view reads the column, so there Kmigrate also names
    the view when the type gets wider. `dependants = REBUILD` in `alterColumn` creates the view again after the change.

    ### Types without a conversion

    PostgreSQL has no cast between some types, such as `uuid` and `integer`. Kmigrate says so when it writes the script, and
    writes `using("…")` as a place to fill in, also in the downgrade. No command runs the script until each place has an
    expression.

    ### Objects that scripts cannot express

    The script language does not cover these objects:

    | database | objects |
    |---|---|
    | PostgreSQL | domains and other types, collations, rules, row security, inheritance, partitions, extended statistics, foreign tables, extensions, text search, indexes of materialized views, comments on anything but tables and columns |
    | MariaDB, MySQL | events, engines, options of tables, `ON UPDATE`, comments on indexes, system versioning, invisible columns, `ALGORITHM` of views, programs with another `sql_mode` or whose text the account may not read, `USING BTREE` in tables of the engine MEMORY |
    | H2 | domains, constants, synonyms |
    | SQLite | virtual tables |
    | SQL Server | synonyms, types, encrypted programs, tables that are temporal, memory-optimized, external or graph tables, partitions, column store and full-text indexes, security policies, extended properties |
    | Oracle | synonyms, types, packages, links, jobs, tables that are temporary, partitioned, clustered or external, invisible columns, domain indexes, policies, disabled constraints |

    `--from-database` writes an `execute` for each object whose SQL it can read:

    | database | `--from-database` writes |
    |---|---|
    | PostgreSQL | all but operators and their classes, base types, types that need a function of the schema, foreign tables, tablespaces, publications and event triggers |
    | H2 | all but linked tables |
    | SQLite | all |
    | MariaDB, MySQL | system versioning, indexes that are ignored or invisible, and primary keys over a part of a column |

    It also writes engines, options, collations and `ON UPDATE`, if they differ from the database's defaults for a new
    table. It names every other object as "not written", and in a comment of the script. Add an `execute` for those.

    - No downgrade drops an extension.
    - A policy is for roles, and they must exist.
    - Owners and privileges are not part of the comparison.
    - If a database refuses a question because a privilege is missing, the command continues. It reports that it did not
      look for these objects.
    - An account may lack the privilege to create a schema (PostgreSQL) or a database (MySQL, MariaDB). Kmigrate then cannot
      try the model. On MySQL and MariaDB it compares checks, default expressions and computed columns by temporary tables,
      which need `CREATE TEMPORARY TABLES`. It says what it compares by name alone, such as views and programs, and the
      `GRANT` that helps.
    - The questions to SQL Server and Oracle were written from their manuals. They have never run on a server.

    ### Schemas

    - If `include` names a schema, Kmigrate names all of the above with it, such as `billing.v`. `--from-database` writes
      these objects. A function or trigger of another database of MariaDB or MySQL, whose text does not say where it
      belongs, is "not written".
    - Tables in a schema that neither the model nor `include` names are left alone.
    - Such tables may refer to a table by a foreign key, or to an enumeration by the type of a column. Kmigrate then does
      not drop that table or enumeration, and reports the name of the key in the way. It lists a change of the key or column
      they refer to as [dangerous](lint.md#foreign-key-in-the-way), because the database will refuse it.

    ### Tables

    - Kmigrate leaves partitioned tables alone if the model does not have them, and names them.
    - It leaves alone all that `exclude` of `env.kts` names.
    - It leaves the version table and the history table alone.

    ## Silent differences of `--from-database`

    A few details differ in the new database. Kmigrate does not report them.

    - **PostgreSQL:** a table that inherits has the columns as its own, too. Partitions have generated names for their
      indexes.
    - **MariaDB and MySQL:**
      - The order of indexes in a table and the display width of numbers may differ.
      - `USING` is left out if the engine does without it.
      - Suppose that an index has the columns of a foreign key, and a name that InnoDB would give. It counts as made by
        InnoDB. In the new database InnoDB names it, or leaves it out if another index serves.
    - **SQLite:**
      - A type may get another name that keeps the same values (`INT` for `INTEGER`).
      - Every key that numbers rows gets `AUTOINCREMENT`, and every other key `NOT NULL`.
    - **H2:** generated names of constraints differ.

    A script may keep a type as it is declared, such as `DATETIME` on SQLite. `--against history` then sees a difference to
    the model's own type, and `--against database` sees none.

    ## Random models

    `DiffPropertiesTest` makes random models on real databases. For each model it takes these steps:

    1. It compares and expects no difference.
    2. It changes the model and applies the difference.
    3. It compares and expects no difference.
    4. It reverts the change and expects the start.

    This command tries 1000 models on each database:

    ```
    mvn test -pl runtime -Dtest=DiffPropertiesTest -Ddiff.count=1000 -Ddiff.seed=70000
    ```

    | | SQLite | PostgreSQL | MariaDB | H2 |
    |---|---|---|---|---|
    | applied and reverted | 968 | 1000 | 967 | 1000 |
    | refused, because the database cannot do it | 32 | 0 | 33 | 0 |
    | failed | 0 | 0 | 0 | 0 |

    `-Ddiff.database=MYSQL` uses one database alone.

    ## List of differences

    The list has 132 differences, drawn up from Alembic's behaviour and tests. A test, `DiffScenarioTest`, fills each cell
    on a real database and writes this table. It takes the same steps as above, one difference at a time. "–" means that the
    database does not have the feature of the row.

    """
        .trimIndent()

fun scenarioTable(): String {
    val all = (commonScenarios + objectScenarios).groupBy { it.row }
    val rows =
        (1..132).flatMap { row ->
            all[row]?.groupBy { it.title }?.map { (title, found) -> line(row, title, found) }
                ?: listOf(
                    elsewhere.getValue(row).let { "| $row | ${it.first} | ${it.second} | | | | |" }
                )
        }
    return intro +
        "\n| # | difference | SQLite | PostgreSQL | MariaDB | MySQL | H2 |\n|---|---|---|---|---|---|---|\n" +
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
