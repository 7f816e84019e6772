package io.kmigrate.dialect

import io.kmigrate.operation.AddColumn
import io.kmigrate.operation.AlterColumn
import io.kmigrate.operation.BulkDelete
import io.kmigrate.operation.BulkInsert
import io.kmigrate.operation.BulkUpdate
import io.kmigrate.operation.ColumnChange
import io.kmigrate.operation.ColumnPlace
import io.kmigrate.operation.CreateCheckConstraint
import io.kmigrate.operation.CreateForeignKey
import io.kmigrate.operation.CreateIndex
import io.kmigrate.operation.CreatePrimaryKey
import io.kmigrate.operation.CreateTable
import io.kmigrate.operation.CreateUniqueConstraint
import io.kmigrate.operation.DropColumn
import io.kmigrate.operation.DropConstraint
import io.kmigrate.operation.DropIndex
import io.kmigrate.operation.DropTable
import io.kmigrate.operation.ExecuteSql
import io.kmigrate.operation.Operation
import io.kmigrate.operation.RenameColumn
import io.kmigrate.operation.RenameConstraint
import io.kmigrate.operation.RenameIndex
import io.kmigrate.operation.RenameTable
import io.kmigrate.operation.SqlExpression
import io.kmigrate.schema.CheckConstraint
import io.kmigrate.schema.Column
import io.kmigrate.schema.ColumnType
import io.kmigrate.schema.ColumnType.BooleanType
import io.kmigrate.schema.ColumnType.IntegerType
import io.kmigrate.schema.ColumnType.TextType
import io.kmigrate.schema.ColumnType.VarcharType
import io.kmigrate.schema.DefaultValue
import io.kmigrate.schema.Deferral
import io.kmigrate.schema.ForeignKey
import io.kmigrate.schema.Generated
import io.kmigrate.schema.Index
import io.kmigrate.schema.IndexColumn
import io.kmigrate.schema.PrimaryKey
import io.kmigrate.schema.ReferenceAction
import io.kmigrate.schema.SchemaObject
import io.kmigrate.schema.Snapshot
import io.kmigrate.schema.Table
import io.kmigrate.schema.TableName
import io.kmigrate.schema.UniqueConstraint

/**
 * An operation and what it starts from. Golden SQL renders it offline; the dialect contract runs
 * it.
 *
 * @param name a sentence fragment that can be a folder's name
 */
data class OperationCase(
    val name: String,
    val start: List<Table>,
    val operation: Operation,
    val objects: List<SchemaObject> = listOf(),
) {
    /** The folder of its kind, such as `addColumn`. */
    val kind: String = operation.javaClass.simpleName.replaceFirstChar { it.lowercase() }

    val before: Snapshot = Snapshot.of(start, objects)
}

val text: ColumnType = TextType(TextType.Size.NORMAL)
val int32: ColumnType = IntegerType(32, false)
val int64: ColumnType = IntegerType(64, false)

fun varchar(length: Int): ColumnType = VarcharType(length)

fun name(name: String): TableName = TableName.of(name)

fun column(name: String, type: ColumnType): Column = Column.of(name, type)

fun nullable(name: String, type: ColumnType): Column = Column.of(name, type).withNullable(true)

fun literal(value: Any): DefaultValue = DefaultValue.Literal(value)

fun expression(sql: String): DefaultValue = DefaultValue.Expression(sql)

/** Kotlin 2.4 does not see that the values of a row may be null. */
@Suppress("UNCHECKED_CAST")
fun insert(table: String, vararg rows: Map<String, Any?>): BulkInsert =
    BulkInsert(name(table), rows.toList() as List<Map<String, Any>>)

/** As above. */
@Suppress("UNCHECKED_CAST")
fun update(table: String, values: Map<String, Any?>, where: String?): BulkUpdate =
    BulkUpdate(name(table), values as Map<String, Any>, where)

private val users =
    Table.of(
        name("users"),
        listOf(
            column("id", int64).withAutoIncrement(true),
            column("email", varchar(200)),
            nullable("age", int32),
            column("active", BooleanType()).withDefault(literal(true)),
        ),
        PrimaryKey("pk_users", listOf("id")),
    )

private val orders =
    Table.of(
        name("orders"),
        listOf(
            column("id", int64),
            nullable("user_id", int64),
            column("total", int32).withDefault(literal(0)),
            nullable("note", text),
        ),
        PrimaryKey("pk_orders", listOf("id")),
    )

private val orderToUser =
    ForeignKey.of("fk_orders_user", listOf("user_id"), name("users"), listOf("id"))
        .onDelete(ReferenceAction.CASCADE)

