package io.kmigrate.dialect

import io.kmigrate.operation.AddColumn
import io.kmigrate.operation.AddEnumValue
import io.kmigrate.operation.AlterColumn
import io.kmigrate.operation.AlterSequence
import io.kmigrate.operation.ColumnChange
import io.kmigrate.operation.CommentOnTable
import io.kmigrate.operation.CreateCheckConstraint
import io.kmigrate.operation.CreateEnum
import io.kmigrate.operation.CreateExclusionConstraint
import io.kmigrate.operation.CreateForeignKey
import io.kmigrate.operation.CreateIndex
import io.kmigrate.operation.CreateNotNullConstraint
import io.kmigrate.operation.CreatePrimaryKey
import io.kmigrate.operation.CreateProgram
import io.kmigrate.operation.CreateSchema
import io.kmigrate.operation.CreateSequence
import io.kmigrate.operation.CreateTable
import io.kmigrate.operation.CreateUniqueConstraint
import io.kmigrate.operation.CreateView
import io.kmigrate.operation.Dependants
import io.kmigrate.operation.DropColumn
import io.kmigrate.operation.DropConstraint
import io.kmigrate.operation.DropEnum
import io.kmigrate.operation.DropProgram
import io.kmigrate.operation.DropSchema
import io.kmigrate.operation.DropSequence
import io.kmigrate.operation.DropView
import io.kmigrate.operation.ExecuteSql
import io.kmigrate.operation.LoadCsv
import io.kmigrate.operation.MoveTable
import io.kmigrate.operation.RenameColumn
import io.kmigrate.operation.RenameConstraint
import io.kmigrate.operation.RenameEnumValue
import io.kmigrate.operation.SequenceChange
import io.kmigrate.operation.ValidateConstraint
import io.kmigrate.schema.CheckConstraint
import io.kmigrate.schema.ColumnType.BooleanType
import io.kmigrate.schema.ColumnType.CustomType
import io.kmigrate.schema.ColumnType.DecimalType
import io.kmigrate.schema.ColumnType.EnumType
import io.kmigrate.schema.DatabaseEnum
import io.kmigrate.schema.DatabaseSchema
import io.kmigrate.schema.Deferral
import io.kmigrate.schema.ExclusionConstraint
import io.kmigrate.schema.ForeignKey
import io.kmigrate.schema.Generated
import io.kmigrate.schema.Identity
import io.kmigrate.schema.Index
import io.kmigrate.schema.IndexColumn
import io.kmigrate.schema.NotNullConstraint
import io.kmigrate.schema.PrimaryKey
import io.kmigrate.schema.Sequence
import io.kmigrate.schema.StoredProgram
import io.kmigrate.schema.StoredProgram.Kind
import io.kmigrate.schema.Table
import io.kmigrate.schema.TableName
import io.kmigrate.schema.UniqueConstraint
import io.kmigrate.schema.View
import java.io.StringReader

private val people =
    Table.of(
        name("people"),
        listOf(
            column("id", int64),
            nullable("mail", varchar(100)),
            nullable("boss_id", int64),
            nullable("floor", int32),
            nullable("room", int32),
        ),
        PrimaryKey("pk_people", listOf("id")),
    )

private val billing = DatabaseSchema(name("billing"))

private val schemaCases =
    listOf(
        OperationCase("plain", listOf(), CreateSchema("billing", false)),
        OperationCase("if not exists", listOf(), CreateSchema("billing", true), listOf(billing)),
        OperationCase("plain", listOf(), DropSchema("billing", false), listOf(billing)),
        OperationCase("if exists", listOf(), DropSchema("billing", true)),
        OperationCase(
            "into another schema",
            listOf(people),
            MoveTable(name("people"), "billing"),
            listOf(billing),
        ),
        OperationCase("plain", listOf(people), CommentOnTable(name("people"), "who's here")),
        OperationCase(
            "removed",
            listOf(people.withComment("old")),
            CommentOnTable(name("people"), null),
        ),
    )

private val numbers = Sequence(name("invoice_numbers"), 1000, 10, 1L, 999_999_990L, 20L, true)

private val sequenceCases =
    listOf(
        OperationCase("plain", listOf(), CreateSequence(Sequence.of(name("numbers")), false)),
        OperationCase("every option", listOf(), CreateSequence(numbers, false)),
        OperationCase("if not exists", listOf(), CreateSequence(numbers, true), listOf(numbers)),
        OperationCase(
            "some options",
            listOf(),
            AlterSequence(numbers.name(), SequenceChange(null, 5, null, 500_000, null, false)),
            listOf(numbers),
        ),
        OperationCase(
            "restart",
            listOf(),
            AlterSequence(numbers.name(), SequenceChange(2000, null, null, null, null, null)),
            listOf(numbers),
        ),
        OperationCase("plain", listOf(), DropSequence(numbers.name(), false), listOf(numbers)),
        OperationCase("if exists", listOf(), DropSequence(numbers.name(), true)),
    )

