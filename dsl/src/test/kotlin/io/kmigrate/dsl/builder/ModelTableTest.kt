package io.kmigrate.dsl.builder

import io.kmigrate.schema.CheckConstraint
import io.kmigrate.schema.ForeignKey
import io.kmigrate.schema.NotNullConstraint
import io.kmigrate.schema.PrimaryKey as SchemaPrimaryKey
import io.kmigrate.schema.TableName
import io.kmigrate.schema.UniqueConstraint
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe

/** What a model says of PostgreSQL 18. */
class ModelTableTest :
    FunSpec({
        val table = Stays.described()
        val key = listOf("room", "during")

        test("the last column of its primary key is a period") {
            table.primaryKey() shouldBe SchemaPrimaryKey("stays_key", key, true)
        }

        test("a unique constraint is without overlaps") {
            table.uniqueConstraints() shouldBe
                listOf(UniqueConstraint("uq_stays", key).withoutOverlaps(true))
        }

        test("a foreign key compares periods, and is not enforced") {
            table.foreignKeys() shouldBe
                listOf(
                    ForeignKey.of("fk_rooms", key, TableName.of("rooms"), listOf("id", "free"))
                        .withPeriod(true)
                        .withEnforced(false)
                )
        }

        test("a check is not enforced") {
            table.checkConstraints() shouldBe
                listOf(CheckConstraint("ck_stays", "not isempty(during)").withEnforced(false))
        }

        test("NOT NULL has a name") {
            table.notNullConstraints() shouldBe
                listOf(NotNullConstraint("room_is_known", "room").withNoInherit(true))
        }
    })

private object Stays : ModelTable("stays") {
    val room = customType("room", "int4range")
    val during = customType("during", "tstzrange")

    override val primaryKey = PrimaryKey(room, during, name = "stays_key")
    override val withoutOverlaps = true

    init {
        unique("uq_stays", room, during, withoutOverlaps = true)
        check("ck_stays", "not isempty(during)", enforced = false)
        notNull("room_is_known", room, noInherit = true)
        foreignKey(
            "fk_rooms",
            listOf("room", "during"),
            "rooms",
            listOf("id", "free"),
            enforced = false,
            period = true,
        )
    }
}
