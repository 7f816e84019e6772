package io.kmigrate.execution

import io.kmigrate.Migrator
import io.kmigrate.dialect.Dialects
import io.kmigrate.failure.ErrorCode
import io.kmigrate.migrator
import io.kmigrate.operation.AlterColumn
import io.kmigrate.operation.ColumnChange
import io.kmigrate.operation.CreateTable
import io.kmigrate.operation.DropTable
import io.kmigrate.revision.Migration
import io.kmigrate.revision.MigrationSource
import io.kmigrate.schema.Column
import io.kmigrate.schema.ColumnType
import io.kmigrate.schema.ForeignKey
import io.kmigrate.schema.PrimaryKey
import io.kmigrate.schema.Table
import io.kmigrate.schema.TableName
import io.kmigrate.testing.TestDatabase
import io.kmigrate.testing.code
import io.kmigrate.testing.create
import io.kmigrate.testing.execute
import io.kmigrate.testing.migration
import io.kmigrate.testing.query
import io.kmigrate.testing.shouldFailWith
import io.kmigrate.testing.sql
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import java.sql.Connection
import javax.sql.DataSource

/** What a script changes of its session reaches neither Kmigrate's tables nor the next revision. */
class SessionSettingsTest :
    FunSpec({
        val spec = this

        /** What changes a setting, what reads it, and what is made ready before. */
        class Case(val change: String, val read: String, vararg val before: String)

        val path = Case("set search_path = south", "show search_path", "create schema south")
        val cases =
            mapOf(
                TestDatabase.POSTGRESQL to
                    listOf(
                        path,
                        Case(
                            "select pg_catalog.set_config('search_path', '', false)",
                            "show search_path",
                        ),
                        Case(
                            "set default_transaction_read_only = on",
                            "show default_transaction_read_only",
                        ),
                        Case("set time zone 'Asia/Tokyo'", "show timezone"),
                        Case("set statement_timeout = '7s'", "show statement_timeout"),
                        Case("set check_function_bodies = off", "show check_function_bodies"),
                        Case(
                            "set session_replication_role = replica",
                            "show session_replication_role",
                        ),
                        Case("reset all", "show search_path"),
                        Case("set role pg_monitor", "select current_user"),
                        Case("set session authorization pg_monitor", "select session_user"),
                        Case(
                            "set search_path = south; set role pg_monitor",
                            "select current_user",
                            "create schema south",
                        ),
                    ),
                TestDatabase.MARIADB to
                    listOf(
                        Case(
                            "create database if not exists kmigrate_other; use kmigrate_other",
                            "select database()",
                        ),
                        Case(
                            "set foreign_key_checks = 0, unique_checks = 0",
                            "select @@foreign_key_checks",
                        ),
                        // MariaDB's driver sets the other, which no session of ours has.
                        Case(
                            "set sql_mode = 'ANSI_QUOTES'",
                            "select replace(@@sql_mode, 'IGNORE_SPACE,', '')",
                        ),
                        Case(
                            "set collation_connection = 'utf8mb4_bin'",
                            "select @@collation_connection",
                        ),
                        Case("set time_zone = '+07:00'", "select @@time_zone"),
                        Case("set @@session.tx_read_only = 1", "select @@tx_read_only"),
                        Case("lock tables one read", "select count(*) from one"),
                    ),
                TestDatabase.MYSQL to
                    listOf(
                        Case(
                            "create database if not exists kmigrate_other; use kmigrate_other",
                            "select database()",
                        ),
                        Case(
                            "set foreign_key_checks = 0, unique_checks = 0",
                            "select @@foreign_key_checks",
                        ),
                        // MariaDB's driver sets the other, which no session of ours has.
                        Case(
                            "set sql_mode = 'ANSI_QUOTES'",
                            "select replace(@@sql_mode, 'IGNORE_SPACE,', '')",
                        ),
                        Case(
                            "set collation_connection = 'utf8mb4_bin'",
                            "select @@collation_connection",
                        ),
                        Case("set time_zone = '+07:00'", "select @@time_zone"),
                        Case(
                            "set @@session.transaction_read_only = 1",
                            "select @@transaction_read_only",
                        ),
                        Case("lock tables one read", "select count(*) from one"),
                    ),
                TestDatabase.H2 to
                    listOf(
                        Case(
                            "create schema if not exists south; set schema south",
                            "select current_schema",
                        ),
                        Case("set lock_timeout 77", "select lock_timeout()"),
                        Case(
                            "set time zone '7'",
                            "select cast(current_timestamp as varchar) like '%+07'",
                        ),
                    ),
                TestDatabase.SQLITE to
                    listOf(
                        Case("pragma query_only = on", "pragma query_only"),
                        Case(
                            "pragma ignore_check_constraints = on",
                            "pragma ignore_check_constraints",
                        ),
                        Case("pragma recursive_triggers = on", "pragma recursive_triggers"),
                    ),
            )

        cases.forEach { (kind, settings) ->
            settings.forEach { case ->
                listOf(true, false).forEach { transactional ->
                    listOf("execute", "data").forEach { way ->
                        spec.test("$kind: ${case.change}, by $way, transactional $transactional") {
                            val database = kind.fresh()
                            database.execute("create table one (id integer)")
                            case.before.forEach(database::execute)
                            val expected = database.query(case.read)
                            var seen: List<String?> = emptyList()
                            val changing =
                                if (way == "execute") sql(case.change)
                                else
                                    code {
                                        val connection = it.unwrap(Connection::class.java)
                                        Dialects.forConnection(connection)
                                            .split(case.change)
                                            .forEach { text ->
                                                connection.createStatement().use { run ->
                                                    run.execute(text)
                                                }
                                            }
                                    }
                            val events = mutableListOf<ExecutionEvent>()
                            migrator(
                                    database,
                                    listOf(
                                        migration(
                                            "aaaa",
                                            transactional = transactional,
                                            up = listOf(changing),
                                        ),
                                        migration(
                                            "bbbb",
                                            "aaaa",
                                            up =
                                                listOf(
                                                    create("two"),
                                                    code {
                                                        seen =
                                                            it.unwrap(Connection::class.java)
                                                                .read(case.read)
                                                    },
                                                ),
                                        ),
                                    ),
                                ) {
                                    listener { event -> events.add(event) }
                                }
                                .upgrade()
                                .revisions() shouldContainExactly listOf("bbbb")
                            seen shouldBe expected
                            database.query(
                                "select version_num from migrate_version"
                            ) shouldContainExactly listOf("bbbb")
                            database.query(
                                "select revision from migrate_history order by id"
                            ) shouldContainExactly listOf("aaaa", "bbbb")
                            database.query("select id from two").shouldBeEmpty()
                            if (!case.change.startsWith("lock") && case.change != "reset all") {
                                val warnings =
                                    events.filterIsInstance<ExecutionEvent.SessionChanged>()
                                warnings.map { it.step().revision().id() } shouldContainExactly
                                    listOf("aaaa")
                                warnings.single().warning().message() shouldContain " became "
                            }
                        }
                    }
                }
            }
        }

        spec.test("POSTGRESQL: a setting of the transaction alone gives no warning") {
            val database = TestDatabase.POSTGRESQL.fresh()
            database.execute("create schema south")
            val events = mutableListOf<ExecutionEvent>()
            migrator(
                    database,
                    listOf(
                        migration(
                            "aaaa",
                            up = listOf(sql("set local search_path = south"), create("one")),
                        )
                    ),
                ) {
                    listener { event -> events.add(event) }
                }
                .upgrade()
            events.filterIsInstance<ExecutionEvent.SessionChanged>().shouldBeEmpty()
            database.query("select version_num from migrate_version") shouldContainExactly
                listOf("aaaa")
            database.query("select id from south.one").shouldBeEmpty()
        }

        listOf(
                "set search_path = south",
                "select pg_catalog.set_config('search_path', 'south', false)",
            )
            .forEach { text ->
                listOf(true, false).forEach { transactional ->
                    spec.test(
                        "POSTGRESQL: a text for psql goes back after $text, transactional $transactional"
                    ) {
                        val database = TestDatabase.POSTGRESQL.fresh()
                        database.execute("create schema south")
                        val migrations =
                            listOf(
                                migration(
                                    "aaaa",
                                    transactional = transactional,
                                    up = listOf(sql(text), sql("create table one (id int)")),
                                ),
                                migration("bbbb", "aaaa", up = listOf(create("two"))),
                            )
                        val script =
                            migrator(database, migrations)
                                .offline(Dialects.named("postgresql"))
                                .upgrade("head")
                        database.connection.use { connection ->
                            val run = Dialects.named("postgresql").split(script)
                            connection.createStatement().use { statement ->
                                run.forEach { statement.execute(it) }
                            }
                        }
                        database.query(
                            "select version_num from public.migrate_version"
                        ) shouldContainExactly listOf("bbbb")
                        database.query(
                            "select revision from public.migrate_history order by id"
                        ) shouldContainExactly listOf("aaaa", "bbbb")
                        database.query("select id from south.one").shouldBeEmpty()
                        database.query("select id from public.two").shouldBeEmpty()
                    }
                }
            }

        mapOf(
                "mysql" to "use other",
                "mariadb" to "USE `other`",
                "h2" to "set schema south",
                "sqlserver" to "use other; select 1",
                "oracle" to "alter session set current_schema = south",
            )
            .forEach { (name, text) ->
                spec.test("$name: no text for a client holds $text") {
                    val migrator =
                        Migrator.builder()
                            .source(
                                MigrationSource.of(
                                    listOf(migration("aaaa", up = listOf(sql(text))))
                                )
                            )
                            .build()
                    shouldFailWith(ErrorCode.SESSION_NOT_RESTORED) {
                        migrator.offline(Dialects.named(name)).upgrade("head")
                    }
                }
            }

        spec.test("POSTGRESQL: a tenant's revision does not move another tenant") {
            val database = TestDatabase.POSTGRESQL.fresh()
            database.execute("create schema north")
            database.execute("create schema south")
            fun tenant(schema: String, vararg migrations: Migration) =
                migrator(database.inSchema(schema), migrations.toList())
            val first = migration("aaaa", up = listOf(create("one")))
            val second =
                migration(
                    "bbbb",
                    "aaaa",
                    up = listOf(sql("set search_path = south"), create("two")),
                )
            tenant("north", first).upgrade()
            tenant("south", first).upgrade()
            tenant("north", first, second).upgrade()
            database.query("select version_num from north.migrate_version") shouldContainExactly
                listOf("bbbb")
            database.query("select version_num from south.migrate_version") shouldContainExactly
                listOf("aaaa")
        }

        // Nothing but a lock of its own connection keeps migrators of H2 apart.
        (cases - TestDatabase.H2).forEach { (kind, settings) ->
            spec.test("$kind: settings changed by a revision that fails do not stay either") {
                val case = settings.first()
                val database = kind.fresh()
                case.before.forEach(database::execute)
                val expected = database.query(case.read)
                database.connection.use { connection ->
                    shouldThrow<OperationFailedException> {
                        Migrator.builder()
                            .connection(connection)
                            .source(
                                MigrationSource.of(
                                    listOf(
                                        migration(
                                            "aaaa",
                                            transactional = false,
                                            up =
                                                listOf(
                                                    sql(case.change),
                                                    sql("insert into missing values (1)"),
                                                ),
                                        )
                                    )
                                )
                            )
                            .build()
                            .upgrade()
                    }
                    connection.read(case.read) shouldBe expected
                    connection.autoCommit shouldBe true
                }
            }
        }

        listOf(TestDatabase.MARIADB, TestDatabase.MYSQL).forEach { kind ->
            listOf(true, false).forEach { transactional ->
                // MariaDB refuses to change a key's column even while it checks no keys.
                (UNCHECKED + if (kind == TestDatabase.MYSQL) KEYS_RETYPED else mapOf()).forEach {
                    (way, operations) ->
                    spec.test(
                        "$kind: keys stay unchecked until the end of the revision, $way, transactional $transactional"
                    ) {
                        val database = kind.fresh()
                        var seen: List<String?> = emptyList()
                        migrator(
                                database,
                                listOf(
                                    migration("0000", up = PARENT_AND_CHILD),
                                    migration(
                                        "aaaa",
                                        "0000",
                                        transactional = transactional,
                                        up = listOf(sql("SET foreign_key_checks = 0")) + operations,
                                    ),
                                    migration(
                                        "bbbb",
                                        "aaaa",
                                        up =
                                            listOf(
                                                code {
                                                    seen =
                                                        it.unwrap(Connection::class.java)
                                                            .read("select @@foreign_key_checks")
                                                }
                                            ),
                                    ),
                                ),
                            )
                            .upgrade()
                            .revisions() shouldContainExactly listOf("bbbb")
                        seen shouldBe listOf("1")
                    }
                }
            }
        }

        spec.test(
            "POSTGRESQL: settings in a transaction of the application's are put back inside it"
        ) {
            val database = TestDatabase.POSTGRESQL.fresh()
            database.execute("create schema south")
            database.connection.use { connection ->
                connection.autoCommit = false
                Migrator.builder()
                    .connection(connection)
                    .source(
                        MigrationSource.of(
                            listOf(
                                migration(
                                    "aaaa",
                                    up = listOf(sql("set search_path = south"), create("one")),
                                )
                            )
                        )
                    )
                    .build()
                    .upgrade()
                connection.read("show search_path") shouldBe database.query("show search_path")
                connection.commit()
            }
            database.query("select version_num from public.migrate_version") shouldContainExactly
                listOf("aaaa")
        }

        spec.test("POSTGRESQL: behind a pool a setting does not reach the next client") {
            val database = TestDatabase.POSTGRESQL.fresh()
            database.execute("create schema south")
            database.connection.use { connection ->
                val single = SingleConnection(connection)
                migrator(
                        single,
                        listOf(
                            migration(
                                "aaaa",
                                up = listOf(sql("set search_path = south"), create("one")),
                            )
                        ),
                    ) {
                        pooled(true)
                    }
                    .upgrade()
                connection.read("show search_path") shouldBe database.query("show search_path")
            }
            database.query("select version_num from public.migrate_version") shouldContainExactly
                listOf("aaaa")
        }
    })