private val mood = DatabaseEnum(name("mood"), listOf("sad", "it's ok", "glad"))

private val moody =
    Table.of(
        name("moody"),
        listOf(column("id", int32), nullable("mood", EnumType("mood", mood.labels()))),
        null,
    )

private val enumCases =
    listOf(
        OperationCase("plain", listOf(), CreateEnum(mood, false)),
        OperationCase("if not exists", listOf(), CreateEnum(mood, true), listOf(mood)),
        OperationCase("enum column", listOf(), CreateTable(moody, false), listOf(mood)),
        OperationCase(
            "before another",
            listOf(moody),
            AddEnumValue(mood.name(), "so so", "glad", true, false),
            listOf(mood),
        ),
        OperationCase(
            "at the end",
            listOf(),
            AddEnumValue(mood.name(), "happy", null, false, true),
            listOf(mood),
        ),
        OperationCase(
            "plain",
            listOf(moody),
            RenameEnumValue(mood.name(), "it's ok", "fine"),
            listOf(mood),
        ),
        OperationCase("plain", listOf(), DropEnum(mood.name(), false), listOf(mood)),
        OperationCase("if exists", listOf(), DropEnum(mood.name(), true)),
    )

private val mails = View(name("mails"), "select id, mail from people", false)

private val counted = View(name("counted"), "select count(*) as n from people", true)

private val viewCases =
    listOf(
        OperationCase("plain", listOf(people), CreateView(mails, false)),
        OperationCase(
            "other columns in its place",
            listOf(people),
            CreateView(View(mails.name(), "select mail from people", false), true),
            listOf(mails),
        ),
        OperationCase("materialized", listOf(people), CreateView(counted, false)),
        OperationCase("plain", listOf(people), DropView(mails.name(), false, false), listOf(mails)),
        OperationCase(
            "materialized",
            listOf(people),
            DropView(counted.name(), true, false),
            listOf(counted),
        ),
        OperationCase("if exists", listOf(), DropView(mails.name(), false, true)),
    )

private fun program(kind: Kind, name: String, table: TableName?, definition: String) =
    StoredProgram(StoredProgram.Id(kind, name(name), table, null), definition)

private val answer =
    program(
        Kind.FUNCTION,
        "answer",
        null,
        "create function answer() returns int language sql as 'select 42'",
    )

private val total =
    program(
        Kind.AGGREGATE,
        "total",
        null,
        "create aggregate total(int) (sfunc = int4pl, stype = int)",
    )

private val totalOfInts =
    StoredProgram(
        StoredProgram.Id(Kind.AGGREGATE, name("total"), null, "int"),
        total.definition(),
    )

private val stamp =
    program(
        Kind.TRIGGER,
        "stamp",
        people.name(),
        "create trigger stamp before update on people for each row execute function stamp()",
    )

/** Their text is each database's own, so only golden SQL has them. */
private val programCases =
    listOf(
        OperationCase("function", listOf(), CreateProgram(answer, false)),
        OperationCase("function in its place", listOf(), CreateProgram(answer, true)),
        OperationCase("trigger in its place", listOf(people), CreateProgram(stamp, true)),
        OperationCase("function", listOf(), DropProgram(answer.id(), false), listOf(answer)),
        OperationCase("aggregate in its place", listOf(), CreateProgram(total, true)),
        OperationCase("aggregate", listOf(), DropProgram(total.id(), true), listOf(total)),
        OperationCase(
            "aggregate of arguments",
            listOf(),
            DropProgram(totalOfInts.id(), false),
            listOf(totalOfInts),
        ),
        OperationCase("trigger", listOf(people), DropProgram(stamp.id(), true), listOf(stamp)),
    )

private val booking =
    ExclusionConstraint(
        "no_two_in_a_room",
        "gist",
        listOf(
            ExclusionConstraint.Element(
                IndexColumn.expression("int4range(room, room, '[]')"),
                "&&",
            )
        ),
        "floor > 0",
        Deferral.INITIALLY_DEFERRED,
    )

private val toBoss =
    ForeignKey.of("fk_people_boss", listOf("boss_id"), name("people"), listOf("id"))

