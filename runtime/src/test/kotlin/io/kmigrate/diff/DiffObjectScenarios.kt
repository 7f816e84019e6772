package io.kmigrate.diff

import io.kmigrate.dialect.column
import io.kmigrate.dialect.expression
import io.kmigrate.dialect.int32
import io.kmigrate.dialect.int64
import io.kmigrate.dialect.name
import io.kmigrate.dialect.nullable
import io.kmigrate.dialect.text
import io.kmigrate.dialect.varchar
import io.kmigrate.operation.CreateEnum
import io.kmigrate.operation.CreateSequence
import io.kmigrate.schema.CheckConstraint
import io.kmigrate.schema.ColumnType.ArrayType
import io.kmigrate.schema.ColumnType.BooleanType
import io.kmigrate.schema.ColumnType.CustomType
import io.kmigrate.schema.ColumnType.EnumType
import io.kmigrate.schema.ColumnType.JsonType
import io.kmigrate.schema.ColumnType.UuidType
import io.kmigrate.schema.DatabaseEnum
import io.kmigrate.schema.Deferral
import io.kmigrate.schema.ExclusionConstraint
import io.kmigrate.schema.ForeignKey
import io.kmigrate.schema.Generated
import io.kmigrate.schema.Identity
import io.kmigrate.schema.Index
import io.kmigrate.schema.IndexColumn
import io.kmigrate.schema.NotNullConstraint
import io.kmigrate.schema.PrimaryKey
import io.kmigrate.schema.ReferenceAction
import io.kmigrate.schema.Sequence
import io.kmigrate.schema.Table
import io.kmigrate.schema.TableName
import io.kmigrate.schema.UniqueConstraint
import io.kmigrate.testing.TestDatabase.H2
import io.kmigrate.testing.TestDatabase.MARIADB
import io.kmigrate.testing.TestDatabase.MYSQL
import io.kmigrate.testing.TestDatabase.POSTGRESQL
import io.kmigrate.testing.TestDatabase.SQLITE

private val a = t(nullable("a", int32))
private val parent = table("p")
private val index = Index.of("ix", "a")

private fun foreign(change: (ForeignKey) -> ForeignKey) =
    a.withForeignKeys(listOf(change(ForeignKey.of("fk_a", listOf("a"), name("p"), listOf("id")))))

private fun Table.unique(name: String?, vararg columns: String) =
    withUniqueConstraints(listOf(UniqueConstraint(name, columns.toList())))

private fun typed(sql: String) = t(nullable("a", CustomType(sql)))

private fun default(type: String, sql: String) =
    t(nullable("a", CustomType(type)).withDefault(expression(sql)))

private fun mood(vararg labels: String) = DatabaseEnum(name("mood"), labels.toList())

private fun moody(vararg labels: String) = t(nullable("a", EnumType("mood", labels.toList())))

private fun numbered(identity: Identity?) =
    t().withColumn("id", column("id", int32).withIdentity(identity))

private val booked =
    t(nullable("a", CustomType("int4range"))).let { table ->
        val element = ExclusionConstraint.Element(IndexColumn.column("a"), "&&")
        table to
            table.withExclusionConstraints(
                listOf(
                    ExclusionConstraint(
                        "ex",
                        "gist",
                        listOf(element),
                        null,
                        Deferral.NOT_DEFERRABLE,
                    )
                )
            )
    }

private val apart =
    t(column("a", CustomType("int4range")), column("b", CustomType("daterange"))).let { table ->
        val unique = UniqueConstraint("uq", listOf("a", "b"))
        table.withUniqueConstraints(listOf(unique)) to
            table.withUniqueConstraints(listOf(unique.withoutOverlaps(true)))
    }

private fun needed(name: String) =
    t(column("a", int32)).withNotNullConstraints(listOf(NotNullConstraint(name, "a")))

private val billing = table("t", nullable("a", int32)).withName(TableName("billing", "t"))
private val schema = sql("create schema billing")

