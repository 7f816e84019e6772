package io.kmigrate

import io.kmigrate.failure.ErrorCode
import io.kmigrate.schema.TableName
import io.kmigrate.testing.shouldFailWith
import io.kotest.core.spec.style.FunSpec
import java.nio.file.Path
import java.time.Duration

/** A builder refuses a value that cannot be, before anything is opened. */
internal class RefusedBuilderTest :
    FunSpec({
        mapOf<String, MigratorBuilder.() -> Unit>(
                "a version table without a name" to { versionTable(TableName.of("")) },
                "a version table of blanks" to { versionTable(TableName.of("  ")) },
                "a version table with an empty schema" to
                    {
                        versionTable(TableName("", "versions"))
                    },
                "an empty tag" to { tag("") },
                "a script folder without a path" to { scripts(Path.of("")) },
                "a lock timeout below zero" to { lockTimeout(Duration.ofSeconds(-1)) },
                "a lock timeout without an end" to
                    {
                        lockTimeout(Duration.ofSeconds(Long.MAX_VALUE))
                    },
                "a statement timeout of zero" to { statementTimeout(Duration.ZERO) },
                "a statement timeout below zero" to { statementTimeout(Duration.ofMillis(-5)) },
                "a statement timeout of a year" to { statementTimeout(Duration.ofDays(365)) },
                "a statement lock timeout below zero" to
                    {
                        statementLockTimeout(Duration.ofMillis(-5))
                    },
                "a statement lock timeout without an end" to
                    {
                        statementLockTimeout(Duration.ofSeconds(Long.MAX_VALUE))
                    },
                "retries below zero" to { lockRetries(-1) },
                "retries without an end" to { lockRetries(Int.MAX_VALUE) },
            )
            .forEach { (what, set) ->
                test(what) {
                    shouldFailWith(ErrorCode.BAD_SETTING) { Migrator.builder().apply(set).build() }
                }
            }
    })