private val specialConstraintCases =
    listOf(
        OperationCase(
            "nulls not distinct",
            listOf(people),
            CreateUniqueConstraint(
                name("people"),
                UniqueConstraint("uq_people_mail", listOf("mail")).withNullsNotDistinct(true),
            ),
        ),
        OperationCase(
            "deferred",
            listOf(people),
            CreateUniqueConstraint(
                name("people"),
                UniqueConstraint("uq_people_mail", listOf("mail"))
                    .withDeferral(Deferral.INITIALLY_DEFERRED),
            ),
        ),
        OperationCase(
            "match full",
            listOf(people),
            CreateForeignKey(name("people"), toBoss.withMatchFull(true)),
        ),
        OperationCase(
            "ranges",
            listOf(people),
            CreateExclusionConstraint(name("people"), booking),
        ),
        OperationCase(
            "exclusion",
            listOf(people.withExclusionConstraints(listOf(booking))),
            DropConstraint(name("people"), booking.name(), false),
        ),
    )

private val unchecked = CheckConstraint("ck_floor", "floor < 90").withEnforced(false)
private val mailIsThere = NotNullConstraint("mail_is_there", "mail")

/** People whose mail is needed by a constraint with a name. */
private val reachable =
    people
        .withColumn("mail", column("mail", varchar(100)))
        .withNotNullConstraints(listOf(mailIsThere))

private val unenforcedCases =
    listOf(
        OperationCase(
            "not enforced",
            listOf(people),
            CreateCheckConstraint(name("people"), unchecked),
        ),
        OperationCase(
            "not enforced",
            listOf(people),
            CreateForeignKey(name("people"), toBoss.withEnforced(false)),
        ),
        OperationCase(
            "constraints that are not enforced",
            listOf(),
            CreateTable(people.withCheckConstraints(listOf(unchecked)), false),
        ),
    )

/** On databases that can leave a check unenforced. */
val unenforcedChecks: List<OperationCase> =
    listOf(
        OperationCase(
            "check that is not enforced",
            listOf(people.withCheckConstraints(listOf(unchecked))),
            DropConstraint(name("people"), "ck_floor", false),
        ),
        OperationCase(
            "column of a check that is not enforced",
            listOf(people.withCheckConstraints(listOf(unchecked))),
            RenameColumn(name("people"), "floor", "storey"),
        ),
        OperationCase(
            "check that is not enforced",
            listOf(people.withCheckConstraints(listOf(unchecked))),
            RenameConstraint(name("people"), "ck_floor", "ck_storey"),
        ),
    )

private val notNullCases =
    listOf(
        OperationCase(
            "plain",
            listOf(people),
            CreateNotNullConstraint(name("people"), mailIsThere),
        ),
        OperationCase(
            "not valid and not inherited",
            listOf(people),
            CreateNotNullConstraint(
                name("people"),
                mailIsThere.withValid(false).withNoInherit(true),
            ),
        ),
        OperationCase("named not null", listOf(), CreateTable(reachable, false)),
        OperationCase(
            "named not null that is not valid",
            listOf(),
            CreateTable(
                reachable.withNotNullConstraints(listOf(mailIsThere.withValid(false))),
                false,
            ),
        ),
    )

/** On databases where NOT NULL has a name. */
val notNullChanges: List<OperationCase> =
    listOf(
        OperationCase(
            "not null",
            listOf(reachable),
            DropConstraint(name("people"), "mail_is_there", false),
        ),
        OperationCase(
            "not null",
            listOf(reachable),
            RenameConstraint(name("people"), "mail_is_there", "has_mail"),
        ),
        OperationCase(
            "named not null",
            listOf(reachable),
            RenameColumn(name("people"), "mail", "email"),
        ),
        OperationCase(
            "named not null",
            listOf(reachable),
            DropColumn(name("people"), "mail", false),
        ),
        OperationCase(
            "named not null removed",
            listOf(reachable),
            AlterColumn(name("people"), "mail", ColumnChange.none().withNullable(true)),
        ),
    )

private val stays =
    Table.of(
        name("stays"),
        listOf(
            column("rooms", CustomType("int4range")),
            column("during", CustomType("tstzrange")),
        ),
        null,
    )

private val stayKey = PrimaryKey("pk_stays", listOf("rooms", "during")).withoutOverlaps(true)
private val stayUnique =
    UniqueConstraint("uq_stays", listOf("rooms", "during")).withoutOverlaps(true)

private val visits =
    Table.of(
        name("visits"),
        listOf(
            column("rooms", CustomType("int4range")),
            column("at", CustomType("tstzrange")),
        ),
        null,
    )

