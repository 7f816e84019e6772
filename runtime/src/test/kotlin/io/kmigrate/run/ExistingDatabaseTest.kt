package io.kmigrate.run

import io.kmigrate.execution.OperationFailedException
import io.kmigrate.migrator
import io.kmigrate.operation.CreateIndex
import io.kmigrate.operation.Operation
import io.kmigrate.schema.Index
import io.kmigrate.schema.TableName
import io.kmigrate.testing.TestDatabase
import io.kmigrate.testing.create
import io.kmigrate.testing.execute
import io.kmigrate.testing.migration
import io.kmigrate.testing.query
import io.kmigrate.testing.sql
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.optional.shouldBePresent
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import io.kotest.matchers.string.shouldNotContain

private val FIRST: Map<String, List<Operation>> =
    mapOf(
        "a table" to listOf(create("users")),
        "a table in SQL" to listOf(sql("create table users (id int)")),
        "an index" to
            listOf(CreateIndex(TableName.of("users"), Index.of("ix_users", "name"), false, false)),
        "an index in SQL" to listOf(sql("create index ix_users on users (name)")),
        "a view" to listOf(sql("create view old_users as select id from users")),
    )

/** The application made its tables before there were scripts. */
class ExistingDatabaseTest :
    FunSpec({
        fun existing(database: TestDatabase) =
            database.fresh().also { source ->
                source.execute("create table users (id int primary key, name varchar(40))")
                source.execute("create index ix_users on users (name)")
                source.execute("create view old_users as select id from users")
            }

        fun fix(failure: OperationFailedException) = failure.problems().single().fix()!!.command()

        for (database in TestDatabase.entries) {
            context("$database") {
                for ((what, operations) in FIRST) {
                    test("$what that exists: the advice is followed, and helps") {
                        val source = existing(database)
                        val scripts =
                            listOf(
                                migration("a1", up = operations),
                                migration("b2", "a1", up = listOf(create("next"))),
                            )
                        val failure =
                            shouldThrow<OperationFailedException> {
                                migrator(source, scripts).upgrade()
                            }
                        fix(failure) shouldContain "run `stamp a1`"
                        fix(failure) shouldContain "--from-database"

                        migrator(source, scripts).stamp("a1")
                        migrator(source, scripts).upgrade()
                        source.query("select count(*) from next") shouldBe listOf("0")
                    }
                }

                test("other failures, and those of later revisions, are as they were") {
                    val missing = listOf(migration("a1", up = listOf(sql("drop table nothing"))))
                    val later =
                        listOf(
                            migration("a1", up = listOf(create("t"))),
                            migration("b2", "a1", up = listOf(create("users"))),
                        )
                    for (scripts in listOf(missing, later)) {
                        val failure =
                            shouldThrow<OperationFailedException> {
                                migrator(existing(database), scripts).upgrade()
                            }
                        fix(failure) shouldContain "fix the script or the data"
                        fix(failure) shouldNotContain "stamp"
                    }
                }

                test(
                    "a report names tables that no revision made, then what was applied and edited"
                ) {
                    val source = existing(database)
                    val scripts = listOf(migration("a1", up = listOf(create("next"))))
                    val before = migrator(source, scripts).report(0)
                    before.otherTables().map { it.name().lowercase() } shouldBe listOf("users")
                    before.status().pending().ids() shouldBe listOf("a1")

                    migrator(source, scripts).upgrade()
                    val edited =
                        listOf(
                            migration("a1", up = listOf(create("next"), create("more"))),
                            migration("b2", "a1", up = listOf(create("later"))),
                        )
                    val after = migrator(source, edited).report(0)
                    after.otherTables() shouldBe listOf()
                    after.edited().map { it.id() } shouldContainExactly listOf("a1")
                    val (first, second) = after.status().graph().all().oldestFirst()
                    after.appliedAt(first).shouldBePresent()
                    after.appliedAt(second).isPresent shouldBe false
                }
            }
        }

        test("a database that is not there has nothing") {
            val source = TestDatabase.SQLITE.fresh()
            val report = migrator(source, listOf(migration("a1", up = listOf()))).report(0)
            report.otherTables() shouldBe listOf()
            report.edited() shouldBe listOf()
        }
    })
