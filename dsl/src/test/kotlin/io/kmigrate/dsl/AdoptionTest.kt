package io.kmigrate.dsl

import io.kmigrate.DatabaseDiff
import io.kmigrate.Migrator
import io.kmigrate.ScriptLoader
import io.kmigrate.dialect.Dialects
import io.kmigrate.dialect.SchemaScope
import io.kmigrate.diff.ObjectFilter
import io.kmigrate.dsl.source.FileTemplate
import io.kmigrate.dsl.source.NewRevision
import io.kmigrate.dsl.source.ScriptContent
import io.kmigrate.dsl.source.ScriptWriter
import io.kmigrate.graph.Target
import io.kmigrate.operation.OperationDescription
import io.kmigrate.plan.Placement
import io.kmigrate.schema.Snapshot
import io.kmigrate.testing.TestDatabase
import io.kmigrate.testing.strings
import io.kotest.core.spec.style.FunSpec
import io.kotest.engine.spec.tempdir
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.shouldBe
import java.nio.file.Path
import java.time.ZonedDateTime
import javax.sql.DataSource

/** A database that was there before Kmigrate becomes a script that makes the same database. */
class AdoptionTest :
    FunSpec({
        val spec = this
        TestDatabase.entries.forEach { kind ->
            spec.test(
                "$kind: the first revision, run on an empty database, gives the same catalog"
            ) {
                val old = kind.fresh()
                val school = migrator(old, Path.of("..", "migrations"))
                school.upgrade()
                school.stamp(listOf("base"), false)

                val folder = tempdir().toPath()
                write(migrator(old, folder), folder)
                migrator(old, folder).stamp(listOf("head"), false)

                val new = kind.fresh()
                val adopted = migrator(new, folder)
                adopted.upgrade()
                val made = schema(new)
                made.tables().map { table ->
                    table.name() to table.columns().map { it.name() }
                } shouldBe
                    schema(old).tables().map { table ->
                        table.name() to table.columns().map { it.name() }
                    }
                // PostgreSQL spells a check anew each time it is told its own spelling.
                differences(
                        new,
                        if (kind == TestDatabase.H2) withoutChosenNames(old) else schema(old),
                    )
                    .shouldBeEmpty()
                adopted.downgrade("base")
                schema(new).tables().shouldBeEmpty()
            }
        }

        // What was found in the schemas of real applications, and had made a script that fails.
        val found =
            listOf(
                "CREATE DOMAIN year AS int NOT NULL DEFAULT 2000 CONSTRAINT is_near CHECK (VALUE > 1900)",
                "CREATE DOMAIN late_year AS year",
                "CREATE TYPE span AS (since year, \"a note\" text COLLATE \"C\")",
                "CREATE TABLE film (id BIGSERIAL PRIMARY KEY, made late_year, shown span)",
                "CREATE FUNCTION initial(a text) RETURNS text LANGUAGE plpgsql IMMUTABLE AS $$ BEGIN RETURN lower_one(a); END $$",
                """
                CREATE TABLE note (
                    id INT PRIMARY KEY, tags VARCHAR[] DEFAULT '{a,b}', lines INT[] DEFAULT '{}',
                    at TIMESTAMPTZ DEFAULT '2020-01-01 00:00:00+00', on_day DATE DEFAULT '2020-01-01',
                    title TEXT DEFAULT initial('x'), CHECK (initial(title) <> ''))
                """,
                "CREATE INDEX ix_initial ON note (initial(title))",
                "CREATE FUNCTION count_notes() RETURNS bigint LANGUAGE plpgsql AS $$\nBEGIN  \n   \n" +
                    "  RETURN (SELECT count(*) FROM note); \nEND $$",
                "CREATE TYPE years AS RANGE (SUBTYPE = year)",
                "CREATE TYPE \"FloatRange\" AS RANGE (SUBTYPE = float8, SUBTYPE_DIFF = float8mi)",
                "CREATE TYPE words AS RANGE (SUBTYPE = text, SUBTYPE_OPCLASS = text_pattern_ops, COLLATION = \"C\")",
                "CREATE TABLE rented (during years, at \"FloatRange\", words words)",
                "CREATE FUNCTION joined(a text, b text) RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT concat_ws(', ', a, b) $$",
                "CREATE FUNCTION concat_ws_3(a text, b text, c text) RETURNS text LANGUAGE sql AS $$ SELECT a || b || c $$",
                "CREATE FUNCTION one_of(a int, b int) RETURNS int LANGUAGE sql AS $$ SELECT a $$",
                "CREATE AGGREGATE listed (text) (SFUNC = joined, STYPE = text, PARALLEL = SAFE)",
                "CREATE AGGREGATE listed (\"first\" text, \"then\" text) (SFUNC = concat_ws_3, STYPE = text, INITCOND = 'it''s:')",
                "CREATE AGGREGATE counted (*) (SFUNC = int8inc, STYPE = int8, INITCOND = '0', MSFUNC = int8inc," +
                    " MINVFUNC = int8dec, MSTYPE = int8, MINITCOND = '0', MFINALFUNC_MODIFY = SHAREABLE)",
                "CREATE AGGREGATE least_of (int) (SFUNC = int4smaller, STYPE = int4, SORTOP = <, COMBINEFUNC = int4smaller," +
                    " SSPACE = 64, FINALFUNC_EXTRA, FINALFUNC = one_of)",
                "CREATE AGGREGATE nth (float8 ORDER BY anyelement) (SFUNC = ordered_set_transition, STYPE = internal," +
                    " FINALFUNC = percentile_disc_final, FINALFUNC_EXTRA)",
                "CREATE AGGREGATE ranked (VARIADIC \"any\" ORDER BY VARIADIC \"any\") (SFUNC = ordered_set_transition_multi," +
                    " STYPE = internal, FINALFUNC = rank_final, FINALFUNC_EXTRA, HYPOTHETICAL)",
                "CREATE VIEW notes_with_a_title_that_is_long_enough_for_a_line AS" +
                    " SELECT id, listed(title) AS titles, counted(*) AS notes FROM note GROUP BY id",
            )

        test("PostgreSQL: what tables need comes before them; texts keep their spaces") {
            val old = TestDatabase.POSTGRESQL.fresh()
            run(
                old,
                "CREATE FUNCTION lower_one(a text) RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT left(lower(a), 1) $$",
            )
            found.forEach { run(old, it) }
            val folder = tempdir().toPath()
            write(migrator(old, folder), folder)

            val new = TestDatabase.POSTGRESQL.fresh()
            val adopted = migrator(new, folder)
            adopted.upgrade()
            schema(new) shouldBe schema(old)
            types(new) shouldBe types(old)
            adopted.downgrade("base")
            schema(new) shouldBe Snapshot.empty()
        }
    })

