package io.kmigrate.compare

import io.kmigrate.dialect.Dialects
import io.kmigrate.dialect.UrlDataSource
import io.kmigrate.dialect.expression
import io.kmigrate.dialect.int32
import io.kmigrate.dialect.literal
import io.kmigrate.dialect.name
import io.kmigrate.dialect.nullable
import io.kmigrate.dialect.run
import io.kmigrate.dialect.varchar
import io.kmigrate.diff.ObjectFilter
import io.kmigrate.diff.brief
import io.kmigrate.diff.made
import io.kmigrate.diff.model
import io.kmigrate.diff.t
import io.kmigrate.schema.CheckConstraint
import io.kmigrate.schema.DefaultValue
import io.kmigrate.schema.Generated
import io.kmigrate.schema.Index
import io.kmigrate.schema.Snapshot
import io.kmigrate.schema.View
import io.kmigrate.testing.TestDatabase
import io.kmigrate.testing.TestDatabase.MARIADB
import io.kmigrate.testing.TestDatabase.MYSQL
import io.kmigrate.testing.TestDatabase.POSTGRESQL
import io.kmigrate.testing.TestMariadb
import io.kmigrate.testing.execute
import io.kmigrate.testing.query
import io.kmigrate.testing.strings
import io.kotest.assertions.nondeterministic.eventually
import io.kotest.assertions.withClue
import io.kotest.core.annotation.Isolate
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldHaveSize
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import java.sql.Connection
import javax.sql.DataSource
import kotlin.time.Duration.Companion.seconds

private val good = model(t(nullable("a", int32).withDefault(literal(5))))
private val bad = model(t(nullable("a", int32).withDefault(expression("no such thing"))))

private const val SCHEMAS_OF_MYSQL =
    "select schema_name from information_schema.schemata order by 1"

