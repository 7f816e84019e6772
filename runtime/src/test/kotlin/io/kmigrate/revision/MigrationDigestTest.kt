package io.kmigrate.revision

import io.kmigrate.operation.Operation
import io.kmigrate.testing.create
import io.kmigrate.testing.migration
import io.kmigrate.testing.sql
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.comparables.shouldBeLessThan
import io.kotest.matchers.shouldBe
import io.kotest.matchers.shouldNotBe

class MigrationDigestTest :
    FunSpec({
        fun digest(vararg up: Operation): MigrationDigest =
            migration("a1", up = up.toList()).let { MigrationDigest.of(it, it.revision()) }

        test("the same operations give the same checksum") {
            digest(create("one"), sql("select 1")).checksum() shouldBe
                digest(create("one"), sql("select 1")).checksum()
        }

        test("other operations, and another order, give another checksum") {
            val both = digest(create("one"), create("two")).checksum()
            digest(create("two"), create("one")).checksum() shouldNotBe both
            digest(create("one")).checksum() shouldNotBe both
        }

        test("the border between two operations counts") {
            digest(sql("select 1"), sql("select 2")).checksum() shouldNotBe
                digest(sql("select 1\nselect 2")).checksum()
        }

        test("a long operation is cut, and the rest of it still counts") {
            val long = "select '" + "x".repeat(5000)
            val (first) = digest(sql("$long'")).operations()
            val (second) = digest(sql("$long y'")).operations()
            first.length shouldBeLessThan 1100
            first.dropLast(13) shouldBe second.dropLast(13)
            // Kotest takes seconds to compare long texts that differ.
            first.takeLast(13) shouldNotBe second.takeLast(13)
        }

        test("an operation of several lines is one line") {
            val (line) = digest(sql("select 1,\n    2")).operations()
            line shouldBe "execute(sql: select 1, 2)"
        }

        test("a fingerprint follows the text") {
            val text = "upgrade { }\n"
            MigrationDigest.fingerprint(text) shouldBe MigrationDigest.fingerprint(text)
            MigrationDigest.fingerprint(text) shouldNotBe MigrationDigest.fingerprint("$text//")
        }
    })
