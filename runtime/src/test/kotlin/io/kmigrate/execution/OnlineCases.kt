package io.kmigrate.execution

import io.kmigrate.operation.AddColumn
import io.kmigrate.operation.AlterColumn
import io.kmigrate.operation.ColumnChange
import io.kmigrate.operation.CreateCheckConstraint
import io.kmigrate.operation.CreateForeignKey
import io.kmigrate.operation.CreateIndex
import io.kmigrate.operation.CreateNotNullConstraint
import io.kmigrate.operation.CreatePrimaryKey
import io.kmigrate.operation.CreateUniqueConstraint
import io.kmigrate.operation.DropIndex
import io.kmigrate.operation.Operation
import io.kmigrate.operation.ValidateConstraint
import io.kmigrate.schema.CheckConstraint
import io.kmigrate.schema.Column
import io.kmigrate.schema.ColumnType.IntegerType
import io.kmigrate.schema.ColumnType.VarcharType
import io.kmigrate.schema.DefaultValue
import io.kmigrate.schema.Deferral
import io.kmigrate.schema.ForeignKey
import io.kmigrate.schema.Index
import io.kmigrate.schema.IndexColumn
import io.kmigrate.schema.NotNullConstraint
import io.kmigrate.schema.PrimaryKey
import io.kmigrate.schema.TableName
import io.kmigrate.schema.UniqueConstraint
import io.kmigrate.testing.TestDatabase
import io.kmigrate.testing.TestPostgres
import io.kmigrate.testing.skip
import javax.sql.DataSource

/** More than one batch of a backfill, and no multiple of it. */
internal const val ONLINE_ROWS = 2345

/** Databases that are empty, of one spec: fresh ones take a server far longer. */
internal class EmptiedDatabases {
    private val databases = HashMap<TestDatabase, DataSource>()

    fun of(kind: TestDatabase): DataSource =
        when (kind) {
            TestDatabase.POSTGRESQL ->
                TestPostgres.emptied(databases.getOrPut(kind) { kind.fresh() })
            else -> kind.fresh()
        }
}

/**
 * An operation that has an online form on a kind of database.
 *
 * @property said words that one statement of the form has, each
 * @property since the first PostgreSQL that has what it makes; 0: each
 */
internal class OnlineCase(
    val name: String,
    val operations: List<Operation>,
    val said: List<String>,
    val setup: List<String> = listOf(),
    val isRevertible: Boolean = true,
    val since: Int = 0,
) {
    /** Ends the test where the server is too old for the case. */
    fun requireServer() {
        if (since > 0 && TestPostgres.version < since) {
            skip("$name: PostgreSQL $since and later")
        }
    }
}

internal object OnlineCases {
    private val orders = TableName.of("orders")
    private val text = VarcharType(60)

    /** Customers, and orders of theirs. */
    fun tables(kind: TestDatabase): List<String> {
        val numbers =
            if (kind == TestDatabase.POSTGRESQL)
                "SELECT n FROM generate_series(1, $ONLINE_ROWS) s (n)"
            else
                "WITH RECURSIVE s (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < 100)" +
                    " SELECT a.n + 100 * (b.n - 1) AS n FROM s a, s b" +
                    " WHERE a.n + 100 * (b.n - 1) <= $ONLINE_ROWS"
        return listOf(
            "CREATE TABLE customers (id INT NOT NULL PRIMARY KEY)",
            "INSERT INTO customers VALUES (0), (1), (2), (3), (4), (5), (6)",
            "CREATE TABLE orders (id INT NOT NULL, a INT NOT NULL, customer INT, code VARCHAR(40)," +
                " amount INT, CONSTRAINT orders_key PRIMARY KEY (id, a))",
            "CREATE INDEX ix_amount ON orders (amount)",
            "INSERT INTO orders SELECT n, n % 3, n % 7, concat('code ', n), n % 100 FROM ($numbers)" +
                " AS numbers",
            "CREATE TABLE keyless (id INT NOT NULL, code VARCHAR(40) NOT NULL)",
            "INSERT INTO keyless SELECT id, code FROM orders",
        )
    }

    fun of(kind: TestDatabase): List<OnlineCase> =
        if (kind == TestDatabase.POSTGRESQL) ofPostgres() + ofPostgres18() else ofMysql(kind)

    private fun index(unique: Boolean = false) =
        CreateIndex(
            orders,
            Index.of("ix_code", "code", "customer").withUnique(unique),
            false,
            false,
        )

