package io.kmigrate.failure

import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe
import kotlin.time.Duration.Companion.minutes

/** Where nobody knows the secrets, their places in a text tell, and nothing else is hidden. */
class SecretTextTest :
    FunSpec({
        listOf(
                "postgresql://app:S3cret@h/db" to "postgresql://app:***@h/db",
                "jdbc:oracle:thin:scott/S3cret@h:1521/x" to "jdbc:oracle:thin:scott/***@h:1521/x",
                "jdbc:oracle:oci:\"a b\"/S3cret@h" to "jdbc:oracle:oci:\"a b\"/***@h",
                "jdbc:p6spy:oracle:thin:[scott]/\"S3@cret\"@h" to
                    "jdbc:p6spy:oracle:thin:[scott]/***@h",
                "?user=app&password=S3cret" to "?user=app&password=***",
                "IDENTIFIED BY 'S3cret'" to "IDENTIFIED BY ***",
                "password: S3cret" to "password: ***",
                "token = 'S3cret'" to "token = ***",
            )
            .forEach { (text, shown) ->
                test("hidden: $text") { SecretText.withoutClauses(text) shouldBe shown }
            }

        listOf(
                "[SQLITE_ERROR] SQL error or missing database (unrecognized token: \"'it\")",
                "unrecognized token: \"#\"",
                "ERROR: syntax error at or near \"token\"",
                "Unexpected token: VALUES in statement [insert into t values]",
                "the secret of a good index",
                "jdbc:postgresql://db.example:5432/shop",
                "jdbc:h2:file:./data@2/shop",
                "jdbc:h2:tcp://h/~/shop@x",
                "billing@head",
                "a1b2:billing@head",
                "password_file=/run/x",
            )
            .forEach { text ->
                test("shown whole: $text") { SecretText.withoutClauses(text) shouldBe text }
            }

        val many = 50_000
        mapOf(
                "logins" to "//a:".repeat(many) + " = @",
                "logins of one word" to "//a:".repeat(many) + "@",
                "slash logins" to "jdbc:a:b:c/".repeat(many) + "=",
                "names of drivers" to "jdbc:".repeat(many) + "@",
                "braces" to "?pwd={" + "x".repeat(many) + "=",
                "many braces" to "&a={".repeat(many),
                "pairs of braces" to "&a={" + "}}".repeat(many),
                "quotes" to "&a=\"".repeat(many) + "&b='" + "''".repeat(many),
                "blanks" to ";" + " ".repeat(many) + "=",
                "clauses" to "identified by ".repeat(many) + "=",
                "assignments" to "password " + " ".repeat(many) + "secret=".repeat(many),
            )
            .forEach { (name, text) ->
                test("a long text takes no time that grows with its square, and no stack: $name")
                    .config(timeout = 1.minutes) {
                        SecretText.withoutClauses(text)
                    }
            }
    })
