package io.kmigrate.repeatable

import io.kmigrate.Migrator
import io.kmigrate.execution.ExecutionListener
import io.kmigrate.execution.TransactionMode
import io.kmigrate.operation.DropColumn
import io.kmigrate.repeatable.Repeatable.Kind
import io.kmigrate.revision.Migration
import io.kmigrate.revision.MigrationSource
import io.kmigrate.schema.TableName
import io.kmigrate.testing.migration
import io.kmigrate.testing.query
import io.kmigrate.testing.sql
import javax.sql.DataSource

internal val users = TableName.of("users")

internal val first =
    migration(
        "a1",
        up =
            listOf(
                sql("create table users (id int, email varchar(50), age int)"),
                sql("insert into users (id, email, age) values (1, 'ada@example.org', 36)"),
            ),
        down = listOf(sql("drop table users")),
    )

internal val second =
    migration(
        "b2",
        "a1",
        up = listOf(DropColumn(users, "age", false)),
        down = listOf(sql("alter table users add column age int")),
    )

internal fun view(name: String, query: String, vararg needs: String) =
    Repeatable(Kind.VIEW, TableName.of(name), null, null, query, null, needs.asList())

internal fun raw(name: String, create: String, drop: String?) =
    Repeatable(Kind.SQL, TableName.of(name), null, null, create, drop, emptyList())

internal fun trigger(name: String, text: String) =
    Repeatable(Kind.TRIGGER, TableName.of(name), users, null, text, null, emptyList())

/** Each object in a script of its own. */
internal fun source(
    migrations: List<Migration>,
    objects: List<Repeatable>,
    databases: Set<String> = emptySet(),
): MigrationSource {
    val files = objects.map { RepeatableFile(it.key(), it.key(), it.checksum().take(8)) }
    val declared = objects.map { DeclaredRepeatable(it, it.key(), databases, emptySet(), null) }
    val plain = MigrationSource.of(migrations)
    return object : MigrationSource by plain {
        override fun repeatables() = RepeatableSource.of(files, declared)
    }
}

internal fun migrator(
    database: DataSource,
    migrations: List<Migration>,
    vararg objects: Repeatable,
    mode: TransactionMode = TransactionMode.REVISION,
    listener: ExecutionListener = ExecutionListener {},
): Migrator =
    Migrator.builder()
        .dataSource(database)
        .source(source(migrations, objects.asList()))
        .transaction(mode)
        .listener(listener)
        .build()

internal fun Migrator.upgraded() =
    upgrade().repeatables().map { "${it.action().word()} ${it.`object`()}" }

internal fun Migrator.reverted(target: String) =
    downgrade(target).repeatables().map { "${it.action().word()} ${it.`object`()}" }

internal fun DataSource.has(name: String): Boolean = runCatching {
    query("select count(*) from $name")
}
    .isSuccess

internal val mails = view("mails", "select id, email from users")
internal val olderMails = view("mails", "select id, age from users")
internal val count = view("mail_count", "select count(*) as n from mails")