private fun Connection.read(query: String): List<String?> =
    createStatement().use { statement ->
        statement.executeQuery(query).use { row ->
            buildList { while (row.next()) add(row.getString(1)) }
        }
    }

/** Every connection begins in a schema. */
private fun DataSource.inSchema(schema: String): DataSource =
    object : DataSource by this {
        override fun getConnection(): Connection =
            this@inSchema.connection.also { connection ->
                connection.createStatement().use { it.execute("set search_path = $schema") }
            }
    }

/** Always the same connection, which stays open. */
private class SingleConnection(private val shared: Connection) : DataSource by unsupported() {
    override fun getConnection(): Connection =
        object : Connection by shared {
            override fun close() = Unit
        }
}

private fun unsupported(): DataSource = org.sqlite.SQLiteDataSource()

private fun textual(length: Int) = ColumnType.VarcharType(length)

private val PARENT_AND_CHILD =
    listOf(
        CreateTable(
            Table.of(
                TableName.of("parent"),
                listOf(Column.of("id", textual(36))),
                PrimaryKey(null, listOf("id")),
            ),
            false,
        ),
        CreateTable(
            Table.of(
                    TableName.of("child"),
                    listOf(
                        Column.of("id", textual(36)),
                        Column.of("parent", textual(36)).withNullable(true),
                    ),
                    PrimaryKey(null, listOf("id")),
                )
                .withForeignKeys(
                    listOf(
                        ForeignKey.of(
                            "fk_parent",
                            listOf("parent"),
                            TableName.of("parent"),
                            listOf("id"),
                        )
                    )
                ),
            false,
        ),
    )

private fun widened(table: String, column: String) =
    AlterColumn(TableName.of(table), column, ColumnChange.none().withType(textual(40)))

private val KEYS_RETYPED =
    mapOf(
        "to retype a key by SQL" to
            listOf(
                sql("ALTER TABLE parent MODIFY COLUMN id char(40) NOT NULL"),
                sql("ALTER TABLE child MODIFY COLUMN parent char(40)"),
            ),
        "to retype a key by operations" to
            listOf(widened("parent", "id"), widened("child", "parent")),
    )

/** Operations that both servers refuse while they check keys. */
private val UNCHECKED =
    mapOf(
        "to insert a row by SQL" to listOf(sql("INSERT INTO child VALUES ('a', 'nowhere')")),
        "to insert a row after other operations" to
            listOf(create("other"), sql("INSERT INTO child VALUES ('a', 'nowhere')")),
        "to drop a table by an operation" to listOf(DropTable(TableName.of("parent"), false)),
    )
