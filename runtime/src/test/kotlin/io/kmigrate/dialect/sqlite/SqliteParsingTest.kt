package io.kmigrate.dialect.sqlite

import io.kmigrate.dialect.expression
import io.kmigrate.dialect.int32
import io.kmigrate.dialect.int64
import io.kmigrate.dialect.literal
import io.kmigrate.dialect.name
import io.kmigrate.dialect.statement
import io.kmigrate.dialect.text
import io.kmigrate.dialect.varchar
import io.kmigrate.schema.CheckConstraint
import io.kmigrate.schema.ColumnType
import io.kmigrate.schema.DefaultValue
import io.kmigrate.schema.Deferral
import io.kmigrate.schema.ForeignKey
import io.kmigrate.schema.Generated
import io.kmigrate.schema.IndexColumn
import io.kmigrate.schema.PrimaryKey
import io.kmigrate.schema.ReferenceAction
import io.kmigrate.schema.Table
import io.kmigrate.schema.UniqueConstraint
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe

/** Tables made by hand, in every spelling SQLite takes. */
class SqliteParsingTest :
    FunSpec({
        val dialect = SqliteDialect()

        fun introspect(vararg statements: String): Map<String, Table> =
            sqliteFile().connection.use { connection ->
                statements.forEach(connection::statement)
                dialect.introspector().introspect(connection).tables().associateBy {
                    it.name().name()
                }
            }

        fun table(vararg statements: String): Table = introspect(*statements).getValue("t")

        listOf(
                "a int" to Pair(ColumnType.IntegerType(32, false), null),
                "a" to Pair(ColumnType.BlobType(), null),
                "a double   precision default 1.5" to Pair(ColumnType.FloatType(64), literal(1.5)),
                "a NUMERIC ( 10 , 2 ) default 0" to Pair(ColumnType.DecimalType(10, 2), literal(0)),
                "a bool default true" to Pair(ColumnType.BooleanType(), literal(true)),
                "a boolean default 0" to Pair(ColumnType.BooleanType(), literal(false)),
                "a bigint default 5" to Pair(int64, literal(5L)),
                "a text default 'it''s'" to Pair(text, literal("it's")),
                "a text default (lower('X'))" to Pair(text, expression("lower('X')")),
                "a datetime default CURRENT_TIMESTAMP" to
                    Pair(ColumnType.TimestampType(false), expression("CURRENT_TIMESTAMP")),
                "a int default null" to Pair(int32, null),
                "a int default (-3)" to Pair(int32, literal(-3)),
                "a int default +3" to Pair(int32, literal(3)),
                "a int default 0xff" to Pair(int32, expression("0xff")),
                "a blob default x'00'" to Pair(ColumnType.BlobType(), expression("x'00'")),
                "a character varying(7) null" to Pair(varchar(7), null),
                "a geometry(1, 2) not null on conflict ignore" to
                    Pair(ColumnType.CustomType("geometry(1, 2)"), null),
            )
            .forEach { (sql, expected) ->
                test("the column <$sql> is understood") {
                    val column = table("create table t ($sql)").columns().single()
                    Pair<ColumnType, DefaultValue?>(column.type(), column.defaultValue()) shouldBe
                        expected
                }
            }

        test("constraints at columns and after them are read, with names in every quoting") {
            val tables =
                introspect(
                    "create table p (id integer primary key, k text unique)",
                    """create table t (
                        [a b] int constraint "n""n" not null constraint 'ck' check ([a b] > (1)) unique,
                        `b` int references p on update set default on delete set null not null default 3,
                        c text collate "nocase" references "p" ("k") not deferrable,
                        primary key (b, [a b]) constraint uq unique (b, c collate rtrim)
                        check (c <> 'x,) y'), foreign key (b) references p deferrable
                    )""",
                )
            val t = tables.getValue("t")
            t.columns().map { it.name() to it.nullable() } shouldBe
                listOf("a b" to false, "b" to false, "c" to true)
            t.columns().map { it.collation() } shouldBe listOf(null, null, "nocase")
            t.primaryKey() shouldBe PrimaryKey(null, listOf("b", "a b"))
            t.uniqueConstraints() shouldBe
                listOf(
                    UniqueConstraint(null, listOf("a b")),
                    UniqueConstraint("uq", listOf("b", "c")),
                )
            t.checkConstraints() shouldBe
                listOf(CheckConstraint("ck", "[a b] > (1)"), CheckConstraint(null, "c <> 'x,) y'"))
            t.foreignKeys() shouldBe
                listOf(
                    ForeignKey.of(null, listOf("b"), name("p"), listOf("id"))
                        .onUpdate(ReferenceAction.SET_DEFAULT)
                        .onDelete(ReferenceAction.SET_NULL),
                    ForeignKey.of(null, listOf("c"), name("p"), listOf("k")),
                    ForeignKey.of(null, listOf("b"), name("p"), listOf("id"))
                        .withDeferral(Deferral.INITIALLY_IMMEDIATE),
                )
        }

        test("a whole number as key numbers rows only when it is called INTEGER") {
            fun numbers(sql: String) = table(sql).columns().first().autoIncrement()
            numbers("create table t (id integer primary key)") shouldBe true
            numbers("create table t (id INTEGER, a int, primary key (id))") shouldBe true
            numbers("create table t (id integer primary key autoincrement not null)") shouldBe true
            numbers("create table t (id int primary key)") shouldBe false
            numbers("create table t (id integer, a int, primary key (id, a))") shouldBe false
            numbers("create table t (id integer primary key) without rowid") shouldBe false
        }

        test("generated columns are read") {
            table(
                    "create table t (a int, b int as (a * (2)), c int generated always as (a || ',') stored)"
                )
                .columns()
                .map { it.generated() } shouldBe
                listOf(null, Generated("a * (2)", false), Generated("a || ','", true))
        }

        test("indexes with expressions, order and predicate are read") {
            table(
                    "create table t (a int, \"on\" text)",
                    "create unique index if not exists \"i on\" on \"t\" (\"on\" desc, (a + 1), lower(\"on\") asc)" +
                        " where a > 1 and \"on\" <> 'where'",
                )
                .indexes()
                .single()
                .let {
                    it.name() shouldBe "i on"
                    it.unique() shouldBe true
                    it.where() shouldBe "a > 1 and \"on\" <> 'where'"
                    it.columns() shouldBe
                        listOf(
                            IndexColumn.column("on").descendingOrder(),
                            IndexColumn.expression("a + 1"),
                            IndexColumn.expression("lower(\"on\")"),
                        )
                }
        }

        test("views, virtual tables and their shadow tables are left out") {
            introspect(
                    "create table t (a int)",
                    "create table docs_mine (a int)",
                    "create view v as select * from t",
                    "create virtual table docs using fts5 (body)",
                    "create table s (id integer primary key autoincrement)",
                )
                .keys shouldBe setOf("docs_mine", "s", "t")
        }

        test("types declared INTEGER, TEXT and DECIMAL equal the types that they hold") {
            dialect.equivalence().sameType(text, ColumnType.DateType()) shouldBe true
            dialect.equivalence().sameType(int32, int64) shouldBe false
            dialect.equivalence().sameType(int64, ColumnType.CustomType("INTEGER")) shouldBe true
            dialect
                .equivalence()
                .sameType(ColumnType.FloatType(32), ColumnType.FloatType(64)) shouldBe true
            dialect.equivalence().sameType(varchar(3), varchar(4)) shouldBe false
            dialect
                .equivalence()
                .sameType(
                    ColumnType.IntegerType(64, true),
                    ColumnType.DecimalType(20, 0),
                ) shouldBe true
        }
    })