    private fun notNull(column: String = "code") =
        AlterColumn(orders, column, ColumnChange.none().withNullable(false))

    private fun key(name: String? = "fk_customer") =
        CreateForeignKey(
            orders,
            ForeignKey.of(name, listOf("customer"), TableName.of("customers"), listOf("id")),
        )

    private fun check(name: String? = "ck_amount") =
        CreateCheckConstraint(orders, CheckConstraint(name, "amount >= 0"))

    private fun unique(name: String? = "uq_code") =
        CreateUniqueConstraint(orders, UniqueConstraint(name, listOf("code", "id")))

    private fun column(sql: String) =
        Column.of("token", text).withDefault(DefaultValue.Expression(sql))

    /** The second has a name like the server's own. */
    private fun ofPostgres18(): List<OnlineCase> =
        listOf("has_code", "orders_code_not_null").map { name ->
            OnlineCase(
                "a NOT NULL called $name",
                listOf(CreateNotNullConstraint(orders, NotNullConstraint(name, "code"))),
                listOf("NOT VALID", "VALIDATE CONSTRAINT"),
                isRevertible = name == "has_code",
                since = 18,
            )
        }

    private fun ofPostgres(): List<OnlineCase> {
        val token = column("md5(random()::text)")
        val concurrently = listOf("CREATE INDEX CONCURRENTLY")
        val proof = listOf("NOT VALID", "VALIDATE CONSTRAINT", "SET NOT NULL", "DROP CONSTRAINT")
        val validated = listOf("NOT VALID", "VALIDATE CONSTRAINT")
        val partial =
            Index.of("ix_part", listOf(IndexColumn.expression("lower(code)")))
                .withWhere("amount > 5")
        return listOf(
            OnlineCase("an index", listOf(index()), concurrently),
            OnlineCase(
                "an index of expressions",
                listOf(CreateIndex(orders, partial, false, false)),
                concurrently,
            ),
            OnlineCase("a unique index", listOf(index(true)), listOf("UNIQUE INDEX CONCURRENTLY")),
            OnlineCase(
                "a dropped index",
                listOf(DropIndex("ix_amount", orders, false, false)),
                listOf("DROP INDEX CONCURRENTLY"),
            ),
            OnlineCase(
                "a unique constraint",
                listOf(unique()),
                listOf("INDEX CONCURRENTLY", "USING INDEX"),
            ),
            OnlineCase(
                "a unique constraint without a name",
                listOf(unique(null)),
                listOf("USING INDEX"),
            ),
            OnlineCase(
                "a unique constraint that can wait",
                listOf(
                    CreateUniqueConstraint(
                        orders,
                        UniqueConstraint("uq", listOf("code"))
                            .withDeferral(Deferral.INITIALLY_DEFERRED),
                    )
                ),
                listOf("USING INDEX"),
            ),
            OnlineCase(
                "a primary key",
                listOf(CreatePrimaryKey(TableName.of("keyless"), PrimaryKey("pk", listOf("id")))),
                listOf("USING INDEX"),
            ),
            OnlineCase(
                "a primary key of columns that may be null, without a name",
                listOf(
                    CreatePrimaryKey(
                        TableName.of("keyless"),
                        PrimaryKey(null, listOf("code", "id")),
                    )
                ),
                listOf("USING INDEX", "VALIDATE CONSTRAINT"),
                listOf("ALTER TABLE keyless ALTER COLUMN code DROP NOT NULL"),
                // A column of a key stays NOT NULL without it.
                isRevertible = false,
            ),
            OnlineCase("a foreign key", listOf(key()), validated),
            OnlineCase("a foreign key without a name", listOf(key(null)), validated),
            OnlineCase("a check", listOf(check()), validated),
            OnlineCase(
                "a check without a name",
                listOf(check(null)),
                validated,
                isRevertible = false,
            ),
            OnlineCase(
                "a constraint that is validated",
                listOf(ValidateConstraint(orders, "ck")),
                listOf("VALIDATE CONSTRAINT"),
                listOf("ALTER TABLE orders ADD CONSTRAINT ck CHECK (amount >= 0) NOT VALID"),
                isRevertible = false,
            ),
            OnlineCase("a column that is not null", listOf(notNull()), proof),
            OnlineCase(
                "a column that is not null and more",
                listOf(
                    AlterColumn(
                        orders,
                        "code",
                        ColumnChange.none()
                            .withNullable(false)
                            .withDefault(DefaultValue.Literal("none"))
                            .withComment("what it is")
                            .withNewName("label"),
                    )
                ),
                proof,
            ),
            OnlineCase(
                "a column with a volatile default",
                listOf(AddColumn(orders, token.withNullable(true), null, false)),
                listOf("SET DEFAULT", "UPDATE"),
            ),
            OnlineCase(
                "a column with a volatile default that is not null",
                listOf(AddColumn(orders, token, null, false)),
                listOf("SET DEFAULT", "UPDATE") + proof,
            ),
            OnlineCase(
                "a column with a default and a foreign key",
                listOf(
                    AddColumn(
                        orders,
                        Column.of("buyer", IntegerType(32, false))
                            .withDefault(DefaultValue.Literal(3)),
                        ForeignKey.of(
                            null,
                            listOf("buyer"),
                            TableName.of("customers"),
                            listOf("id"),
                        ),
                        false,
                    )
                ),
                validated,
            ),
            OnlineCase(
                "several operations",
                listOf(notNull(), index(), check(), key()),
                listOf("SET NOT NULL", "CREATE INDEX CONCURRENTLY"),
                isRevertible = false,
            ),
        )
    }

