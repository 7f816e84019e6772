package io.kmigrate.testing

import io.kmigrate.failure.ErrorCode
import io.kmigrate.failure.MigrationException
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.matchers.shouldBe

/** For failures that no caller tells apart by type. */
inline fun shouldFailWith(code: ErrorCode, block: () -> Any?): MigrationException =
    shouldThrow<MigrationException>(block).also { it.code() shouldBe code }
