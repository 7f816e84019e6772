package io.kmigrate

import io.kmigrate.revision.Migration
import io.kmigrate.revision.MigrationSource
import javax.sql.DataSource

/** Runs [migrations] on [database], with whatever [more] sets. */
internal fun migrator(
    database: DataSource,
    migrations: List<Migration>,
    more: Migrator.Builder.() -> Unit = {},
): Migrator =
    Migrator.builder()
        .dataSource(database)
        .source(MigrationSource.of(migrations))
        .apply(more)
        .build()
