package io.kmigrate.dialect.oracle

import io.kmigrate.dialect.SchemaScope
import io.kmigrate.dialect.UnsupportedObjects
import io.kmigrate.dialect.goldenQuestions
import io.kmigrate.schema.TableName
import io.kmigrate.testing.execute
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.collections.shouldNotContain
import io.kotest.matchers.shouldBe
import java.sql.Connection
import java.sql.DriverManager

/**
 * No server is there to ask. What H2 can show is how the questions read the dictionary, given one
 * that has the columns that the manual names.
 */
class UnsupportedQuestionsTest :
    FunSpec({
        goldenQuestions("oracle") { UnsupportedQuestions.of(it) }

        test(
            "a found object has the name that scripts write, and its schema if it is another one"
        ) {
            dictionary().use { connection ->
                val found = ask(connection)
                found.unanswered() shouldBe listOf()
                found.found().map { "${it.kind()} ${it.name()}" } shouldContainExactly
                    listOf(
                        "package billing.Mixed",
                        "synonym billing.people",
                        "database link billing.HQ.WORLD",
                        "TEMPORARY of billing.notes",
                        "partitions of billing.bills",
                        "external table billing.feed",
                        "materialized view log of billing.bills",
                        "DEFAULT ON NULL of billing.bills.total",
                        "INVISIBLE of billing.bills.secret",
                        "domain index ix_text on billing.bills",
                        "unusable index ix_old on billing.bills",
                        "CHECK OPTION of view billing.shown",
                        "disabled constraint ck on billing.bills",
                        "disabled trigger asleep on billing.bills",
                        "trigger billing.logon",
                        "row security policy own on billing.bills",
                        "comment on view billing.shown",
                    )
                val bills = TableName("billing", "bills")
                found.found().first { it.kind() == "partitions of" }.table() shouldBe bills
            }
        }

        test("a question that is refused is named, and the others are answered") {
            dictionary().use { connection ->
                connection.execute("drop table ALL_POLICIES")
                val found = ask(connection)
                found.found().map { it.kind() } shouldNotContain "row security policy"
                found.found().last().kind() shouldBe "comment on view"
                found.unanswered().single().substringBefore(": ") shouldBe
                    "row security policies in billing, which could not be looked for"
            }
        }
    })

private fun ask(connection: Connection): UnsupportedObjects =
    OracleDialect().introspector().unsupportedObjects(connection, SchemaScope("billing"))

private fun dictionary(): Connection =
    DriverManager.getConnection("jdbc:h2:mem:;MODE=Oracle").apply {
        VIEWS.forEach { (view, columns) ->
            val texts = columns.joinToString { "$it varchar(128)" }
            execute("create table $view ($texts)")
        }
        execute(*ROWS.toTypedArray())
    }

/** As "Static data dictionary views" of Oracle's Database Reference has them. */
private val VIEWS =
    mapOf(
        "ALL_OBJECTS" to listOf("OWNER", "OBJECT_NAME", "OBJECT_TYPE", "GENERATED", "SECONDARY"),
        "ALL_DB_LINKS" to listOf("OWNER", "DB_LINK"),
        "ALL_TABLES" to
            listOf(
                "OWNER",
                "TABLE_NAME",
                "PARTITIONED",
                "TEMPORARY",
                "CLUSTER_NAME",
                "IOT_TYPE",
                "COMPRESSION",
                "ROW_MOVEMENT",
                "READ_ONLY",
                "NESTED",
            ),
        "ALL_EXTERNAL_TABLES" to listOf("OWNER", "TABLE_NAME"),
        "ALL_OBJECT_TABLES" to listOf("OWNER", "TABLE_NAME", "NESTED"),
        "ALL_MVIEW_LOGS" to listOf("LOG_OWNER", "MASTER", "LOG_TABLE"),
        "ALL_LOG_GROUPS" to listOf("OWNER", "LOG_GROUP_NAME", "TABLE_NAME"),
        "ALL_TAB_COLS" to
            listOf(
                "OWNER",
                "TABLE_NAME",
                "COLUMN_NAME",
                "HIDDEN_COLUMN",
                "USER_GENERATED",
                "DEFAULT_ON_NULL",
            ),
        "ALL_ENCRYPTED_COLUMNS" to listOf("OWNER", "TABLE_NAME", "COLUMN_NAME"),
        "ALL_INDEXES" to
            listOf(
                "TABLE_OWNER",
                "TABLE_NAME",
                "INDEX_NAME",
                "INDEX_TYPE",
                "PARTITIONED",
                "VISIBILITY",
                "STATUS",
            ),
        "ALL_CONSTRAINTS" to
            listOf("OWNER", "TABLE_NAME", "CONSTRAINT_NAME", "CONSTRAINT_TYPE", "STATUS", "RELY"),
        "ALL_TRIGGERS" to listOf("OWNER", "TRIGGER_NAME", "TABLE_NAME", "STATUS"),
        "ALL_POLICIES" to listOf("OBJECT_OWNER", "OBJECT_NAME", "POLICY_NAME"),
        "ALL_TAB_COMMENTS" to listOf("OWNER", "TABLE_NAME", "TABLE_TYPE", "COMMENTS"),
        "ALL_COL_COMMENTS" to listOf("OWNER", "TABLE_NAME", "COLUMN_NAME", "COMMENTS"),
        "ALL_VIEWS" to listOf("OWNER", "VIEW_NAME"),
    )