private val linkedOrders =
    orders
        .withForeignKeys(listOf(orderToUser))
        .withUniqueConstraints(listOf(UniqueConstraint("uq_orders_note", listOf("note"))))
        .withCheckConstraints(listOf(CheckConstraint("ck_orders_total", "total >= 0")))
        .withIndexes(
            listOf(Index.of("ix_orders_user", "user_id"), Index.of("ix_orders_total", "total"))
        )

private val everyType =
    Table.of(
        name("every_type"),
        listOf(
            column("c_int8", IntegerType(8, false)),
            column("c_int16", IntegerType(16, false)),
            column("c_int32", int32),
            column("c_int64", int64),
            nullable("c_decimal", ColumnType.DecimalType(10, 2)),
            nullable("c_float32", ColumnType.FloatType(32)),
            nullable("c_float64", ColumnType.FloatType(64)),
            nullable("c_boolean", BooleanType()),
            nullable("c_char", ColumnType.CharType(3)),
            nullable("c_varchar", varchar(50)),
            nullable("c_text", text),
            nullable("c_binary", ColumnType.BinaryType(16)),
            nullable("c_blob", ColumnType.BlobType()),
            nullable("c_uuid", ColumnType.UuidType()),
            nullable("c_date", ColumnType.DateType()),
            nullable("c_time", ColumnType.TimeType()),
            nullable("c_timestamp", ColumnType.TimestampType(false)),
            nullable("c_timestamptz", ColumnType.TimestampType(true)),
            nullable("c_json", ColumnType.JsonType(false)),
        ),
        PrimaryKey(null, listOf("c_int32", "c_int8")),
    )

private val defaults =
    Table.of(
        name("defaults"),
        listOf(
            column("d_text", varchar(20)).withDefault(literal("it's")),
            column("d_empty", text).withDefault(literal("")),
            column("d_int", int32).withDefault(literal(-5)),
            column("d_boolean", BooleanType()).withDefault(literal(false)),
            column("d_moment", ColumnType.TimestampType(false))
                .withDefault(expression("CURRENT_TIMESTAMP")),
            column("d_computed", text).withDefault(expression("lower('A')")),
        ),
        null,
    )

private val generated =
    Table.of(
        name("boxes"),
        listOf(
            column("width", int32),
            column("height", int32),
            nullable("area", int32).withGenerated(Generated("width * height", true)),
        ),
        null,
    )

private fun index(table: String, index: Index) = CreateIndex(name(table), index, false, false)

private fun alter(table: String, column: String, change: ColumnChange) =
    AlterColumn(name(table), column, change)

private val none = ColumnChange.none()

private val tableCases =
    listOf(
        OperationCase("plain", listOf(), CreateTable(users, false)),
        OperationCase("every type", listOf(), CreateTable(everyType, false)),
        OperationCase("defaults", listOf(), CreateTable(defaults, false)),
        OperationCase("generated column", listOf(), CreateTable(generated, false)),
        OperationCase("constraints and indexes", listOf(users), CreateTable(linkedOrders, false)),
        OperationCase("if not exists", listOf(users), CreateTable(users, true)),
        OperationCase(
            "comments",
            listOf(),
            CreateTable(
                orders
                    .withComment("what was bought")
                    .withColumn("note", nullable("note", text).withComment("it's free")),
                false,
            ),
        ),
        OperationCase("plain", listOf(users, linkedOrders), DropTable(name("orders"), false)),
        OperationCase("if exists", listOf(users), DropTable(name("missing"), true)),
        OperationCase(
            "referenced",
            listOf(users, linkedOrders),
            RenameTable(name("users"), "people"),
        ),
    )