/** Rows 66 to 86 of part 1, and part 2: what only some databases know, and what hangs together. */
val objectScenarios: List<DiffScenario> =
    listOf(
        scenario(
            66,
            "json to jsonb",
            t(nullable("a", JsonType(false))),
            t(nullable("a", JsonType(true))),
            "alterColumn t.a type",
            on = POSTGRES,
        ),
        scenario(
            67,
            "int[] to text[]",
            t(nullable("a", ArrayType(int32))),
            t(nullable("a", ArrayType(text))),
            "alterColumn t.a type",
            on = setOf(POSTGRESQL, H2),
        ),
        scenario(
            68,
            "enum value added",
            listOf(CreateEnum(mood("ok", "sad"), false)) + made(moody("ok", "sad")),
            model(
                moody("great", "ok", "so-so", "sad", "awful"),
                objects = listOf(mood("great", "ok", "so-so", "sad", "awful")),
            ),
            "addEnumValue mood great before ok",
            "addEnumValue mood so-so after ok",
            "addEnumValue mood awful",
            on = POSTGRES,
        ),
        scenario(
            68,
            "enum value added in the column",
            made(moody("ok", "sad")),
            model(moody("ok", "sad", "great")),
            "alterColumn t.a type",
            on = FAMILY + H2,
        ),
        scenario(
            69,
            "new enum on a new column",
            made(t()),
            model(moody("ok", "sad")),
            "createEnum mood",
            "addColumn t.a",
            on = POSTGRES,
        ),
        scenario(
            69,
            "new enum on a new column",
            made(t()),
            model(moody("ok", "sad")),
            "addColumn t.a",
            on = FAMILY + H2,
        ),
        scenario(
            70,
            "collation changed",
            a.withColumn("a", nullable("a", varchar(9))),
            a.withColumn("a", nullable("a", varchar(9)).withCollation("C")),
            "alterColumn t.a collation",
            on = POSTGRES,
        ),
        scenario(
            70,
            "collation changed",
            a.withColumn("a", nullable("a", varchar(9))),
            a.withColumn("a", nullable("a", varchar(9)).withCollation("NOCASE")),
            "alterColumn t.a collation",
            on = setOf(SQLITE),
        ),
        scenario(
            70,
            "collation changed",
            a.withColumn("a", nullable("a", varchar(9))),
            a.withColumn("a", nullable("a", varchar(9)).withCollation("utf8mb4_bin")),
            "alterColumn t.a collation",
            on = FAMILY,
        ),
        scenario(
            71,
            "default '{}'::jsonb and '{}'",
            default("jsonb", "'{}'::jsonb"),
            default("jsonb", "'{}'"),
            on = POSTGRES,
        ),
        scenario(
            72,
            "default gen_random_uuid()",
            t(nullable("a", UuidType()).withDefault(expression("gen_random_uuid()"))),
            t(nullable("a", UuidType()).withDefault(expression("GEN_RANDOM_UUID()"))),
            on = POSTGRES,
        ),
        scenario(
            72,
            "default of a new UUID",
            default("uuid", "random_uuid()"),
            default("uuid", "RANDOM_UUID()"),
            on = setOf(H2),
        ),
        scenario(
            72,
            "default of a new UUID",
            default("uuid", "uuid()"),
            default("uuid", "UUID()"),
            on = setOf(MARIADB),
        ),
        scenario(
            73,
            "serial key",
            sql("create table t (id serial primary key)"),
            model(numbered(Identity.standard())),
            on = POSTGRES,
        ),
        scenario(
            74,
            "identity added",
            numbered(null),
            numbered(Identity.standard()),
            "alterColumn t.id identity",
            on = setOf(POSTGRESQL, H2),
        ),
        scenario(
            75,
            "identity option changed",
            numbered(Identity.standard()),
            numbered(Identity(true, 1, 5)),
            "alterColumn t.id identity",
            on = setOf(POSTGRESQL, H2),
        ),
        scenario(
            76,
            "index method changed",
            a.withIndexes(listOf(index)),
            a.withIndexes(listOf(index.withMethod("hash"))),
            "dropIndex ix",
            "createIndex ix",
            on = POSTGRES,
        ),
        scenario(
            77,
            "index INCLUDE added",
            a.withIndexes(listOf(index)),
            a.withIndexes(listOf(index.withInclude(listOf("id")))),
            "dropIndex ix",
            "createIndex ix",
            on = POSTGRES,
        ),
        scenario(
            78,
            "index operator class changed",
            t(nullable("a", text)).withIndexes(listOf(index)),
            t(nullable("a", text))
                .withIndexes(
                    listOf(
                        Index.of(
                            "ix",
                            listOf(IndexColumn.column("a").withOperatorClass("text_pattern_ops")),
                        )
                    )
                ),
            "dropIndex ix",
            "createIndex ix",
            on = POSTGRES,
        ),
        scenario(
            79,
            "unique NULLS NOT DISTINCT",
            a.unique("uq", "a"),
            a.withUniqueConstraints(
                listOf(UniqueConstraint("uq", listOf("a")).withNullsNotDistinct(true))
            ),
            "dropConstraint uq",
            "createUniqueConstraint uq",
            on = setOf(POSTGRESQL, H2),
        ),
        scenario(
            80,
            "two tables that refer to each other dropped",
            made(
                t(),
                table("y", nullable("a", int32)),
                table("x", nullable("a", int32)).to("fk_x", "y"),
            ) + sql("alter table y add constraint fk_y foreign key (a) references x (id)"),
            model(t()),
            "dropConstraint fk_y",
            "dropTable x",
            "dropTable y",
            on = SERVERS,
        ),
        scenario(
            81,
            "table comment added",
            t(),
            t().withComment("it's"),
            "commentOnTable t",
            on = SERVERS,
        ),
        scenario(
            82,
            "column comment changed",
            t(nullable("a", int32).withComment("one")),
            t(nullable("a", int32).withComment("two")),
            "alterColumn t.a comment",
            on = SERVERS,
        ),
        scenario(
            83,
            "sequence added",
            made(t()),
            model(t(), objects = listOf(Sequence.of(name("s")))),
            "createSequence s",
            on = SERVERS - MYSQL,
        ),
        scenario(
            83,
            "sequence changed, another removed",
            made(t()) +
                listOf(
                    CreateSequence(Sequence.of(name("s")), false),
                    CreateSequence(Sequence.of(name("r")), false),
                ),
            model(t(), objects = listOf(Sequence.of(name("s")).withIncrement(5))),
            "alterSequence s",
            "dropSequence r",
            on = SERVERS - MYSQL,
        ),
        scenario(
            84,
            "exclusion constraint added",
            booked.first,
            booked.second,
            "createExclusionConstraint ex",
            on = POSTGRES,
        ),
        scenario(
            84,
            "unique constraint without overlaps",
            apart.first,
            apart.second,
            "dropConstraint uq",
            "createUniqueConstraint uq",
            on = POSTGRES,
        ),
        scenario(
            84,
            "NOT NULL with a name",
            t(nullable("a", int32)),
            needed("a_needed"),
            "createNotNullConstraint a_needed",
            on = POSTGRES,
        ),
        scenario(
            84,
            "NOT NULL that gets a name",
            t(column("a", int32)),
            needed("a_needed"),
            "alterColumn t.a nullable",
            "createNotNullConstraint a_needed",
            on = POSTGRES,
        ),
        scenario(
            84,
            "NOT NULL under another name",
            needed("a_needed"),
            needed("a_there"),
            "renameConstraint a_needed a_there",
            on = POSTGRES,
        ),
        scenario(
            84,
            "NOT NULL with a name as the server gives it",
            needed("t_a_not_null"),
            needed("t_a_not_null1"),
            on = POSTGRES,
        ),
        scenario(
            84,
            "NOT NULL whose name no model has",
            needed("a_needed"),
            t(column("a", int32)),
            on = POSTGRES,
        ),
        scenario(
            85,
            "partitioned table in the database",
            made(t()) +
                sql(
                    "create table log (id int, at date) partition by range (at)",
                    "create table log_1 partition of log for values from ('2026-01-01') to ('2026-02-01')",
                ),
            model(t()),
            on = POSTGRES,
        ),
        scenario(
            85,
            "partitioned table in the database",
            made(t()) +
                sql(
                    "create table log (id int, at date) partition by range (year(at))" +
                        " (partition log_1 values less than (2027))"
                ),
            model(t()),
            on = FAMILY,
        ),
        scenario(
            86,
            "row format, which a model cannot express, stays",
            sql("create table t (id int primary key) row_format = compressed"),
            model(t()),
            on = FAMILY,
        ),
        scenario(
            86,
            "fillfactor, which a model cannot express, stays",
            sql("create table t (id int primary key) with (fillfactor = 70)"),
            model(t()),
            on = POSTGRES,
        ),
        scenario(
            87,
            "table in another schema that the model does not have",
            made(t()) + schema + made(billing),
            model(t()),
            on = setOf(POSTGRESQL, H2),
        ),
        scenario(
            87,
            "table in another schema that the model has",
            schema + made(billing),
            model(billing.withColumns(billing.columns() + nullable("b", int32))),
            "addColumn billing.t.b",
            on = setOf(POSTGRESQL, H2),
        ),
        scenario(
            87,
            "table in a schema that is new",
            made(t()),
            model(t(), billing),
            "createSchema billing",
            "createTable billing.t",
            on = setOf(POSTGRESQL, H2),
        ),
        scenario(
            87,
            "table in another schema that refers to the default one",
            made(parent) + schema,
            model(
                parent,
                table("t", nullable("a", int32))
                    .withName(TableName("billing", "t"))
                    .withForeignKeys(
                        listOf(ForeignKey.of("fk_p", listOf("a"), name("p"), listOf("id")))
                    ),
            ),
            "createTable billing.t -> p",
            on = setOf(POSTGRESQL, H2),
        ),
        scenario(
            88,
            "the default schema named in the model",
            made(a),
            model(a.withName(TableName("public", "t"))),
            on = POSTGRES,
        ),
        scenario(
            89,
            "one table name in two schemas",
            schema + made(a, billing),
            model(t(), billing),
            "dropColumn t.a",
            on = setOf(POSTGRESQL, H2),
        ),
        scenario(
            97,
            "nullability of a key's column",
            t(),
            t().withColumn("id", nullable("id", int32)),
        ),
        scenario(
            98,
            "index and unique of one table",
            a.unique("uq", "a").withIndexes(listOf(index)),
            a.unique("uq", "a"),
            "dropIndex ix",
        ),
        scenario(
            99,
            "index becomes a unique constraint",
            a.withIndexes(listOf(index)),
            a.unique("ix", "a"),
            "dropIndex ix",
            "createUniqueConstraint ix",
        ),
        scenario(
            100,
            "order of a unique's columns",
            t(nullable("a", int32), nullable("b", int32)).unique("uq", "a", "b"),
            t(nullable("a", int32), nullable("b", int32)).unique("uq", "b", "a"),
            "dropConstraint uq",
            "createUniqueConstraint uq",
        ),
        scenario(
            101,
            "long names that the database cuts",
            t(nullable("a".repeat(50), int32)).unique(null, "a".repeat(50)),
            t(nullable("a".repeat(50), int32)).unique(null, "a".repeat(50)),
        ),
        scenario(
            102,
            "case of an index's name changed",
            a.withIndexes(listOf(index)),
            a.withIndexes(listOf(Index.of("IX", "a"))),
            "dropIndex ix",
            "createIndex IX",
        ),
        scenario(
            103,
            "table dropped with all its objects",
            made(
                t(),
                table("u", nullable("a", int32))
                    .unique("uq", "a")
                    .withIndexes(listOf(Index.of("ix_u", "a", "id"))),
            ),
            model(t()),
            "dropTable u",
        ),
        scenario(
            104,
            "table created with all its objects",
            made(t()),
            model(
                t(),
                table("u", nullable("a", int32))
                    .unique("uq", "a")
                    .withIndexes(listOf(Index.of("ix_u", "a", "id")))
                    .withComment("new"),
            ),
            "createTable u",
        ),
        scenario(
            105,
            "index that the database made for a foreign key",
            made(parent, foreign { it }),
            model(parent, foreign { it }),
        ),
        scenario(
            106,
            "covering index over a foreign key's column",
            made(parent, foreign { it }.withIndexes(listOf(Index.of("ix", "a", "id")))),
            model(parent, foreign { it }.withIndexes(listOf(Index.of("ix", "a", "id")))),
        ),
        scenario(
            107,
            "boolean and the check it may bring",
            t(nullable("a", BooleanType())),
            t(nullable("a", BooleanType())),
        ),
        scenario(
            110,
            "foreign key's actions changed",
            made(parent, foreign { it.onDelete(ReferenceAction.CASCADE) }),
            model(
                parent,
                foreign { it.onDelete(ReferenceAction.SET_NULL).onUpdate(ReferenceAction.CASCADE) },
            ),
            "dropConstraint fk_a",
            "createForeignKey fk_a",
        ),
        scenario(
            111,
            "foreign key's deferral changed",
            made(parent, foreign { it.withDeferral(Deferral.INITIALLY_DEFERRED) }),
            model(parent, foreign { it.withDeferral(Deferral.INITIALLY_IMMEDIATE) }),
            "dropConstraint fk_a",
            "createForeignKey fk_a",
            on = setOf(POSTGRESQL, SQLITE),
        ),
        scenario(
            112,
            "foreign key over two columns added",
            made(pair, couple),
            model(
                pair,
                couple.withForeignKeys(
                    listOf(ForeignKey.of("fk2", listOf("a", "b"), name("pair"), listOf("x", "y")))
                ),
            ),
            "createForeignKey fk2",
        ),
        scenario(
            113,
            "foreign key's name in mixed case",
            made(
                parent,
                a.withForeignKeys(
                    listOf(ForeignKey.of("Fk_A", listOf("a"), name("p"), listOf("id")))
                ),
            ),
            model(parent, a),
            "dropConstraint Fk_A",
        ),
        scenario(
            115,
            "autoincrement unchanged",
            numbered(Identity.standard()),
            numbered(Identity.standard()),
        ),
        scenario(
            116,
            "computed column with other spacing",
            t(nullable("a", int32), nullable("c", int32).withGenerated(Generated("a*2", true))),
            t(nullable("a", int32), nullable("c", int32).withGenerated(Generated("a  *  2", true))),
            on = SERVERS,
        ),
        scenario(
            116,
            "plain column becomes computed",
            t(nullable("a", int32), nullable("c", int32)),
            t(nullable("a", int32), nullable("c", int32).withGenerated(Generated("a * 2", true))),
            "dropColumn t.c",
            "addColumn t.c",
        ),
        scenario(
            116,
            "type of a column that another is computed from",
            t(nullable("a", int32), nullable("c", int64).withGenerated(Generated("a * 2", true))),
            t(nullable("a", int64), nullable("c", int64).withGenerated(Generated("a * 2", true))),
            "dropColumn t.c",
            "alterColumn t.a type",
            "addColumn t.c",
        ),
        scenario(
            116,
            "computed column dropped with its source column",
            t(nullable("a", int32), nullable("c", int32).withGenerated(Generated("a * 2", true))),
            t(),
            "dropColumn t.c",
            "dropColumn t.a",
        ),
        scenario(
            117,
            "identity removed",
            numbered(Identity.standard()),
            numbered(null),
            "alterColumn t.id identity",
            otherwise = mapOf(SQLITE to listOf()),
            missing = mapOf(SQLITE to "an integer key numbers its rows, told to or not"),
        ),
        scenario(
            118,
            "comments removed",
            t(nullable("a", int32).withComment("one")).withComment("two"),
            t(nullable("a", int32)),
            "alterColumn t.a comment",
            "commentOnTable t",
            on = SERVERS,
        ),
        scenario(
            119,
            "custom type in another spelling",
            t(nullable("a", varchar(30)), nullable("b", int32)),
            t(
                nullable("a", CustomType("CHARACTER  VARYING(30)")),
                nullable("b", CustomType("int")),
            ),
        ),
        scenario(
            119,
            "custom type changed",
            t(nullable("a", CustomType("varchar(30)"))),
            t(nullable("a", CustomType("varchar(40)"))),
            "alterColumn t.a type",
        ),
        scenario(
            119,
            "domain, a custom type",
            sql("create domain mail as varchar(30)") + made(t(nullable("a", CustomType("mail")))),
            model(t(nullable("a", CustomType("mail")))),
            on = setOf(POSTGRESQL, H2),
        ),
        scenario(
            120,
            "type that the language cannot express",
            typed("tsvector"),
            typed("tsvector"),
            on = POSTGRES,
        ),
        scenario(
            121,
            "default interval",
            default("interval", "'1 day'"),
            default("interval", "'1 day'::interval"),
            on = POSTGRES,
        ),
        scenario(
            121,
            "default float",
            default("double precision", "1.0"),
            default("double precision", "(1.0)"),
            on = POSTGRES,
        ),
        scenario(
            121,
            "default array",
            default("int[]", "'{1,2}'"),
            default("int[]", "'{1,2}'::int[]"),
            on = POSTGRES,
        ),
        scenario(
            121,
            "default float",
            default("double", "1.0"),
            default("double", "(1.0)"),
            on = FAMILY + H2,
        ),
        scenario(
            121,
            "default interval",
            default("interval day", "interval '1' day"),
            default("interval day", "INTERVAL  '1'  DAY"),
            on = setOf(H2),
        ),
        scenario(
            122,
            "timestamp that updates itself",
            sql(
                "create table t (id int primary key, a timestamp not null default current_timestamp on update current_timestamp)"
            ),
            model(
                t(column("a", CustomType("timestamp")).withDefault(expression("CURRENT_TIMESTAMP")))
            ),
            on = FAMILY,
        ),
        scenario(
            124,
            "default from a sequence of its own",
            sql(
                "create sequence s",
                "create table t (id int primary key, a int default nextval('s'))",
            ),
            model(
                t(nullable("a", int32).withDefault(expression("nextval('s')"))),
                objects = listOf(Sequence.of(name("s"))),
            ),
            on = POSTGRES,
        ),
        scenario(
            124,
            "default from a sequence of its own",
            sql(
                "create sequence s",
                "create table t (id int primary key, a int default nextval(s))",
            ),
            model(
                t(nullable("a", int32).withDefault(expression("nextval(s)"))),
                objects = listOf(Sequence.of(name("s"))),
            ),
            on = setOf(MARIADB),
        ),
        scenario(
            124,
            "default from a sequence of its own",
            sql(
                "create sequence \"s\"",
                "create table \"t\" (\"id\" int primary key, \"a\" int default next value for \"s\")",
            ),
            model(
                t(nullable("a", int32).withDefault(expression("next value for \"s\""))),
                objects = listOf(Sequence.of(name("s"))),
            ),
            on = setOf(H2),
        ),
        scenario(
            125,
            "operator class in an expression index",
            expressed(IndexColumn.expression("lower(a)").withOperatorClass("text_pattern_ops")),
            expressed(IndexColumn.expression("lower(a)")),
            "dropIndex ix",
            "createIndex ix",
            on = POSTGRES,
        ),
        scenario(
            126,
            "expression index in another spelling",
            expressed(IndexColumn.expression("lower(a)")),
            expressed(IndexColumn.expression("LOWER( (a) )")),
            on = POSTGRES,
        ),
        scenario(
            127,
            "everything at once, in order",
            made(
                t(nullable("a", int32), nullable("old", int32)).withIndexes(listOf(index)),
                table("gone"),
            ),
            model(
                t(nullable("a", int32), nullable("p_id", int32))
                    .withForeignKeys(
                        listOf(ForeignKey.of("fk_p", listOf("p_id"), name("p"), listOf("id")))
                    )
                    .withCheckConstraints(listOf(CheckConstraint("ck", "a > 1"))),
                parent,
            ),
            "dropIndex ix",
            "createTable p",
            "addColumn t.p_id -> p",
            "createCheckConstraint ck",
            "dropColumn t.old",
            "dropTable gone",
        ),
        scenario(
            127,
            "key dropped with the table that referred to it",
            made(numberedParent.unique("uq", "a"), table("gone", nullable("a", int32)).toUnique()),
            model(numberedParent),
            "dropConstraint fk_unique",
            "dropConstraint uq",
            "dropTable gone",
        ),
        scenario(
            127,
            "key dropped with the column that referred to it",
            made(numberedParent.unique("uq", "a"), t(nullable("a", int32)).toUnique()),
            model(numberedParent, t()),
            "dropConstraint fk_unique",
            "dropConstraint uq",
            "dropColumn t.a",
        ),
    )

private val numberedParent
    get() = table("p", nullable("a", int32))

private fun Table.toUnique() =
    withForeignKeys(listOf(ForeignKey.of("fk_unique", listOf("a"), name("p"), listOf("a"))))

private val pair
    get() =
        Table.of(
            name("pair"),
            listOf(column("x", int32), column("y", int32)),
            PrimaryKey("pk_pair", listOf("x", "y")),
        )

private val couple
    get() = t(nullable("a", int32), nullable("b", int32))

private fun expressed(part: IndexColumn) =
    t(nullable("a", text)).withIndexes(listOf(Index.of("ix", listOf(part))))

private fun Table.to(key: String, other: String) =
    withForeignKeys(listOf(ForeignKey.of(key, listOf("a"), name(other), listOf("id"))))