private val toStay =
    ForeignKey.of("fk_stay", listOf("rooms", "at"), stays.name(), listOf("rooms", "during"))
        .withPeriod(true)

/** New keys over periods of time, of types that PostgreSQL alone has. */
private val newPeriodCases =
    listOf(
        OperationCase("without overlaps", listOf(stays), CreatePrimaryKey(stays.name(), stayKey)),
        OperationCase(
            "without overlaps",
            listOf(stays),
            CreateUniqueConstraint(stays.name(), stayUnique),
        ),
        OperationCase(
            "keys without overlaps",
            listOf(),
            CreateTable(
                stays.withPrimaryKey(stayKey).withUniqueConstraints(listOf(stayUnique)),
                false,
            ),
        ),
        OperationCase(
            "period",
            listOf(stays.withPrimaryKey(stayKey), visits),
            CreateForeignKey(visits.name(), toStay),
        ),
        OperationCase(
            "period",
            listOf(stays.withPrimaryKey(stayKey)),
            CreateTable(visits.withForeignKeys(listOf(toStay.withEnforced(false))), false),
        ),
    )

/** What PostgreSQL 18 does with keys over periods of time. */
val periodCases: List<OperationCase> =
    newPeriodCases +
        listOf(
            OperationCase(
                "key without overlaps",
                listOf(stays.withPrimaryKey(stayKey)),
                DropConstraint(stays.name(), "pk_stays", false),
            ),
            OperationCase(
                "key without overlaps",
                listOf(stays.withPrimaryKey(stayKey)),
                RenameConstraint(stays.name(), "pk_stays", "stays_key"),
            ),
            OperationCase(
                "column of a key without overlaps",
                listOf(stays.withPrimaryKey(stayKey)),
                RenameColumn(stays.name(), "during", "while"),
            ),
            OperationCase(
                "period",
                listOf(stays.withPrimaryKey(stayKey), visits.withForeignKeys(listOf(toStay))),
                DropConstraint(visits.name(), "fk_stay", false),
            ),
            OperationCase(
                "period that is referred to",
                listOf(stays.withPrimaryKey(stayKey), visits.withForeignKeys(listOf(toStay))),
                RenameColumn(stays.name(), "during", "while"),
            ),
        )

/** Not valid is a state that one database keeps; the others make the constraint valid at once. */
private val validityCases =
    listOf(
        OperationCase(
            "not valid",
            listOf(people),
            CreateForeignKey(name("people"), toBoss.withValid(false)),
        ),
        OperationCase(
            "not valid",
            listOf(people),
            CreateCheckConstraint(name("people"), CheckConstraint("ck_floor", "floor < 90", false)),
        ),
        OperationCase(
            "foreign key",
            listOf(people.withForeignKeys(listOf(toBoss))),
            ValidateConstraint(name("people"), "fk_people_boss"),
        ),
        OperationCase(
            "not null",
            listOf(reachable.withNotNullConstraints(listOf(mailIsThere.withValid(false)))),
            ValidateConstraint(name("people"), "mail_is_there"),
        ),
        OperationCase(
            "not valid not null made valid",
            listOf(reachable.withNotNullConstraints(listOf(mailIsThere.withValid(false)))),
            AlterColumn(name("people"), "mail", ColumnChange.none().withNullable(false)),
        ),
    )

private val specialIndexCases =
    listOf(
            "operator class" to
                Index.of(
                    "ix_people_mail",
                    listOf(IndexColumn.column("mail").withOperatorClass("varchar_pattern_ops")),
                ),
            "nulls first" to
                Index.of(
                    "ix_people_mail",
                    listOf(
                        IndexColumn.column("mail").withNulls(IndexColumn.Nulls.FIRST),
                        IndexColumn.column("floor")
                            .descendingOrder()
                            .withNulls(IndexColumn.Nulls.LAST),
                    ),
                ),
            "nulls not distinct" to
                Index.of("ix_people_mail", "mail")
                    .withUnique(true)
                    .withNullsNotDistinct(true)
                    .withWhere("floor > 1"),
            "prefix" to
                Index.of("ix_people_mail", listOf(IndexColumn.column("mail").withLength(10))),
        )
        .map { (case, index) ->
            OperationCase(case, listOf(people), CreateIndex(people.name(), index, false, false))
        }

private val counters =
    Table.of(
        name("counters"),
        listOf(
            column("id", int64).withIdentity(Identity(true, 100, 5)),
            nullable("net", int32),
            nullable("gross", int32).withGenerated(Generated("net * 2", true)),
            nullable("label", varchar(20)),
        ),
        PrimaryKey("pk_counters", listOf("id")),
    )

