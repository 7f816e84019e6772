package io.kmigrate.dsl

import io.kmigrate.Migrator
import io.kmigrate.compare.DatabaseComparer
import io.kmigrate.dialect.Dialects
import io.kmigrate.dialect.SchemaScope
import io.kmigrate.dialect.UnsupportedObjects
import io.kmigrate.diff.ObjectFilter
import io.kmigrate.dsl.source.FileTemplate
import io.kmigrate.dsl.source.NewRevision
import io.kmigrate.dsl.source.ScriptContent
import io.kmigrate.dsl.source.ScriptWriter
import io.kmigrate.graph.Target
import io.kmigrate.operation.OperationDescription
import io.kmigrate.plan.Placement
import io.kmigrate.schema.Snapshot
import io.kmigrate.source.ScriptLoader
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
class BaselineTest :
    FunSpec({
        val spec = this
        TestDatabase.entries.forEach { kind ->
            spec.test(
                "$kind: the first revision, run on an empty database, gives the same catalog"
            ) {
                val old = kind.fresh()
                val school = migrator(old, Path.of("..", "migrations"))
                school.upgrade()
                school.stamp("base")

                val folder = tempdir().toPath()
                write(migrator(old, folder), folder)
                migrator(old, folder).stamp("head")

                val new = kind.fresh()
                val baseline = migrator(new, folder)
                baseline.upgrade()
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
                baseline.downgrade("base")
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
                "CREATE COLLATION any_case (PROVIDER = icu, LOCALE = 'und-u-ks-level2', DETERMINISTIC = false)",
                "CREATE COLLATION \"Old\" (LC_COLLATE = 'C', LC_CTYPE = 'POSIX')",
                "CREATE TEXT SEARCH DICTIONARY plain (TEMPLATE = pg_catalog.simple, STOPWORDS = 'english')",
                "CREATE TEXT SEARCH CONFIGURATION nordic (COPY = pg_catalog.simple)",
                "ALTER TEXT SEARCH CONFIGURATION nordic ALTER MAPPING FOR word, asciiword WITH plain, pg_catalog.simple",
                "CREATE TABLE account (id INT PRIMARY KEY GENERATED ALWAYS AS IDENTITY (INCREMENT BY 5 MINVALUE 3 CACHE 9)," +
                    " legacy SERIAL, login TEXT NOT NULL COLLATE any_case, about TEXT, parent INT REFERENCES account," +
                    " CONSTRAINT has_login CHECK (login <> '') NO INHERIT," +
                    " found tsvector GENERATED ALWAYS AS (to_tsvector('nordic'::regconfig, about)) STORED)",
                "ALTER SEQUENCE account_legacy_seq START 100 MAXVALUE 999 CYCLE",
                "CREATE UNIQUE INDEX by_login ON account (login)",
                "ALTER TABLE account CLUSTER ON by_login, REPLICA IDENTITY USING INDEX by_login",
                "ALTER TABLE account ALTER about SET STORAGE EXTERNAL, ALTER login SET STATISTICS 500",
                "ALTER TABLE account ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY",
                "CREATE FUNCTION may_see(a account) RETURNS boolean LANGUAGE sql AS $$ SELECT a.login = current_user $$",
                "CREATE POLICY own ON account AS RESTRICTIVE FOR UPDATE USING (may_see(account)) WITH CHECK (about <> '')",
                "CREATE POLICY \"All\" ON account FOR SELECT TO pg_read_all_data USING (true)",
                "CREATE STATISTICS together (ndistinct) ON login, about FROM account",
                "CREATE FUNCTION kept() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN new; END $$",
                "CREATE TRIGGER asleep BEFORE INSERT ON account FOR EACH ROW EXECUTE FUNCTION kept()",
                "ALTER TABLE account DISABLE TRIGGER asleep",
                "CREATE MATERIALIZED VIEW logins AS SELECT login FROM account",
                "CREATE UNIQUE INDEX by_name ON logins (login)",
                "CREATE VIEW names WITH (security_barrier, check_option = local) AS SELECT id, login FROM account WHERE id > 0",
                "CREATE UNLOGGED TABLE visit (account INT, at DATE)",
                "CREATE RULE counted AS ON DELETE TO names DO INSTEAD DELETE FROM visit WHERE account = old.id",
                "CREATE TABLE short_visit (seconds INT, CHECK (seconds < 9)) INHERITS (visit)",
                "CREATE TABLE event (at DATE NOT NULL, kind TEXT NOT NULL DEFAULT 'a', n INT, PRIMARY KEY (at, kind))" +
                    " PARTITION BY RANGE (at)",
                "CREATE TRIGGER seen BEFORE INSERT ON event FOR EACH ROW EXECUTE FUNCTION kept()",
                "CREATE TABLE \"Older\" PARTITION OF event (n NOT NULL, kind DEFAULT 'b', CONSTRAINT small CHECK (n < 5))" +
                    " FOR VALUES FROM (MINVALUE) TO ('2020-01-01') PARTITION BY LIST (kind)",
                "CREATE TABLE older_a PARTITION OF \"Older\" FOR VALUES IN ('a', 'it''s') WITH (fillfactor = 70)",
                "CREATE UNLOGGED TABLE older PARTITION OF \"Older\" DEFAULT",
                "CREATE TABLE zone (id INT PRIMARY KEY)",
                "CREATE TABLE later (at DATE NOT NULL, n INT UNIQUE, kind TEXT NOT NULL, FOREIGN KEY (n) REFERENCES zone)",
                "ALTER TABLE event ATTACH PARTITION later FOR VALUES FROM ('2020-01-01') TO (MAXVALUE)",
                "CREATE INDEX odd ON later (kind) WHERE n IS NULL",
                "CREATE TRIGGER own BEFORE DELETE ON later FOR EACH ROW EXECUTE FUNCTION kept()",
                "CREATE VIEW late AS SELECT * FROM later",
                "COMMENT ON VIEW late IS 'it''s late'",
                "COMMENT ON COLUMN late.n IS 'how many'",
                "COMMENT ON CONSTRAINT has_login ON account IS 'for all'",
                "COMMENT ON FUNCTION may_see(account) IS 'or not'",
                "COMMENT ON TRIGGER asleep ON account IS 'later'",
                "COMMENT ON POLICY own ON account IS 'theirs'",
                "COMMENT ON INDEX by_login IS 'quick'",
                "COMMENT ON TYPE span IS 'long'",
                "CREATE VIEW notes_with_a_title_that_is_long_enough_for_a_line AS" +
                    " SELECT id, listed(title) AS titles, counted(*) AS notes FROM note GROUP BY id",
            )

        test("PostgreSQL: objects that tables need come before them; texts keep their spaces") {
            val old = TestDatabase.POSTGRESQL.fresh()
            run(
                old,
                "CREATE FUNCTION lower_one(a text) RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT left(lower(a), 1) $$",
            )
            found.forEach { run(old, it) }
            val folder = tempdir().toPath()
            write(migrator(old, folder), folder)

            val new = TestDatabase.POSTGRESQL.fresh()
            val baseline = migrator(new, folder)
            baseline.upgrade()
            schema(new) shouldBe schema(old)
            types(new) shouldBe types(old)
            others(new) shouldBe others(old)
            baseline.downgrade("base")
            schema(new) shouldBe Snapshot.empty()
            others(new) shouldBe UnsupportedObjects.none()
        }
    })

/** What has no words of its own, with the SQL that makes it. */
private fun others(database: DataSource): UnsupportedObjects =
    database.connection.use {
        Dialects.forConnection(it).introspector().unsupportedObjects(it, SchemaScope.OWN)
    }

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
    val content = ScriptContent.of(migrator.baseline(ObjectFilter.all()))
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
        DatabaseComparer(Dialects.forConnection(connection), connection) { error(it) }
            .to(wanted, emptyList()) { _, name -> !name.name().startsWith("migrate_") }
            .operations()
            .map { OperationDescription.of(it).toString() }
    }

/** Without our own tables. */
private fun schema(database: DataSource): Snapshot =
    database.connection.use { connection ->
        val all = Dialects.forConnection(connection).introspector().introspect(connection)
        Snapshot.of(
            all.tables().filterNot { it.name().name().startsWith("migrate_") },
            all.objects(),
        )
    }

/** The same without names that H2 chose, which are others in another database. */
private fun withoutChosenNames(database: DataSource): Snapshot =
    database.connection.use { connection ->
        Dialects.forConnection(connection)
            .introspector()
            .baseline(connection, SchemaScope.OWN, schema(database))
    }