private val columnCases =
    listOf(
        OperationCase(
            "nullable",
            listOf(users),
            AddColumn(name("users"), nullable("phone", varchar(32)), null, false),
        ),
        OperationCase(
            "first",
            listOf(users),
            AddColumn(
                name("users"),
                nullable("phone", varchar(32)),
                null,
                false,
                ColumnPlace.FIRST,
            ),
        ),
        OperationCase(
            "after a column",
            listOf(users),
            AddColumn(
                name("users"),
                column("points", int32).withDefault(literal(0)),
                null,
                false,
                ColumnPlace.after("id"),
            ),
        ),
        OperationCase(
            "not null with default",
            listOf(users),
            AddColumn(name("users"), column("points", int32).withDefault(literal(0)), null, false),
        ),
        OperationCase(
            "not null without default",
            listOf(users),
            AddColumn(name("users"), column("phone", varchar(32)), null, false),
        ),
        OperationCase(
            "expression default",
            listOf(users),
            AddColumn(
                name("users"),
                column("made", ColumnType.TimestampType(false))
                    .withDefault(expression("CURRENT_TIMESTAMP")),
                null,
                false,
            ),
        ),
        OperationCase(
            "foreign key",
            listOf(users, orders),
            AddColumn(
                name("orders"),
                nullable("buyer_id", int64),
                ForeignKey.of("fk_orders_buyer", listOf("buyer_id"), name("users"), listOf("id"))
                    .onDelete(ReferenceAction.SET_NULL),
                false,
            ),
        ),
        OperationCase(
            "if not exists",
            listOf(users),
            AddColumn(name("users"), nullable("age", int32), null, true),
        ),
        OperationCase("plain", listOf(users), DropColumn(name("users"), "age", false)),
        OperationCase("if exists", listOf(users), DropColumn(name("users"), "missing", true)),
        OperationCase(
            "foreign key",
            listOf(
                users,
                linkedOrders.withIndexes(listOf()),
            ),
            DropColumn(name("orders"), "user_id", false),
        ),
        OperationCase(
            "used by keys and indexes",
            listOf(users, linkedOrders),
            RenameColumn(name("orders"), "user_id", "buyer_id"),
        ),
        OperationCase(
            "referenced",
            listOf(users, linkedOrders),
            RenameColumn(name("users"), "id", "key"),
        ),
    )

private val alterCases =
    listOf(
        OperationCase(
            "longer varchar",
            listOf(users),
            alter("users", "email", none.withType(varchar(320))),
        ),
        OperationCase(
            "first",
            listOf(users),
            alter("users", "age", none.withPlace(ColumnPlace.FIRST)),
        ),
        OperationCase(
            "type and place",
            listOf(users),
            alter(
                "users",
                "email",
                none.withType(varchar(320)).withPlace(ColumnPlace.after("age")),
            ),
        ),
        OperationCase(
            "place and name",
            listOf(users),
            alter("users", "age", none.withPlace(ColumnPlace.after("id")).withNewName("years")),
        ),
        OperationCase("int to bigint", listOf(users), alter("users", "age", none.withType(int64))),
        OperationCase(
            "int to text using",
            listOf(users),
            alter("users", "age", none.withType(text).withUsing("'age ' || age")),
        ),
        OperationCase("not null", listOf(users), alter("users", "age", none.withNullable(false))),
        OperationCase("nullable", listOf(users), alter("users", "email", none.withNullable(true))),
        OperationCase(
            "default",
            listOf(users),
            alter("users", "age", none.withDefault(literal(18))),
        ),
        OperationCase(
            "drop default",
            listOf(users),
            alter("users", "active", none.withDefault(null)),
        ),
        OperationCase("comment", listOf(users), alter("users", "email", none.withComment("where"))),
        OperationCase("rename", listOf(users), alter("users", "email", none.withNewName("mail"))),
        OperationCase(
            "everything at once",
            listOf(users, linkedOrders),
            alter(
                "orders",
                "note",
                none
                    .withType(varchar(500))
                    .withNullable(false)
                    .withDefault(literal("none"))
                    .withNewName("remark"),
            ),
        ),
        OperationCase(
            "referenced by others",
            listOf(users, linkedOrders),
            alter("users", "email", none.withNullable(true)),
        ),
    )

private val indexCases =
    listOf(
        OperationCase("plain", listOf(users), index("users", Index.of("ix_users_email", "email"))),
        OperationCase(
            "unique over two",
            listOf(users),
            index("users", Index.of("ix_users_both", "email", "age").withUnique(true)),
        ),
        OperationCase(
            "partial",
            listOf(users),
            index("users", Index.of("ix_users_adult", "email").withWhere("age > 17")),
        ),
        OperationCase(
            "expression and descending",
            listOf(users),
            index(
                "users",
                Index.of("ix_users_lower")
                    .withColumns(
                        listOf(
                            IndexColumn.expression("lower(email)"),
                            IndexColumn.column("age").descendingOrder(),
                        )
                    ),
            ),
        ),
        OperationCase(
            "method",
            listOf(users),
            index(
                "users",
                Index.of("ix_users_age", "age").withMethod("hash"),
            ),
        ),
        OperationCase(
            "include",
            listOf(users),
            index(
                "users",
                Index.of("ix_users_age", "age").withInclude(listOf("email")),
            ),
        ),
        OperationCase(
            "options",
            listOf(users),
            index(
                "users",
                Index.of("ix_users_age", "age")
                    .withOptions(mapOf("postgresql" to "WITH (fillfactor=70)")),
            ),
        ),
        OperationCase(
            "if not exists",
            listOf(users, linkedOrders),
            CreateIndex(name("orders"), Index.of("ix_orders_user", "user_id"), true, false),
        ),
        OperationCase(
            "concurrently",
            listOf(users),
            CreateIndex(name("users"), Index.of("ix_users_age", "age"), false, true),
        ),
        OperationCase(
            "plain",
            listOf(users, linkedOrders),
            DropIndex("ix_orders_user", name("orders"), false, false),
        ),
        OperationCase(
            "if exists",
            listOf(users),
            DropIndex("ix_missing", name("users"), true, false),
        ),
        OperationCase(
            "concurrently",
            listOf(users, linkedOrders),
            DropIndex("ix_orders_user", name("orders"), false, true),
        ),
        OperationCase(
            "plain",
            listOf(users, linkedOrders),
            RenameIndex(name("orders"), "ix_orders_user", "ix_orders_buyer"),
        ),
    )

