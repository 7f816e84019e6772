package io.kmigrate.dialect.sqlite

import io.kmigrate.testing.execute
import java.nio.file.Path
import java.sql.DriverManager

/** A process that locks a SQLite file until it is ended. */
internal object SqliteLockHolder {
    fun start(file: Path): Process {
        val process =
            ProcessBuilder(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    System.getProperty("surefire.test.class.path")
                        ?: System.getProperty("java.class.path"),
                    SqliteLockHolder::class.java.name,
                    file.toString(),
                )
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start()
        check(process.inputReader().readLine() == "locked")
        return process
    }

    @JvmStatic
    fun main(arguments: Array<String>) {
        DriverManager.getConnection("jdbc:sqlite:${arguments[0]}").use { connection ->
            connection.execute("begin exclusive")
            println("locked")
            Thread.sleep(60_000)
        }
    }
}