    private fun ofMysql(kind: TestDatabase): List<OnlineCase> {
        val inPlace = listOf("ALGORITHM=INPLACE")
        val token = column("concat('t', id)")
        val copiesOnline = kind == TestDatabase.MARIADB
        // Each lock of a copy gets half the time, since writers wait for both.
        val rewritten =
            if (copiesOnline) listOf("ALGORITHM=COPY,", "DIV 2") else listOf("ALGORITHM=INPLACE")
        val copied =
            if (copiesOnline)
                listOf(
                    OnlineCase("a check", listOf(check()), listOf("LOCK=NONE", "DIV 2")),
                    OnlineCase(
                        "a wider type",
                        listOf(
                            AlterColumn(
                                orders,
                                "amount",
                                ColumnChange.none().withType(IntegerType(64, false)),
                            )
                        ),
                        listOf("LOCK=NONE"),
                        // What it was is known to the scripts alone.
                        isRevertible = false,
                    ),
                )
            else listOf()
        return copied +
            listOf(
                OnlineCase("an index", listOf(index()), inPlace),
                OnlineCase("a unique index", listOf(index(true)), inPlace),
                OnlineCase(
                    "a dropped index",
                    listOf(DropIndex("ix_amount", orders, false, false)),
                    inPlace,
                ),
                OnlineCase("a unique constraint", listOf(unique()), inPlace),
                OnlineCase(
                    "a primary key",
                    listOf(
                        CreatePrimaryKey(TableName.of("keyless"), PrimaryKey(null, listOf("id")))
                    ),
                    inPlace,
                    isRevertible = false,
                ),
                OnlineCase("a foreign key", listOf(key()), inPlace),
                OnlineCase(
                    "a column that is not null",
                    listOf(notNull()),
                    rewritten,
                    isRevertible = false,
                ),
                OnlineCase(
                    "a column",
                    listOf(
                        AddColumn(
                            orders,
                            Column.of("kind", text).withDefault(DefaultValue.Literal("none")),
                            null,
                            false,
                        )
                    ),
                    listOf("ALGORITHM=INSTANT"),
                ),
                OnlineCase(
                    "a column with a computed default",
                    listOf(AddColumn(orders, token.withNullable(true), null, false)),
                    if (copiesOnline) rewritten else listOf("ALGORITHM=INSTANT", "UPDATE"),
                ),
                OnlineCase(
                    "a column with a computed default that is not null",
                    listOf(AddColumn(orders, token, null, false)),
                    if (copiesOnline) rewritten
                    else listOf("ALGORITHM=INSTANT", "UPDATE", "ALGORITHM=INPLACE"),
                ),
                OnlineCase(
                    "a column with a foreign key",
                    listOf(
                        AddColumn(
                            orders,
                            Column.of("buyer", IntegerType(32, false)).withNullable(true),
                            ForeignKey.of(
                                "fk_buyer",
                                listOf("buyer"),
                                TableName.of("customers"),
                                listOf("id"),
                            ),
                            false,
                        )
                    ),
                    listOf("ALGORITHM=INSTANT", "ALGORITHM=INPLACE"),
                ),
            )
    }
}
