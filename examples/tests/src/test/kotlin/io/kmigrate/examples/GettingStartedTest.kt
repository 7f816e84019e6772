package io.kmigrate.examples

import io.kmigrate.testing.strings
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import java.sql.DriverManager

internal class GettingStartedTest : FunSpec() {
    init {
        test("getting started leads from nothing to a merged branch") {
            val place = Shop.folder
            DriverManager.getConnection("jdbc:sqlite:$place/app.db").use {
                it.shape()
                    .shouldContainExactly(
                        "customers.id",
                        "customers.email",
                        "customers.name",
                        "customers.phone null",
                        "customers unique [email]",
                        "orders.id",
                        "orders.customer_id",
                        "orders.placed_on",
                        "orders [customer_id] -> customers CASCADE",
                    )
                it.strings("select version_num from migrate_version") shouldBe
                    listOf("d40b8a27e6f1")
            }
            Page.run("git status --short", place).stdout shouldBe ""
        }
    }
}
