package io.kmigrate.dialect

import io.kmigrate.failure.MigrationException
import io.kmigrate.testing.seed
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.string.shouldNotContain
import java.io.PrintWriter
import java.io.StringWriter
import kotlin.random.Random

/**
 * Whatever stands in a URL, in the spelling of any driver: neither its text for people, nor what
 * its driver says of it, nor a stack trace has its secret. Nothing listens on port 1.
 */
internal class UrlSecretsPropertyTest :
    FunSpec({
        val first = seed("secrets.seed")
        val count = System.getProperty("secrets.urls")?.toInt() ?: 600

        test("no URL of $count gives its secret away") {
            repeat(count) { number ->
                val url = SecretUrl.random(Random(first + number))
                withClue("-Dsecrets.seed=${first + number}: ${url.text}") {
                    val shown = told(url.text)
                    url.secrets.forEach { shown shouldNotContain it }
                }
            }
        }

        context("a secret is known in every spelling of its URL") {
            listOf(
                    "jdbc:mariadb://app:Tr0ub4dor@h:x/db",
                    "jdbc:mysql:loadbalance://app:Tr0ub4dor@h1,app:Tr0ub4dor@h2/db",
                    "jdbc:mariadb:sequential://app:Tr0ub4dor@h1:3306/db",
                    "jdbc:mysql:replication://one:first@h1,two:Tr0ub4dor@h2/db",
                    "jdbc:mysql://address=(host=h)(user=u)(password=Tr0ub4dor)/db",
                    "jdbc:mysql://(host=h,user=u,password=Tr0ub4dor),(host=i)/db",
                    "jdbc:mysql+srv://app:Tr0ub4dor@h/db",
                    "jdbc:aws-wrapper:postgresql://app:Tr0ub4dor@h/db",
                    "jdbc:aws-wrapper:postgresql://h/db?awsSecretAccessKey=Tr0ub4dor",
                    "jdbc:p6spy:mysql://h/db?password1=Tr0ub4dor",
                    "//app:Tr0ub4dor@h/db",
                    "postgresql://app:Tr0ub4dor@h1:1,h2:2/db",
                    "postgresql://h/db?sslpassword=Tr0ub4dor",
                    "postgresql://h/db?pass%77ord=Tr0ub4dor",
                    "postgresql://h/db?password=Tr0ub%34dor",
                    "jdbc:mysql://h/db?trustCertificateKeyStorePassword=Tr0ub4dor",
                    "jdbc:mariadb://h/db?keyStorePassword=Tr0ub4dor&keyPassword=other",
                    "jdbc:sqlserver://h;accessToken=Tr0ub4dor;encrypt=true",
                    "jdbc:sqlserver://h;PWD={Tr0ub4dor};encrypt=true",
                    "jdbc:sqlserver://h;keyStoreSecret=Tr0ub4dor",
                    "jdbc:sqlserver://h;clientKeyPassword=Tr0ub4dor",
                    "jdbc:sqlserver://h;keyVaultProviderClientKey=Tr0ub4dor",
                    "jdbc:h2:tcp://h/x;CIPHER=AES;PASSWORD=filepwd Tr0ub4dor",
                    "jdbc:h2:tcp://h/x;PASSWORD_HASH=Tr0ub4dor",
                    "jdbc:oracle:thin:scott/Tr0ub4dor@h:1521/x",
                    "jdbc:oracle:thin:scott/\"Tr0ub4dor\"@//h:1521/x",
                    "jdbc:oracle:thin:@h:1521/x?javax.net.ssl.keyStorePassword=Tr0ub4dor",
                    "jdbc:oracle:oci:scott/Tr0ub4dor",
                    "JDBC:Oracle:thin:scott/Tr0ub4dor@h",
                    "jdbc:p6spy:oracle:thin:scott/Tr0ub4dor@h",
                    "jdbc:oracle:thin:[scott]/Tr0ub4dor@//h:1521/x",
                    "jdbc:sqlite:/x.db?hexkey=Tr0ub4dor",
                    "jdbc:sqlite:/x.db?key=Tr0ub4dor",
                )
                .forEach { url ->
                    test(url) {
                        withClue(UrlSecrets.of(url)) {
                            check("Tr0ub4dor" in UrlSecrets.of(url))
                        }
                        PasswordMask(url, null, null)
                            .scrub("the driver says Tr0ub4dor of $url") shouldNotContain "Tr0ub4dor"
                    }
                }
        }

        context("a host, a database or a port is no secret") {
            listOf(
                    "postgresql://app:Tr0ub4dor@dbhost:5432/shop?sslmode=require",
                    "jdbc:mariadb://app:Tr0ub4dor@dbhost:5432,app:Tr0ub4dor@dbhost:5433/shop",
                    "jdbc:sqlserver://dbhost:5432;databaseName=shop;password=Tr0ub4dor",
                    "jdbc:mariadb://dbhost:5432/shop?passwordCharacterEncoding=shop",
                    "postgresql://dbhost:5432/shop?sslpasswordcallback=shop",
                    "jdbc:postgresql://dbhost:5432/shop?user=app&password=Tr0ub4dor&options=a@b",
                )
                .forEach { url ->
                    test(url) {
                        val secrets = UrlSecrets.of(url)
                        withClue(secrets) {
                            check(secrets.none { it in setOf("dbhost", "5432", "shop", "app") })
                        }
                    }
                }
        }
    })

/** All that a caller can come to see of a URL. */
private fun told(text: String): String =
    try {
        val url = DatabaseUrl.parse(text)
        "$url ${url.masked()} ${url.dataSource()} " + connected(url)
    } catch (failure: MigrationException) {
        trace(failure)
    }

private fun connected(url: DatabaseUrl): String =
    try {
        url.dataSource().connection.use { "connected" }
    } catch (failure: MigrationException) {
        failure.problems().joinToString() + trace(failure)
    }

private fun trace(failure: Throwable) =
    "${StringWriter().also { failure.printStackTrace(PrintWriter(it)) }}"
