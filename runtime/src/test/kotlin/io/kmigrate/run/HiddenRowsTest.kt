package io.kmigrate.run

import io.kmigrate.Migrator
import io.kmigrate.dialect.UrlDataSource
import io.kmigrate.failure.ErrorCode
import io.kmigrate.migrator
import io.kmigrate.testing.TestDatabase.POSTGRESQL
import io.kmigrate.testing.TestPostgres
import io.kmigrate.testing.create
import io.kmigrate.testing.execute
import io.kmigrate.testing.migration
import io.kmigrate.testing.query
import io.kmigrate.testing.shouldFailWith
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.string.shouldContain
import javax.sql.DataSource

/** Row security on our own tables: no rows are no proof of a new database. */
class HiddenRowsTest :
    FunSpec({
        val first = migration("rev1", up = listOf(create("one")))
        val chain = listOf(first, migration("rev2", "rev1", up = listOf(create("two"))))

        /** A migrated database, as somebody else than a superuser sees it. */
        fun asOwner(vararg statements: String): Pair<DataSource, DataSource> {
            val database = POSTGRESQL.fresh()
            database.connection.use {
                it.execute(
                    "do $$ begin create role plain login; exception when duplicate_object then null; end $$",
                    "grant all on schema public to plain",
                )
            }
            val owner =
                UrlDataSource(TestPostgres.url(database).replace("user=postgres", "user=plain"))
            migrator(owner, listOf(first)).upgrade()
            database.connection.use { it.execute(*statements) }
            return database to owner
        }

        listOf("migrate_version", "migrate_history").forEach { table ->
            ACTIONS.forEach { (name, act) ->
                test("$table with forced row security: $name is refused") {
                    val (database, owner) =
                        asOwner(
                            "alter table $table enable row level security",
                            "alter table $table force row level security",
                        )
                    shouldFailWith(ErrorCode.ROWS_HIDDEN) { act(migrator(owner, chain)) }
                        .message shouldContain table
                    database.query(TABLES) shouldContainExactly listOf("one")
                    migrator(database, chain).upgrade().revisions() shouldContainExactly
                        listOf("rev2")
                }
            }
        }

        test("row security that does not hold for the user, or hides nothing, is no reason") {
            val (_, owner) =
                asOwner(
                    "alter table migrate_version enable row level security",
                    "alter table migrate_history enable row level security",
                    "alter table migrate_history force row level security",
                    "create policy all_of_it on migrate_history using (true)",
                )
            val migrator = migrator(owner, chain)
            migrator.upgrade().revisions() shouldContainExactly listOf("rev2")
            migrator.upgrade().steps().shouldBeEmpty()
        }
    })

private val ACTIONS =
    listOf<Pair<String, (Migrator) -> Any?>>(
        "upgrade" to { it.upgrade() },
        "status" to { it.status() },
        "stamp" to { it.stamp("rev1") },
    )

private const val TABLES =
    "select tablename from pg_tables where schemaname = 'public' and tablename not like 'migrate%'"