private val settings =
    Table.of(
        name("settings"),
        listOf(
            column("key", varchar(50)),
            nullable("limit", int64),
            nullable("active", BooleanType()),
        ),
        PrimaryKey(null, listOf("key")),
    )

private fun alter(table: Table, column: String, change: ColumnChange) =
    AlterColumn(table.name(), column, change)

private val specialColumnCases =
    listOf(
        OperationCase(
            "identity with options",
            listOf(),
            CreateTable(counters.withColumns(counters.columns().take(2)), false),
        ),
        OperationCase(
            "begins to number",
            listOf(people),
            alter(people, "id", ColumnChange.none().withIdentity(Identity.standard())),
        ),
        OperationCase(
            "stops to number",
            listOf(counters.withColumns(counters.columns().take(2))),
            alter(counters, "id", ColumnChange.none().withIdentity(null)),
        ),
        OperationCase(
            "numbers otherwise",
            listOf(counters.withColumns(counters.columns().take(2))),
            alter(counters, "id", ColumnChange.none().withIdentity(Identity(false, 7, 7))),
        ),
        OperationCase(
            "another expression",
            listOf(counters.withColumns(counters.columns().drop(1)).withPrimaryKey(null)),
            alter(
                counters,
                "gross",
                ColumnChange.none().withGenerated(Generated("net * 3", true)),
            ),
        ),
        OperationCase(
            "no longer computed",
            listOf(counters.withColumns(counters.columns().drop(1)).withPrimaryKey(null)),
            alter(counters, "gross", ColumnChange.none().withGenerated(null)),
        ),
    )

private val prices =
    Table.of(
        name("prices"),
        listOf(
            column("id", int32),
            nullable("price", DecimalType(10, 2)),
            nullable("sold", BooleanType()),
            nullable("note", text),
        ),
        null,
    )

private val dataCases =
    listOf(
        OperationCase(
            "types of the columns",
            listOf(prices),
            LoadCsv(
                prices.name(),
                "prices.csv",
                listOf("id", "price", "sold", "note"),
                csv(listOf("1", "9.90", "true", "it's"), listOf("2", null, "no", null)),
            ),
        ),
        OperationCase(
            "a file",
            listOf(prices),
            TextFiles.execute(
                "prices.sql",
                { StringReader("update prices set note = null;") },
                null,
            ),
        ),
        OperationCase(
            "parameters",
            listOf(prices),
            ExecuteSql(
                "update prices set note = :note, price = :price where note = ':note' -- :note",
                mapOf("note" to "it's", "price" to 1),
                mapOf("oracle" to "update prices set note = :note"),
                null,
                null,
            ),
        ),
    )

/** Kotlin 2.4 does not see that the values of a row may be null. */
@Suppress("UNCHECKED_CAST")
private fun csv(vararg rows: List<String?>): List<List<String>> =
    rows.toList() as List<List<String>>

/** Options are not read back, and may change types: a strict table has six of them. */
private val optionCases =
    listOf(
        OperationCase(
            "options",
            listOf(),
            CreateTable(
                settings.withOptions(
                    mapOf(
                        "sqlite" to "STRICT",
                        "mysql" to "ENGINE=InnoDB",
                        "mariadb" to "ENGINE=InnoDB",
                        "postgresql" to "WITH (fillfactor = 70)",
                    )
                ),
                false,
            ),
        )
    )

private val shopKind = EnumType("shop.kind", listOf("a", "b"))

private val otherSchemaCases =
    listOf(
        OperationCase(
            "column of an enumeration of another schema",
            listOf(Table.of(name("days"), listOf(column("id", int32)), null)),
            AddColumn(name("days"), nullable("kind", shopKind), null, false),
        )
    )

private val dependantCases =
    listOf(
        OperationCase(
            "type under views that are created again",
            listOf(Table.of(name("days"), listOf(column("id", int32)), null)),
            AlterColumn(
                name("days"),
                "id",
                ColumnChange.none().withType(int64),
                Dependants.REBUILD,
            ),
        )
    )

/** What only golden SQL can have: what each database says in words of its own. */
val goldenOnlyCases: List<OperationCase> =
    programCases +
        validityCases +
        optionCases +
        otherSchemaCases +
        dependantCases +
        backfillCases +
        newPeriodCases +
        unenforcedChecks +
        notNullChanges

/** Operations on what a schema holds besides plain tables. */
val objectCases: List<OperationCase> =
    schemaCases +
        sequenceCases +
        enumCases +
        viewCases +
        specialConstraintCases +
        unenforcedCases +
        notNullCases +
        specialIndexCases +
        specialColumnCases +
        dataCases
