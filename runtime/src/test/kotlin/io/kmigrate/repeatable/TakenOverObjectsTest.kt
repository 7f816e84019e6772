package io.kmigrate.repeatable

import io.kmigrate.failure.ErrorCode
import io.kmigrate.operation.AddColumn
import io.kmigrate.operation.CreateView
import io.kmigrate.operation.DropView
import io.kmigrate.schema.Column
import io.kmigrate.schema.ColumnType
import io.kmigrate.schema.TableName
import io.kmigrate.schema.View
import io.kmigrate.testing.TestDatabase
import io.kmigrate.testing.migration
import io.kmigrate.testing.query
import io.kmigrate.testing.shouldFailWith
import io.kmigrate.testing.sql
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe

private val viewName = TableName.of("mails")

/** A revision makes the view that a script declares as well. */
private val making =
    migration(
        "b2",
        "a1",
        up = listOf(CreateView(View(viewName, "select email from users", false), false)),
        down = listOf(DropView(viewName, false, false)),
    )

private val above =
    migration(
        "c3",
        "b2",
        up =
            listOf(
                AddColumn(
                    users,
                    Column.of("note", ColumnType.IntegerType(32, false)).withNullable(true),
                    null,
                    false,
                )
            ),
        down = listOf(sql("alter table users drop column note")),
    )

private val all = listOf(first, making, above)

class TakenOverObjectsTest :
    FunSpec({
        TestDatabase.entries.forEach { kind ->
            test("$kind: a downgrade gives a view back to the revision that made it") {
                val database = kind.fresh()
                val migrator = migrator(database, all, mails, count)
                migrator.upgrade()
                database.query("select id from mails") shouldBe listOf("1")
                migrator.reverted("b2") shouldContainExactly
                    listOf("drop view mail_count", "release view mails")
                database.query("select * from mails") shouldBe listOf("ada@example.org")
                migrator.upgraded() shouldContainExactly
                    listOf("apply view mails", "apply view mail_count")
                migrator.downgrade("base")
                database.has("users") shouldBe false
                migrator.upgrade()
                database.query("select n from mail_count") shouldBe listOf("1")
            }

            test(
                "$kind: a revision can drop the view that it made, which is declared again after it"
            ) {
                val database = kind.fresh()
                migrator(database, all, mails, count).upgrade()
                val dropping = migration("d4", "c3", up = listOf(DropView(viewName, false, false)))
                val later = migrator(database, all + dropping, mails, count)
                later.upgrade()
                database.query("select n from mail_count") shouldBe listOf("1")
                later.upgraded() shouldBe emptyList()
                later.downgrade("c3")
                database.query("select id from mails") shouldBe listOf("1")
                later.downgrade("b2")
                database.query("select * from mails") shouldBe listOf("ada@example.org")
                later.upgrade()
                database.query("select n from mail_count") shouldBe listOf("1")
            }

            test("$kind: a view without a script is given back to the revision that made it") {
                val database = kind.fresh()
                migrator(database, all, mails).upgrade()
                migrator(database, all).upgraded() shouldBe listOf("release view mails")
                database.query("select * from mails") shouldBe listOf("ada@example.org")
                migrator(database, all).downgrade("base")
            }

            test("$kind: a downgrade that fails says nothing of objects at its target") {
                val database = kind.fresh()
                migrator(database, listOf(first), olderMails).upgrade()
                val failing =
                    migration(
                        "b2",
                        "a1",
                        up = listOf(sql("insert into users (id) values (2)")),
                        down = listOf(sql("insert into nowhere values (1)")),
                    )
                val extra = view("extra", "select id from users")
                val both = migrator(database, listOf(first, failing), mails, extra)
                both.upgrade()
                shouldFailWith(ErrorCode.OPERATION_FAILED) { both.downgrade("a1") }
                database.query("select email from mails where id = 1") shouldBe
                    listOf("ada@example.org")
                database.has("extra") shouldBe true
                both.log(0).filter { it.direction() == "drop" } shouldBe emptyList()
                val repaired =
                    migration(
                        "b2",
                        "a1",
                        up = listOf(sql("insert into users (id) values (2)")),
                        down = listOf(sql("delete from users where id = 2")),
                    )
                migrator(database, listOf(first, repaired), mails, extra).downgrade("a1")
                database.query("select age from mails") shouldBe listOf("36")
                database.has("extra") shouldBe false
            }
        }
    })