private val keyless = orders.withPrimaryKey(null)

private val constraintCases =
    listOf(
        OperationCase(
            "two columns",
            listOf(keyless),
            CreatePrimaryKey(name("orders"), PrimaryKey("pk_orders", listOf("id", "total"))),
        ),
        OperationCase(
            "two columns",
            listOf(users),
            CreateUniqueConstraint(
                name("users"),
                UniqueConstraint("uq_users", listOf("email", "age")),
            ),
        ),
        OperationCase(
            "plain",
            listOf(users),
            CreateCheckConstraint(name("users"), CheckConstraint("ck_users_age", "age > 0")),
        ),
        OperationCase(
            "cascade",
            listOf(users, orders),
            CreateForeignKey(name("orders"), orderToUser),
        ),
        OperationCase(
            "deferred",
            listOf(users, orders),
            CreateForeignKey(name("orders"), orderToUser.withDeferral(Deferral.INITIALLY_DEFERRED)),
        ),
        OperationCase(
            "to itself",
            listOf(users.withColumns(users.columns() + nullable("boss", int64))),
            CreateForeignKey(
                name("users"),
                ForeignKey.of("fk_users_boss", listOf("boss"), name("users"), listOf("id")),
            ),
        ),
        OperationCase(
            "primary key",
            listOf(orders),
            DropConstraint(name("orders"), "pk_orders", false),
        ),
        OperationCase(
            "unique",
            listOf(users, linkedOrders),
            DropConstraint(name("orders"), "uq_orders_note", false),
        ),
        OperationCase(
            "check",
            listOf(users, linkedOrders),
            DropConstraint(name("orders"), "ck_orders_total", false),
        ),
        OperationCase(
            "foreign key",
            listOf(users, linkedOrders),
            DropConstraint(name("orders"), "fk_orders_user", false),
        ),
        OperationCase("if exists", listOf(users), DropConstraint(name("users"), "missing", true)),
        OperationCase(
            "primary key",
            listOf(orders),
            RenameConstraint(name("orders"), "pk_orders", "pk_purchases"),
        ),
        OperationCase(
            "unique",
            listOf(users, linkedOrders),
            RenameConstraint(name("orders"), "uq_orders_note", "uq_note"),
        ),
        OperationCase(
            "check",
            listOf(users, linkedOrders),
            RenameConstraint(name("orders"), "ck_orders_total", "ck_total"),
        ),
        OperationCase(
            "foreign key",
            listOf(users, linkedOrders),
            RenameConstraint(name("orders"), "fk_orders_user", "fk_orders_buyer"),
        ),
    )

private val rowCases =
    listOf(
        OperationCase(
            "rows that differ",
            listOf(users),
            insert(
                "users",
                mapOf("email" to "a@b.c", "age" to 3),
                mapOf("email" to "it's", "age" to null),
                mapOf("email" to "x", "active" to false),
            ),
        ),
        OperationCase(
            "values that the database computes",
            listOf(users),
            insert(
                "users",
                mapOf("email" to SqlExpression("lower('A@B.C')"), "age" to 3),
                mapOf("email" to "x", "age" to SqlExpression("4 + 5 -- nine")),
            ),
        ),
        OperationCase(
            "some rows",
            listOf(users),
            update(
                "users",
                mapOf("email" to "it's", "age" to null, "active" to false),
                "age > 3 -- older",
            ),
        ),
        OperationCase(
            "all rows, by what is in them",
            listOf(users),
            update("users", mapOf("age" to SqlExpression("coalesce(age, 0) + 1")), null),
        ),
        OperationCase("some rows", listOf(users), BulkDelete(name("users"), "age is null")),
        OperationCase("all rows", listOf(users), BulkDelete(name("users"), null)),
        OperationCase(
            "two statements",
            listOf(orders),
            ExecuteSql("update orders set note = 'a;b'; delete from orders"),
        ),
    )

/** What every dialect renders and runs. */
val operationCases: List<OperationCase> =
    tableCases + columnCases + alterCases + indexCases + constraintCases + rowCases + objectCases
