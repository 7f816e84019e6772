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
