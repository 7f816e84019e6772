package io.kmigrate.compare

import io.kmigrate.dialect.Dialects
import io.kmigrate.diff.ObjectFilter
import io.kmigrate.migrator
import io.kmigrate.operation.ExecuteSql
import io.kmigrate.operation.Operation
import io.kmigrate.schema.Snapshot
import io.kmigrate.testing.TestDatabase.POSTGRESQL
import io.kmigrate.testing.TestPostgres
import io.kmigrate.testing.execute
import io.kmigrate.testing.migration
import io.kmigrate.testing.query
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldNotBeEmpty
import io.kotest.matchers.shouldBe
import javax.sql.DataSource

/**
 * Constraints of PostgreSQL 18: adopted, they are the same in a database that scripts make. The
 * scripts have words for them, and no SQL.
 */
class PeriodConstraintsTest :
    FunSpec({
        ROWS.forEach { row ->
            test(row.what).config(enabledIf = { TestPostgres.version >= 18 }) {
                val found = POSTGRESQL.fresh()
                found.connection.use { it.execute(*(TABLES + row.statements).toTypedArray()) }
                val comparison = baseline(found)
                comparison.notCompared().shouldBeEmpty()
                val made = POSTGRESQL.fresh()
                val operations = comparison.changes().map { it.operation() }
                operations.filterIsInstance<ExecuteSql>().map { it.sql() } shouldBe row.inSql
                val adoption = migration("a1", up = operations)
                migrator(made, listOf(adoption)).upgrade()
                val constraints = found.query(CONSTRAINTS)
                constraints.shouldNotBeEmpty()
                constraints.filter { row.what in "$it" }.shouldNotBeEmpty()
                made.query(CONSTRAINTS) shouldBe constraints
                differences(found, schema(made)).shouldBeEmpty()
            }
        }

        test("an older server has none of them").config(enabledIf = { TestPostgres.version < 18 }) {
            val found = POSTGRESQL.fresh()
            found.connection.use { it.execute(*TABLES.toTypedArray()) }
            baseline(found).notCompared().shouldBeEmpty()
        }
    })

private class Row(val what: String, vararg val statements: String) {
    /** What has no words. */
    val inSql: List<String> =
        statements.filter { "extension" in it }.map { "CREATE EXTENSION IF NOT EXISTS btree_gist" }
}

private val TABLES =
    listOf(
        "create table room (id int not null, free tstzrange not null, seats int not null," +
            " constraint ck check (seats > 0))",
        "create table booking (id int not null, room int, during tstzrange)",
        "create table note (id int primary key, about int)",
    )

private val ROWS =
    listOf(
        Row(
            "WITHOUT OVERLAPS",
            "create extension if not exists btree_gist",
            "alter table room add constraint pk primary key (id, free without overlaps)",
        ),
        Row(
            "UNIQUE",
            "create extension if not exists btree_gist",
            "alter table room add constraint uq unique (id, free without overlaps)",
        ),
        Row(
            "PERIOD",
            "create extension if not exists btree_gist",
            "alter table room add constraint pk primary key (id, free without overlaps)",
            "alter table booking add constraint fk foreign key (room, period during)" +
                " references room (id, period free)",
        ),
        Row(
            "NOT ENFORCED",
            "alter table room add constraint dear check (seats < 99) not enforced",
            "alter table note add constraint fk foreign key (about) references note (id) not enforced",
        ),
        Row(
            "NOT NULL",
            "alter table room rename constraint room_seats_not_null to seats_needed",
            "alter table booking add constraint when_booked not null during not valid",
            "alter table note add constraint own not null about no inherit",
        ),
    )

private const val CONSTRAINTS =
    "select conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) || ' ' || convalidated" +
        " from pg_constraint where conrelid in" +
        " ('room'::regclass, 'booking'::regclass, 'note'::regclass) order by 1"

private fun baseline(database: DataSource): Comparison =
    migrator(database, listOf()).baseline(ObjectFilter.all())

private fun schema(database: DataSource): Snapshot =
    database.connection.use { connection ->
        val found = Dialects.forConnection(connection).introspector().introspect(connection)
        Snapshot.of(found.tables().filterNot { "migrate" in "${it.name()}" }, found.objects())
    }

private fun differences(database: DataSource, wanted: Snapshot): List<Operation> =
    database.connection.use { connection ->
        DatabaseComparer(Dialects.forConnection(connection), connection) {}
            .to(wanted, listOf(), ObjectFilter.all())
            .operations()
    }