/** The scratch schema: what it leaves behind, and what happens without it. */
@Isolate
class DatabaseComparerTest :
    FunSpec({
        val schemas =
            mapOf(
                POSTGRESQL to "select nspname from pg_namespace order by 1",
                MARIADB to SCHEMAS_OF_MYSQL,
                MYSQL to SCHEMAS_OF_MYSQL,
            )

        TestDatabase.entries.forEach { database ->
            listOf("good" to good, "bad" to bad).forEach { (kind, wanted) ->
                test("$database: a trial of a $kind model leaves no trace") {
                    database.fresh().connection.use { connection ->
                        made(t()).forEach { connection.run(Dialects.forConnection(connection), it) }
                        val before = schemas[database]?.let(connection::strings)
                        val place = connection.catalog to connection.schema
                        val live =
                            Dialects.forConnection(connection).introspector().introspect(connection)
                        val warnings = mutableListOf<String>()
                        changes(connection, wanted, warnings) shouldBe listOf("addColumn t.a")
                        warnings shouldHaveSize (if (kind == "bad") 1 else 0)
                        schemas[database]?.let(connection::strings) shouldBe before
                        (connection.catalog to connection.schema) shouldBe place
                        connection.autoCommit shouldBe true
                        Dialects.forConnection(connection)
                            .introspector()
                            .introspect(connection) shouldBe live
                    }
                }
            }
        }

        test("PostgreSQL: only the changes of the caller's transaction stay") {
            val database = POSTGRESQL.fresh()
            database.connection.use { connection ->
                connection.execute("create table t (id int primary key)")
                connection.autoCommit = false
                connection.execute("insert into t values (7)")
                changes(connection, good, mutableListOf()) shouldBe listOf("addColumn t.a")
                connection.autoCommit shouldBe false
                connection.commit()
            }
            database.query("select id from t") shouldBe listOf("7")
        }

        for (kind in listOf(MARIADB, MYSQL)) test(
            "$kind: objects of a killed process are dropped, and those of a live one stay"
        ) {
            val database = kind.fresh()
            val scratches =
                "select schema_name from information_schema.schemata" +
                    " where schema_name like 'kmigrate_scratch_%'"
            val before = database.query(scratches)
            database.connection.use { living ->
                val dialect = Dialects.forConnection(living)
                dialect.introspector().scratch(living).get().use { scratch ->
                    val name = scratch.connection().catalog
                    val dying = database.connection
                    val left = dialect.introspector().scratch(dying).get().connection().catalog
                    val id = dying.createStatement().executeQuery("select connection_id()")
                    id.next()
                    database.execute("kill ${id.getLong(1)}")
                    // The server ends a connection that it killed once it has released its locks.
                    eventually(10.seconds) {
                        database.query("select is_used_lock('$left')") shouldBe listOf(null)
                    }
                    database.connection.use { changes(it, good, mutableListOf()) }
                    database.query(scratches) shouldBe before + name
                }
            }
            database.query(scratches) shouldBe before
        }

        listOf<Pair<String, () -> Connection>>(
                "PostgreSQL" to ::readerOfPostgres,
                "MariaDB" to { reader(TestMariadb.freshDatabaseOfAccount()) },
                "MySQL" to { reader(MYSQL.fresh()) },
            )
            .forEach { (kind, open) ->
                test(
                    "$kind: an account that may make no schema gets no report of another spelling"
                ) {
                    open().use { connection ->
                        connection.execute(
                            "create table t (id int primary key, a int default 5, b varchar(20), c int," +
                                " constraint ck check (a > 1 and b in ('x', 'y')), check (c > 0))",
                            "create index ix on t (b)",
                            "create view v as select id from t where id > 1",
                        )
                        val same =
                            t(
                                nullable("a", int32).withDefault(literal(5)),
                                nullable("b", varchar(20)),
                                nullable("c", int32),
                            )
                        val checked =
                            same
                                .withCheckConstraints(
                                    listOf(
                                        CheckConstraint("ck", "(a>1) AND b IN('x','y')"),
                                        CheckConstraint(null, "C > 0"),
                                    )
                                )
                                .withIndexes(listOf(Index.of("ix", "b")))
                        val view = View(name("v"), "SELECT id FROM t WHERE id>1", false)
                        told(connection, model(checked, objects = listOf(view))).shouldBeEmpty()
                        val more = CheckConstraint("ck2", "a < 9")
                        val wanted =
                            checked
                                .withColumn("a", nullable("a", int32).withDefault(literal(6)))
                                .withCheckConstraints(checked.checkConstraints().drop(1) + more)
                        told(connection, model(wanted, objects = listOf(view))).sorted() shouldBe
                            listOf(
                                "alterColumn t.a default",
                                "createCheckConstraint ck2",
                                "dropConstraint ck",
                            )
                    }
                }
            }

        // The table as the account made it, and what a model changes of its SQL.
        class Words(
            val check: String = "a>1 AND b IN ('x','y')",
            val unnamed: String = "c > 0",
            val default: String = "upper('q')",
            val generated: String = "a+1",
            val changes: List<String> = listOf(),
        )
        val replaced = listOf("createCheckConstraint ck", "dropConstraint ck")
        val words =
            listOf(
                Words(),
                Words("( `a` > 1 ) and (B in ('x' , 'y'))", default = "UPPER( 'q' )"),
                Words(generated = "( `a` + 1 )"),
                Words(unnamed = "(C) > 0"),
                Words(check = "a > 1 and b in ('x', 'z')", changes = replaced),
                Words(check = "a > 2 and b in ('x', 'y')", changes = replaced),
                Words(check = "a > 1 or b in ('x', 'y')", changes = replaced),
                Words(default = "upper('r')", changes = listOf("alterColumn t.d default")),
                Words(default = "lower('q')", changes = listOf("alterColumn t.d default")),
                Words(generated = "a + 2", changes = listOf("alterColumn t.g generated")),
            )
        listOf<Pair<String, () -> DataSource>>(
                "MariaDB" to TestMariadb::freshDatabaseOfAccount,
                "MySQL" to { MYSQL.fresh() },
            )
            .forEach { (kind, fresh) ->
                test("$kind: an account that may make no schema hears what else the SQL means") {
                    val database = fresh()
                    reader(database).use { connection ->
                        connection.execute(
                            "create table t (id int primary key, a int, b varchar(20), c int," +
                                " d varchar(9) default (upper('q')), g int generated always as (a + 1) virtual," +
                                " constraint ck check (a > 1 and b in ('x', 'y')), check (c > 0))"
                        )
                        fun model(said: Words) =
                            model(
                                t(
                                        nullable("a", int32),
                                        nullable("b", varchar(20)),
                                        nullable("c", int32),
                                        nullable("d", varchar(9))
                                            .withDefault(DefaultValue.Expression(said.default)),
                                        nullable("g", int32)
                                            .withGenerated(Generated(said.generated, false)),
                                    )
                                    .withCheckConstraints(
                                        listOf(
                                            CheckConstraint("ck", said.check),
                                            CheckConstraint(null, said.unnamed),
                                        )
                                    )
                            )
                        words.forEach { said ->
                            withClue("$said ${said.check} ${said.default} ${said.generated}") {
                                val warnings = mutableListOf<String>()
                                changes(connection, model(said), warnings)
                                    .map {
                                        it.substringBefore(" t_").substringBefore(" CONSTRAINT")
                                    }
                                    .sorted() shouldBe said.changes
                                warnings shouldBe listOf()
                            }
                        }
                        // Everyone may make temporary tables in the databases of MariaDB's tests.
                        if (kind == "MariaDB") return@use
                        // Without that right, SQL is compared by name, and an administrator is told
                        // how to help.
                        database.execute(
                            "revoke create temporary tables on ${connection.catalog}.* from scratch_reader@'%'"
                        )
                        reader(database, "").use { poor ->
                            val warnings = mutableListOf<String>()
                            changes(poor, model(words[3]), warnings) shouldBe listOf()
                            warnings.single() shouldContain "compared by name alone"
                            warnings.single() shouldContain
                                "GRANT CREATE, DROP ON `kmigrate\\_scratch\\_%`.*"
                        }
                    }
                }
            }
    })

private fun told(connection: Connection, wanted: Snapshot): List<String> {
    val warnings = mutableListOf<String>()
    val changes = changes(connection, wanted, warnings)
    warnings.single() shouldContain "compared by name alone"
    return changes
}

private fun readerOfPostgres(): Connection =
    POSTGRESQL.fresh().connection.also {
        it.execute(
            "drop role if exists scratch_reader",
            "create role scratch_reader",
            "grant all on schema public to scratch_reader",
            "set role scratch_reader",
        )
    }

/** For an account that has all privileges on one database of the server. */
private fun reader(database: DataSource, more: String = "grant all"): Connection =
    database.connection.use { connection ->
        connection.execute("create user if not exists scratch_reader@'%' identified by 'pw'")
        if (more.isNotEmpty()) {
            connection.execute("$more on ${connection.catalog}.* to scratch_reader@'%'")
        }
        UrlDataSource(
                connection.metaData.url.substringBefore('?') +
                    "?user=scratch_reader&password=pw&allowPublicKeyRetrieval=true"
            )
            .connection
    }

private fun changes(
    connection: Connection,
    wanted: Snapshot,
    warnings: MutableList<String>,
): List<String> =
    DatabaseComparer(Dialects.forConnection(connection), connection) { warnings += it }
        .to(wanted, listOf(), ObjectFilter.all())
        .operations()
        .map(::brief)
