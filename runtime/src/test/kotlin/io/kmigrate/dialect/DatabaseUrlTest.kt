package io.kmigrate.dialect

import io.kmigrate.failure.ErrorCode
import io.kmigrate.failure.MigrationException
import io.kmigrate.testing.FreePort
import io.kmigrate.testing.TestPostgres
import io.kmigrate.testing.execute
import io.kmigrate.testing.shouldFailWith
import io.kmigrate.testing.strings
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import io.kotest.matchers.string.shouldNotContain
import java.io.PrintWriter
import java.io.StringWriter
import java.nio.file.Path

class DatabaseUrlTest :
    FunSpec({
        context("a URL gives the driver its settings") {
            listOf(
                    Case(
                        "postgresql://app:pw@db.example:5432/shop",
                        "jdbc:postgresql://db.example:5432/shop",
                        "app",
                        "pw",
                    ),
                    Case("postgres://db/shop", "jdbc:postgresql://db/shop"),
                    Case("postgresql:///shop", "jdbc:postgresql:///shop"),
                    Case("postgresql://db", "jdbc:postgresql://db/"),
                    Case("postgresql://app@db/shop", "jdbc:postgresql://db/shop", "app"),
                    Case(
                        "postgresql+psycopg2://app:pw@db/shop",
                        "jdbc:postgresql://db/shop",
                        "app",
                        "pw",
                    ),
                    Case(
                        "postgresql://a%40b:p%3Aw%2F%25@db/shop",
                        "jdbc:postgresql://db/shop",
                        "a@b",
                        "p:w/%",
                    ),
                    Case(
                        "postgresql://app:p%C3%A4ss+word@db/x",
                        "jdbc:postgresql://db/x",
                        "app",
                        "päss+word",
                    ),
                    Case("postgresql://app:100%@db/x", "jdbc:postgresql://db/x", "app", "100%"),
                    Case("postgresql://app:p@ss@db/x", "jdbc:postgresql://db/x", "app", "p@ss"),
                    Case("postgresql://app:p#w@db/x", "jdbc:postgresql://db/x", "app", "p#w"),
                    Case("postgresql://h1:5433,h2/x", "jdbc:postgresql://h1:5433,h2/x"),
                    Case("postgresql://[::1]:5433/x", "jdbc:postgresql://[::1]:5433/x"),
                    Case(
                        "postgresql://db/x?sslmode=require&application_name=shop&connect_timeout=3",
                        "jdbc:postgresql://db/x?sslmode=require&ApplicationName=shop&connectTimeout=3",
                    ),
                    Case("mysql://root:pw@db:3307/x", "jdbc:mysql://db:3307/x", "root", "pw"),
                    Case("mariadb://db/x?useSsl=true", "jdbc:mariadb://db/x?useSsl=true"),
                    Case(
                        "sqlserver://sa:p%40ss@db:1434/shop?encrypt=true&loginTimeout=3",
                        "jdbc:sqlserver://db:1434;databaseName={shop};encrypt=true;loginTimeout=3",
                        "sa",
                        "p@ss",
                    ),
                    Case("mssql+pyodbc://db/x%7D%3By", "jdbc:sqlserver://db;databaseName={x}};y}"),
                    Case("sqlserver://db", "jdbc:sqlserver://db"),
                    Case(
                        "oracle://scott:tiger@db:1522/shop.example",
                        "jdbc:oracle:thin:@//db:1522/shop.example",
                        "scott",
                        "tiger",
                    ),
                    Case(
                        "oracle+oracledb://db/shop?connect_timeout=3",
                        "jdbc:oracle:thin:@//db/shop?connect_timeout=3",
                    ),
                    Case("sqlite:app.db", "jdbc:sqlite:app.db"),
                    Case("sqlite:///app.db", "jdbc:sqlite:app.db"),
                    Case("sqlite:////var/app.db", "jdbc:sqlite:/var/app.db"),
                    Case("sqlite://", "jdbc:sqlite::memory:"),
                    Case("sqlite::memory:", "jdbc:sqlite::memory:"),
                    Case(
                        "jdbc:sqlite:app.db?foreign_keys=on",
                        "jdbc:sqlite:app.db?foreign_keys=on",
                    ),
                    Case(
                        "  jdbc:postgresql://db/shop?user=a&password=b  ",
                        "jdbc:postgresql://db/shop?user=a&password=b",
                    ),
                    Case(
                        "JDBC:PostgreSQL://app:pw@db/shop",
                        "jdbc:postgresql://db/shop",
                        "app",
                        "pw",
                    ),
                    Case("jdbc:postgresql:shop", "jdbc:postgresql:shop"),
                    Case(
                        "jdbc:mysql://address=(host=h)(password=b)/x",
                        "jdbc:mysql://address=(host=h)(password=b)/x",
                    ),
                    Case("jdbc:mysql:loadbalance://a,b/x", "jdbc:mysql:loadbalance://a,b/x"),
                    Case("jdbc:h2:mem:x;DB_CLOSE_DELAY=-1", "jdbc:h2:mem:x;DB_CLOSE_DELAY=-1"),
                    Case(
                        "jdbc:oracle:thin:scott/tiger@db:1521/x",
                        "jdbc:oracle:thin:scott/tiger@db:1521/x",
                    ),
                )
                .forEach { case ->
                    test(case.text.trim()) {
                        val url = DatabaseUrl.parse(case.text)
                        listOf(url.jdbcUrl(), url.user(), url.password()) shouldBe
                            listOf(case.jdbcUrl, case.user, case.password)
                    }
                }
        }

        context("no spelling of a password is shown") {
            listOf(
                    "postgresql://app:s3cr3t@db.example:5432/shop" to
                        "postgresql://app@db.example:5432/shop",
                    "postgres://app:s3cr3t@db/shop?sslmode=require" to "postgresql://app@db/shop",
                    "postgresql://app:x%40s3cr3t@db/shop" to "postgresql://app@db/shop",
                    "postgresql://app:s3cr3t@x@db/shop" to "postgresql://app@db/shop",
                    "postgresql://:s3cr3t@db/shop" to "postgresql://db/shop",
                    "postgresql://db/shop?user=app&password=s3cr3t" to "postgresql://db/shop",
                    "postgresql://db/shop?password=x@s3cr3t" to "postgresql://db/shop",
                    "jdbc:postgresql://db/shop?user=app&password=s3cr3t&ssl=true" to
                        "postgresql://db/shop",
                    "jdbc:postgresql://db/shop?PASSWORD=s3cr3t" to "postgresql://db/shop",
                    "jdbc:postgresql://db/shop?pass%77ord=x@s3cr3t" to "postgresql://db/shop",
                    "jdbc:postgresql://app:s3cr3t@db/shop" to "postgresql://app@db/shop",
                    "jdbc:postgresql:shop?password=s3cr3t" to "jdbc:postgresql:shop",
                    "mysql://root:s3cr3t@db:3306/x" to "mysql://root@db:3306/x",
                    "jdbc:mysql://root:s3cr3t@h1,root:s3cr3t@h2/x" to "jdbc:mysql://h2/x",
                    "jdbc:mysql://address=(host=h)(user=u)(password=s3cr3t)/x" to "jdbc:mysql://",
                    "jdbc:mysql://(host=h,password=s3cr3t)/x" to "jdbc:mysql://",
                    "jdbc:mariadb://db/x?user=a&pwd=s3cr3t" to "mariadb://db/x",
                    "jdbc:mysql:replication://root:s3cr3t@h1,h2/x" to
                        "jdbc:mysql:replication://h1,h2/x",
                    "jdbc:sqlserver://db:1433;databaseName=x;user=sa;password=s3cr3t" to
                        "jdbc:sqlserver://db:1433",
                    "jdbc:sqlserver://db;PWD={a;b@s3cr3t};encrypt=true" to "jdbc:sqlserver://db",
                    "sqlserver://sa:s3cr3t@db:1433/x?encrypt=true" to "sqlserver://sa@db:1433/x",
                    "mssql://db/x?password=s3cr3t" to "sqlserver://db/x",
                    "oracle://scott:s3cr3t@db:1521/x" to "oracle://scott@db:1521/x",
                    "jdbc:h2:mem:x;USER=sa;PASSWORD=s3cr3t" to "jdbc:h2:mem:x",
                    "jdbc:h2:tcp://sa:s3cr3t@db/x" to "jdbc:h2:tcp://db/x",
                    "jdbc:h2:file:./data/app;AUTO_SERVER=TRUE;user=sa;password=s3cr3t;IFEXISTS=TRUE" to
                        "jdbc:h2:file:./data/app",
                    "jdbc:h2:ssl://db:9092/~/app;CIPHER=AES;USER=sa;PASSWORD=filepw s3cr3t" to
                        "jdbc:h2:ssl://db:9092/~/app",
                    "jdbc:oracle:thin:scott/s3cr3t@db:1521/x" to "jdbc:oracle:thin:@db:1521/x",
                    "jdbc:oracle:thin:scott/\"a@s3cr3t\"@//db:1521/x" to
                        "jdbc:oracle:thin:@//db:1521/x",
                    "jdbc:oracle:thin:scott/s3cr3t;x@(DESCRIPTION=(HOST=db))" to
                        "jdbc:oracle:thin:@",
                    "jdbc:oracle:oci:scott/s3cr3t" to "jdbc:oracle:oci:",
                    "jdbc:sqlite:app.db?cipher=x&key=s3cr3t" to "jdbc:sqlite:app.db",
                    "sqlite:app.db?password=s3cr3t" to "sqlite:app.db",
                )
                .forEach { (text, shown) ->
                    test(text) {
                        val url = DatabaseUrl.parse(text)
                        listOf(url.masked(), "$url", "${url.dataSource()}") shouldBe
                            listOf(shown, shown, shown)
                    }
                }
        }

        context("a URL that cannot be read is refused without its password") {
            listOf(
                    null to "no database URL is given",
                    "  " to "no database URL is given",
                    "shop" to "it names no kind of database",
                    "jdbc:" to "does not follow \"jdbc:\"",
                    "foo://app:s3cr3t@db/shop" to
                        "the database URL foo://db/shop cannot be read: no database is called \"foo\"",
                    "postgresql://app:s3cr3t/x@db/shop" to
                        "the database URL postgresql://db/shop cannot be read",
                    "postgresql://app:s3cr3t?x@db/shop" to "postgresql://db/shop cannot be read",
                    "postgresql://app:123/s3cr3t@db/shop" to "postgresql://db/shop cannot be read",
                    "postgresql://app:s3cr3t;a=b@db/shop" to
                        "the database URL postgresql:// cannot be read",
                    "sqlserver://sa:s3cr3t/x@db/shop" to "sqlserver://db/shop cannot be read",
                    "oracle://scott:s3cr3t;x@db/shop" to "cannot be read",
                    "postgresql://db:port/shop" to "host and port",
                    "postgresql://db:99999/shop" to "host and port",
                )
                .forEach { (text, message) ->
                    test("refused: $text") {
                        val failure = shouldFailWith(ErrorCode.BAD_URL) { DatabaseUrl.parse(text) }
                        failure.code() shouldBe ErrorCode.BAD_URL
                        failure.message!! shouldContain message
                        failure.toText() shouldNotContain "s3cr3t"
                    }
                }
        }

        context("a relative file begins in the folder that is given") {
            listOf(
                    "sqlite:app.db" to "jdbc:sqlite:/project/app.db",
                    "sqlite:///data/app.db" to "jdbc:sqlite:/project/data/app.db",
                    "jdbc:sqlite:../app.db?cache=shared" to "jdbc:sqlite:/app.db?cache=shared",
                    "sqlite:////var/app.db" to "sqlite:////var/app.db",
                    "sqlite::memory:" to "sqlite::memory:",
                    "jdbc:sqlite:file:app.db" to "jdbc:sqlite:file:app.db",
                    "jdbc:h2:./app" to "jdbc:h2:./app",
                    "postgresql://app:pw@db/shop" to "postgresql://app:pw@db/shop",
                    "no URL" to "no URL",
                )
                .forEach { (text, moved) ->
                    test(text) {
                        DatabaseUrl.inFolder(text, Path.of("/project")) shouldBe moved
                    }
                }
        }

        test("a missing driver is named by its Maven artifact") {
            val failure =
                shouldFailWith(ErrorCode.NO_DRIVER) { connect("oracle://root:s3cr3t@db/x") }
            failure.code() shouldBe ErrorCode.NO_DRIVER
            failure.problems().single().fix()?.command() shouldBe
                "add com.oracle.database.jdbc:ojdbc11 to the class path"
            failure.toText() shouldNotContain "s3cr3t"
            shouldFailWith(ErrorCode.NO_DRIVER) { connect("jdbc:foo:x;password=s3cr3t") }
                .message shouldBe "no JDBC driver on the class path takes jdbc:foo:x"
        }

        test("a server that does not run is unreachable") {
            val port = FreePort.find()
            val failure =
                shouldThrow<DatabaseUnreachableException> {
                    connect("postgresql://app:s3cr3t@localhost:$port/shop")
                }
            failure.code() shouldBe ErrorCode.UNREACHABLE
            failure.message shouldBe
                "cannot reach postgresql://app@localhost:$port/shop: Connection refused"
            failure.problems().single().fix()!!.command() shouldContain "localhost:$port"
            failure.toText() shouldNotContain "s3cr3t"
        }

        test("a host that does not exist is unreachable, at the default port") {
            val failure =
                shouldThrow<DatabaseUnreachableException> {
                    connect("postgresql://app:s3cr3t@db.invalid/shop")
                }
            failure.message shouldBe
                "cannot reach postgresql://app@db.invalid/shop: there is no such host"
            failure.problems().single().fix()!!.command() shouldContain "db.invalid:5432"
        }

        test("an unknown database and a wrong password are refused") {
            val server = "localhost:${TestPostgres.port}"
            val unknown =
                shouldFailWith(ErrorCode.REFUSED) {
                    connect("postgresql://postgres:s3cr3t@$server/nowhere")
                }
            unknown.code() shouldBe ErrorCode.REFUSED
            unknown.message shouldBe
                "cannot connect to postgresql://postgres@$server/nowhere: database \"nowhere\" does not exist"
            TestPostgres.freshDatabase().connection.use {
                it.execute("CREATE ROLE ${TestPostgres.ROLE_WITH_PASSWORD} LOGIN PASSWORD 'right'")
            }
            val name = TestPostgres.ROLE_WITH_PASSWORD
            listOf(
                    "postgresql://$name:s3cr3t@$server/postgres",
                    "jdbc:postgresql://$server/postgres?user=$name&password=s3cr3t",
                )
                .forEach { url ->
                    val refused = shouldFailWith(ErrorCode.REFUSED) { connect(url) }
                    refused.message shouldBe
                        "cannot connect to ${DatabaseUrl.parse(url)}: password authentication failed for user \"$name\""
                    refused.toText() shouldNotContain "s3cr3t"
                }
            val none =
                shouldFailWith(ErrorCode.REFUSED) {
                    connect("postgresql://$name@$server/postgres")
                }
            none.message!! shouldContain "no password was provided"
            none.problems().single().fix()?.command() shouldBe "check user and password"
        }

        test("a file that cannot be opened is refused") {
            val failure = shouldFailWith(ErrorCode.REFUSED) { connect("sqlite:/nowhere/app.db") }
            failure.message!! shouldContain "cannot connect to sqlite:/nowhere/app.db: "
        }

        test("a URL that its driver does not accept is a bad one, not a missing driver") {
            shouldFailWith(ErrorCode.BAD_URL) { connect("jdbc:postgresql:shop%zz?password=s3cr3t") }
                .toText() shouldNotContain "s3cr3t"
        }

        test("a URL opens a connection that names Kmigrate to administrators") {
            DatabaseUrl.parse("postgresql://postgres@localhost:${TestPostgres.port}/postgres")
                .dataSource()
                .connection
                .use {
                    it.strings("SHOW application_name").shouldContainExactly("kmigrate")
                }
            val named =
                "postgresql://postgres@localhost:${TestPostgres.port}/postgres?application_name=shop"
            DatabaseUrl.parse(named).dataSource().connection.use {
                it.strings("SHOW application_name").shouldContainExactly("shop")
            }
        }

        test("a password is removed from a driver's message, in all its spellings") {
            val mask = PasswordMask("jdbc:x://db?password=a%40b", null, "hunter2")
            mask.scrub("cannot open jdbc:x://db?password=a%40b") shouldBe "cannot open jdbc:x://db"
            mask.scrub("hunter2, a%40b and a@b") shouldBe "***, *** and ***"
            PasswordMask("jdbc:x:y", null, "a").scrub("a password was wrong") shouldBe
                "*** password was wrong"
        }

        test("URLs are equal when they open the same") {
            val url = DatabaseUrl.parse("postgres://app:pw@db/shop")
            url shouldBe DatabaseUrl.parse("postgresql://app:pw@db/shop")
            url.hashCode() shouldBe DatabaseUrl.parse("postgresql://app:pw@db/shop").hashCode()
            withClue("another password") {
                (url == DatabaseUrl.parse("postgres://app:px@db/shop")) shouldBe false
            }
        }
    })

private class Case(
    val text: String,
    val jdbcUrl: String,
    val user: String? = null,
    val password: String? = null,
)

private fun connect(url: String) = DatabaseUrl.parse(url).dataSource().connection

/** All a user can come to see of a failure. */
private fun MigrationException.toText(): String =
    problems().joinToString() + StringWriter().also { printStackTrace(PrintWriter(it)) }
