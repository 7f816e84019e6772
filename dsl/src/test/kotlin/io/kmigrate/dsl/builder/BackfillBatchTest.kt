package io.kmigrate.dsl.builder

import io.kmigrate.Migrator
import io.kmigrate.dsl.script.scriptOf
import io.kmigrate.revision.MigrationSource
import io.kmigrate.testing.TestDatabase
import io.kmigrate.testing.execute
import io.kmigrate.testing.query
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainExactly
import java.math.BigDecimal
import org.jetbrains.exposed.v1.core.Table

private object Members : Table("people") {
    val town = varchar("town", 20)
    val number = integer("number")
    val fullName = varchar("full_name", 100)
    val givenName = varchar("given_name", 100).nullable()
    val isAdult = bool("is_adult").nullable()
    val balance = decimal("balance", 10, 2)
    override val primaryKey = PrimaryKey(town, number)
}

/**
 * `batch.update { }` on real databases: typed values are read, set, nulled and left as they are.
 */
class BackfillBatchTest :
    FunSpec({
        TestDatabase.entries.forEach { kind ->
            test("$kind: rows are changed by code, a batch at a time") {
                val database = kind.fresh()
                database.execute(
                    "create table people (town varchar(20) not null, number integer not null, " +
                        "full_name varchar(100) not null, given_name varchar(100), " +
                        "is_adult boolean, balance decimal(10, 2) not null, " +
                        "primary key (town, number))"
                )
                val rows =
                    (1..30).joinToString {
                        "('t${it % 3}', $it, 'Ann$it O''Neill', 'old', null, $it.50)"
                    }
                database.execute("insert into people values $rows")
                val script = scriptOf {
                    backfill("names", Members, batchRows = 7) {
                        rows { batch ->
                            batch.update {
                                val number = it[Members.number]
                                if (number == 30) return@update
                                it[Members.givenName] =
                                    it[Members.fullName].substringBefore(' ').takeIf {
                                        number != 29
                                    }
                                it[Members.isAdult] = number % 2 == 0
                                if (number > 20) it[Members.balance] += BigDecimal("0.25")
                            }
                        }
                    }
                }
                Migrator.builder()
                    .dataSource(database)
                    .source(MigrationSource.of(listOf(script.toMigration("a1.migration.kts"))))
                    .build()
                    .upgrade("head")
                database.query("select given_name from people order by number") shouldContainExactly
                    (1..28).map { "Ann$it" } + null + "old"
                database.query("select count(*) from people where is_adult") shouldContainExactly
                    listOf("14")
                database.query("select balance from people order by number").map {
                    BigDecimal(it).stripTrailingZeros()
                } shouldContainExactly
                    (1..30).map {
                        BigDecimal(if (it in 21..29) "$it.75" else "$it.5").stripTrailingZeros()
                    }
            }
        }
    })
