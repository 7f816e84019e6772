package io.kmigrate.execution

import io.kmigrate.migrator
import io.kmigrate.operation.AddColumn
import io.kmigrate.operation.AlterColumn
import io.kmigrate.operation.ColumnChange
import io.kmigrate.operation.CreateCheckConstraint
import io.kmigrate.operation.CreateForeignKey
import io.kmigrate.operation.CreateIndex
import io.kmigrate.operation.CreateUniqueConstraint
import io.kmigrate.operation.DropIndex
import io.kmigrate.operation.Operation
import io.kmigrate.revision.OnlineMode
import io.kmigrate.schema.CheckConstraint
import io.kmigrate.schema.Column
import io.kmigrate.schema.ColumnType
import io.kmigrate.schema.ColumnType.IntegerType
import io.kmigrate.schema.ColumnType.VarcharType
import io.kmigrate.schema.DefaultValue
import io.kmigrate.schema.ForeignKey
import io.kmigrate.schema.Index
import io.kmigrate.schema.IndexColumn
import io.kmigrate.schema.TableName
import io.kmigrate.schema.UniqueConstraint
import io.kmigrate.testing.TestDatabase
import io.kmigrate.testing.execute
import io.kmigrate.testing.migration
import io.kmigrate.testing.seed
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainExactly
import javax.sql.DataSource
import kotlin.random.Random

/**
 * Random operations on random tables with rows end in the same catalog in both forms.
 * `-Donline.count=100` tries that many, `-Donline.seed=…` repeats a run.
 */
class OnlinePropertiesTest :
    FunSpec({
        val count = Integer.getInteger("online.count", 2)
        val first = seed("online.seed")
        val databases = EmptiedDatabases()

        ONLINE_DATABASES.forEach { kind ->
            test("$kind: both forms end in the same catalog") {
                repeat(count) { round ->
                    val seed = first + round
                    fun left(mode: OnlineMode): List<String?> {
                        val database = databases.of(kind)
                        val tables = RandomRows(kind, Random(seed))
                        tables.create(database)
                        val operations = tables.operations()
                        withClue(operations.joinToString("\n")) {
                            migrator(database, listOf(migration("aaaa", up = operations))) {
                                    online(mode)
                                }
                                .upgrade()
                        }
                        return catalog(kind, database)
                    }
                    withClue("-Donline.seed=$seed") {
                        left(OnlineMode.ALWAYS) shouldContainExactly left(OnlineMode.NEVER)
                    }
                }
            }
        }
    })

/** A table with rows, whose names need quotes, and operations that its rows allow. */
private class RandomRows(private val kind: TestDatabase, private val random: Random) {
    private val isPostgres = kind == TestDatabase.POSTGRESQL
    private val table = TableName.of(listOf("plain", "Mixed Case", "order").random(random))
    private val hasTwoKeys = random.nextBoolean()
    private val keys =
        if (hasTwoKeys) listOf("Key A", "key_b") else listOf(listOf("id", "Key").random(random))
    private val columns = List(random.nextInt(2, 6)) { listOf("c$it", "C $it").random(random) }
    private val types = columns.map { listOf("INT", "BIGINT", "VARCHAR(30)").random(random) }
    private var names = 0

    private fun quoted(name: String) = if (isPostgres) "\"$name\"" else "`$name`"

    fun create(database: DataSource) {
        val definitions =
            keys.map { "${quoted(it)} INT NOT NULL" } +
                columns.zip(types) { name, type -> "${quoted(name)} $type" }
        database.execute("CREATE TABLE parent (id INT NOT NULL PRIMARY KEY)")
        database.execute("INSERT INTO parent VALUES (0), (1), (2), (3), (4)")
        database.execute(
            "CREATE TABLE ${quoted(table.name())} (${definitions.joinToString()}," +
                " PRIMARY KEY (${keys.joinToString { quoted(it) }}))"
        )
        database.execute("CREATE INDEX ix_old ON ${quoted(table.name())} (${quoted(columns[0])})")
        val rows =
            (0 until random.nextInt(1, 60)).joinToString { row ->
                val key = if (hasTwoKeys) listOf(row % 7, row) else listOf(row)
                (key + types.map { if (it.startsWith("VARCHAR")) "'v$row'" else row % 5 })
                    .joinToString(prefix = "(", postfix = ")")
            }
        database.execute("INSERT INTO ${quoted(table.name())} VALUES $rows")
    }

    /** Each kind once at most, in any order. */
    fun operations(): List<Operation> =
        listOf(::index, ::uniqueIndex, ::unique, ::key, ::check, ::notNull, ::column, ::dropIndex)
            .shuffled(random)
            .take(random.nextInt(2, 6))
            .mapNotNull { it() }

    private fun fresh(prefix: String) = "$prefix ${++names}"

    private fun name(prefix: String): String? = if (random.nextBoolean()) fresh(prefix) else null

    private fun <T> List<T>.pick() = random(random)

    private fun index(): Operation {
        val parts = columns.shuffled(random).take(2).map(IndexColumn::column)
        return CreateIndex(table, Index.of(fresh("ix"), parts), false, false)
    }

    private fun uniqueIndex(): Operation {
        val parts = (listOf(columns.pick()) + keys).map(IndexColumn::column)
        return CreateIndex(table, Index.of(fresh("ux"), parts).withUnique(true), false, false)
    }

    private fun unique(): Operation =
        CreateUniqueConstraint(table, UniqueConstraint(name("uq"), keys + columns.pick()))

    private fun numbers() = columns.filterIndexed { place, _ -> types[place] == "INT" }

    private fun key(): Operation? =
        numbers().randomOrNull(random)?.let { column ->
            CreateForeignKey(
                table,
                ForeignKey.of(name("fk"), listOf(column), TableName.of("parent"), listOf("id")),
            )
        }

    /** Only a database that copies online has a form of it. */
    private fun check(): Operation? =
        numbers()
            .randomOrNull(random)
            ?.takeIf { kind != TestDatabase.MYSQL }
            ?.let {
                CreateCheckConstraint(table, CheckConstraint(name("ck"), "${quoted(it)} >= 0"))
            }

    private fun notNull(): Operation =
        AlterColumn(table, columns.pick(), ColumnChange.none().withNullable(false))

    private fun column(): Operation {
        val type: ColumnType = listOf(IntegerType(32, false), VarcharType(40)).pick()
        val isText = type is VarcharType
        val default =
            when {
                random.nextBoolean() -> DefaultValue.Literal(if (isText) "it's" else 7)
                isPostgres ->
                    DefaultValue.Expression(
                        if (isText) "md5(random()::text)" else "(random() * 9)::int"
                    )
                else -> DefaultValue.Expression(if (isText) "concat('x', 'y')" else "3 + 4")
            }
        val plain = Column.of(fresh("New"), type).withDefault(default)
        return AddColumn(table, plain.withNullable(random.nextBoolean()), null, false)
    }

    private fun dropIndex(): Operation = DropIndex("ix_old", table, false, false)
}
