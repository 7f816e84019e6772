package io.kmigrate.dialect

import java.net.URLEncoder
import kotlin.random.Random

/**
 * A URL of some driver with a secret in it.
 *
 * @property secrets the words of the secret, which nobody may see
 */
class SecretUrl(val text: String, val secrets: List<String>) {
    companion object {
        private val WORD = ('a'..'z') + ('A'..'Z') + ('0'..'9')
        private const val SIGNS = "@:/?#&;,=%+'\"$\\{}()!<>*~^|"
        private val HOSTS =
            listOf("localhost:1", "localhost:x", "localhost:99999", "localhost:", "local host:1")

        /** Where a login stands before the host. */
        private val LOGINS =
            listOf(
                    "postgresql",
                    "postgres",
                    "postgresql+psycopg2",
                    "mysql",
                    "mariadb",
                    "mysql+pymysql",
                )
                .map { "$it://" } +
                listOf("mssql://", "sqlserver://", "oracle://", "nosuch://") +
                listOf(
                        "postgresql:",
                        "mysql:",
                        "mysql:loadbalance:",
                        "mysql:replication:",
                        "mariadb:",
                        "mariadb:sequential:",
                        "mariadb:loadbalance:",
                        "mariadb:replication:",
                        "h2:tcp:",
                        "aws-wrapper:postgresql:",
                        "p6spy:mariadb:",
                        "nosuch:",
                    )
                    .map { "jdbc:$it//" }

        /** Where it is a parameter: before and after it. */
        private val PARAMETERS =
            listOf(
                "postgresql://localhost:1/db?password=" to "&user=app",
                "jdbc:postgresql://localhost:1/db?user=app&password=" to "",
                "jdbc:postgresql://localhost:1/db?sslpassword=" to "&user=app",
                "jdbc:postgresql://localhost:x/db?user=app&PASSWORD=" to "&ssl=true",
                "jdbc:mariadb://localhost:1/db?user=app&password=" to "",
                "jdbc:mariadb://localhost:1/db?keyStorePassword=" to "&user=app",
                "jdbc:mariadb://localhost:x/db?pwd=" to "&user=app",
                "jdbc:mysql://address=(host=localhost)(port=1)(user=app)(password=" to ")/db",
                "jdbc:mysql://(host=localhost,port=1,password=" to ")/db",
                "jdbc:h2:tcp://localhost:1/db;USER=sa;PASSWORD=" to "",
                "jdbc:h2:tcp://localhost:1/db;PASSWORD=" to ";IFEXISTS=TRUE",
                "jdbc:sqlserver://localhost:1;user=sa;password=" to ";encrypt=true",
                "jdbc:sqlserver://localhost:1;pwd={" to "};encrypt=true",
                "jdbc:sqlserver://localhost:1;accessToken=" to "",
                "jdbc:oracle:thin:app/" to "@localhost:1:db",
                "jdbc:oracle:thin:app/\"" to "\"@//localhost:1/db",
                "jdbc:sqlite:/nowhere/db?key=" to "",
                "sqlite:/nowhere/db?password=" to "&cipher=x",
                "jdbc:nosuch:db;token=" to "",
            )

        fun random(random: Random): SecretUrl {
            val words = List(random.nextInt(1, 4)) { word(random) }
            val isEncoded = random.nextBoolean()
            val signs = List(words.size - 1) { SIGNS.random(random) }
            val plain =
                words.first() +
                    signs.zip(words.drop(1)).joinToString("") { "${it.first}${it.second}" }
            val secret = if (isEncoded) URLEncoder.encode(plain, Charsets.UTF_8) else plain
            return SecretUrl(text(secret, random), words)
        }

        /** Long enough to be in no text by chance. */
        private fun word(random: Random) =
            (1..7).joinToString("") { "${WORD.random(random)}" } + "7"

        private fun text(secret: String, random: Random): String =
            if (random.nextInt(3) == 0) {
                PARAMETERS.random(random).let { (before, after) -> before + secret + after }
            } else {
                val login = LOGINS.random(random)
                val tries = "mysql:" in login && login.startsWith("jdbc:")
                // Connector/J would try for minutes, unless it can read that it should not.
                val used = if (tries) secret.replace(Regex("[?#/&]"), "!") else secret
                val hosts = List(random.nextInt(1, 3)) { "app:$used@${HOSTS.random(random)}" }
                login + hosts.joinToString(",") + "/db" + if (tries) "?retriesAllDown=1" else ""
            }
    }
}