private val ROWS =
    listOf(
        "insert into ALL_OBJECTS values ('BILLING', 'PEOPLE', 'SYNONYM', 'N', 'N')," +
            " ('BILLING', 'Mixed', 'PACKAGE', 'N', 'N'), ('BILLING', 'BILLS', 'TABLE', 'N', 'N')," +
            " ('OTHER', 'PEOPLE', 'SYNONYM', 'N', 'N'), ('BILLING', 'SYS_1', 'TYPE', 'Y', 'N')",
        "insert into ALL_DB_LINKS values ('BILLING', 'HQ.WORLD')",
        "insert into ALL_TABLES values" +
            " ('BILLING', 'BILLS', 'YES', 'N', null, null, 'DISABLED', 'DISABLED', 'NO', 'NO')," +
            " ('BILLING', 'NOTES', 'NO', 'Y', null, null, 'DISABLED', 'DISABLED', 'NO', 'NO')",
        "insert into ALL_EXTERNAL_TABLES values ('BILLING', 'FEED')",
        "insert into ALL_MVIEW_LOGS values ('BILLING', 'BILLS', 'MLOG\$_BILLS')",
        "insert into ALL_TAB_COLS values ('BILLING', 'BILLS', 'SECRET', 'YES', 'YES', 'NO')," +
            " ('BILLING', 'BILLS', 'TOTAL', 'NO', 'YES', 'YES')," +
            " ('BILLING', 'BILLS', 'SYS_NC00005\$', 'YES', 'NO', 'NO')",
        "insert into ALL_INDEXES values" +
            " ('BILLING', 'BILLS', 'IX_TEXT', 'DOMAIN', 'NO', 'VISIBLE', 'VALID')," +
            " ('BILLING', 'BILLS', 'IX_OLD', 'NORMAL', 'NO', 'VISIBLE', 'UNUSABLE')," +
            " ('BILLING', 'BILLS', 'IX', 'NORMAL', 'NO', 'VISIBLE', 'VALID')",
        "insert into ALL_CONSTRAINTS values ('BILLING', 'SHOWN', 'SYS_C1', 'V', 'ENABLED', null)," +
            " ('BILLING', 'BILLS', 'CK', 'C', 'DISABLED', null)," +
            " ('BILLING', 'BILLS', 'PK', 'P', 'ENABLED', null)",
        "insert into ALL_TRIGGERS values ('BILLING', 'LOGON', null, 'ENABLED')," +
            " ('BILLING', 'ASLEEP', 'BILLS', 'DISABLED'), ('BILLING', 'AWAKE', 'BILLS', 'ENABLED')",
        "insert into ALL_POLICIES values ('BILLING', 'BILLS', 'OWN')",
        "insert into ALL_TAB_COMMENTS values ('BILLING', 'SHOWN', 'VIEW', 'for all')," +
            " ('BILLING', 'BILLS', 'TABLE', 'said by the table')",
        "insert into ALL_VIEWS values ('BILLING', 'SHOWN')",
    )