private fun types(database: DataSource): List<String?> =
    database.connection.use { connection ->
        connection.strings(
            """
            SELECT typname || pg_get_constraintdef(c.oid) FROM pg_type t JOIN pg_constraint c ON c.contypid = t.oid
            WHERE c.contype = 'c'
            UNION ALL
            SELECT typname || ' ' || format_type(typbasetype, typtypmod) || typnotnull || COALESCE(typdefault, '')
            FROM pg_type WHERE typtype = 'd' AND typnamespace = current_schema()::regnamespace
            UNION ALL
            SELECT relname || '.' || attname || format_type(atttypid, atttypmod) || attcollation::regcollation
            FROM pg_attribute JOIN pg_class r ON r.oid = attrelid WHERE relkind = 'c'
                AND relnamespace = current_schema()::regnamespace
            UNION ALL
            SELECT rngtypid::regtype || ' ' || rngsubtype::regtype || c.opcname || rngsubdiff || rngcollation::regcollation
            FROM pg_range JOIN pg_opclass c ON c.oid = rngsubopc WHERE rngtypid >= 16384
            ORDER BY 1
            """
        )
    }

private fun run(database: DataSource, sql: String) =
    database.connection.use { connection ->
        connection.createStatement().use { it.execute(sql) }
    }

private fun write(migrator: Migrator, folder: Path) {
    val graph = migrator.graph()
    val placement = Placement.on(graph, listOf(Target.parse("head")), false, emptyList())
    val content = ScriptContent.of(migrator.adopt(ObjectFilter.all()))
    ScriptWriter(
            folder,
            ScriptLoader.Folders(listOf(folder), false),
            FileTemplate.parse("{rev}"),
            ZonedDateTime.now(),
        )
        .write(graph, NewRevision("baseline", placement, "a1", emptyList(), null, content))
}

private fun migrator(database: DataSource, folder: Path): Migrator =
    Migrator.builder().dataSource(database).scripts(folder).build()

private fun differences(database: DataSource, wanted: Snapshot): List<String> =
    database.connection.use { connection ->
        DatabaseDiff(Dialects.forConnection(connection), connection) { error(it) }
            .to(wanted, emptyList()) { _, name -> !name.name().startsWith("migrate_") }
            .operations()
            .map { OperationDescription.of(it).toString() }
    }

/** Without our own tables. */
private fun schema(database: DataSource): Snapshot =
    database.connection.use { connection ->
        val all = Dialects.forConnection(connection).introspect(connection)
        Snapshot.of(
            all.tables().filterNot { it.name().name().startsWith("migrate_") },
            all.objects(),
        )
    }

/** The same without names that H2 chose, which are others in another database. */
private fun withoutChosenNames(database: DataSource): Snapshot =
    database.connection.use { connection ->
        Dialects.forConnection(connection).adopted(connection, SchemaScope.OWN, schema(database))
    }
