package io.kmigrate.dialect

import io.kmigrate.failure.ErrorCode
import io.kmigrate.testing.FreePort
import io.kmigrate.testing.TestPostgres
import io.kmigrate.testing.shouldFailWith
import io.kotest.core.spec.style.FunSpec
import io.kotest.engine.spec.tempdir
import io.kotest.matchers.string.shouldContain
import io.kotest.matchers.string.shouldNotContain
import java.net.InetAddress
import java.net.ServerSocket
import java.net.Socket
import java.nio.file.Path
import java.security.KeyStore
import javax.net.ssl.KeyManagerFactory
import javax.net.ssl.SSLContext
import javax.net.ssl.SSLSocket
import kotlin.concurrent.thread
import kotlin.io.path.inputStream
import kotlin.io.path.writeText

/**
 * Failures of encryption are told apart from a server that is not there and from a wrong password.
 */
internal class TlsFailureTest : FunSpec() {
    private val folder by lazy { tempdir().toPath() }

    init {
        test("a server without TLS says so") {
            val url =
                "postgresql://app:s3cr3tpw@localhost:${TestPostgres.port}/postgres?sslmode=require"
            refusal(url, ErrorCode.TLS_FAILED) shouldContain "by TLS: the server does not offer it"
        }

        test("a certificate that no one trusts is one, and so is one for another host") {
            certified("db.example").use { server ->
                val url =
                    "postgresql://app:s3cr3tpw@localhost:${server.port}/shop?sslmode=verify-full"
                refusal(
                    "$url&sslrootcert=${certificate("other.example")}",
                    ErrorCode.TLS_FAILED,
                ) shouldContain "no authority that this machine trusts has signed"
                refusal(
                    "$url&sslrootcert=${certificate("db.example")}",
                    ErrorCode.TLS_FAILED,
                ) shouldContain "certificate is for another host"
                refusal("$url&sslrootcert=/nowhere/root.crt", ErrorCode.TLS_FAILED) shouldContain
                    "a certificate or key cannot be read"
            }
        }

        test("a server that is not there, and a wrong password, are no failures of TLS") {
            val port = FreePort.find()
            refusal("postgresql://app@localhost:$port/shop?sslmode=require", ErrorCode.UNREACHABLE)
            refusal("postgresql://nobody@localhost:${TestPostgres.port}/nowhere", ErrorCode.REFUSED)
        }
    }

    private fun refusal(url: String, code: ErrorCode): String {
        val failure =
            shouldFailWith(code) { DatabaseUrl.parse(url).dataSource().connection.close() }
        failure.problems().single().toString() shouldNotContain "s3cr3tpw"
        return "${failure.message}"
    }

    /**
     * Answers a driver of PostgreSQL that it may encrypt, and does so with a certificate for
     * [host].
     */
    private fun certified(host: String) = TlsServer(keyStore(host))

    private class TlsServer(store: Path) : AutoCloseable {
        private val socket = ServerSocket(0, 10, InetAddress.getByName("localhost"))
        private val context =
            SSLContext.getInstance("TLS").apply {
                val keys = KeyStore.getInstance("PKCS12")
                store.inputStream().use { keys.load(it, PASSWORD.toCharArray()) }
                val factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm())
                factory.init(keys, PASSWORD.toCharArray())
                init(factory.keyManagers, null, null)
            }
        val port: Int = socket.localPort

        init {
            thread(isDaemon = true) {
                while (!socket.isClosed) {
                    runCatching { socket.accept().use(::answer) }
                }
            }
        }

        private fun answer(client: Socket) {
            client.getInputStream().readNBytes(8)
            client.getOutputStream().write('S'.code)
            client.getOutputStream().flush()
            val encrypted =
                context.socketFactory.createSocket(client, null, client.port, false) as SSLSocket
            encrypted.useClientMode = false
            encrypted.startHandshake()
            encrypted.inputStream.read()
        }

        override fun close() = socket.close()
    }

    private val stores = HashMap<String, Path>()

    private fun keyStore(host: String): Path =
        stores.getOrPut(host) {
            folder.resolve("$host.p12").also {
                keytool(
                    "-genkeypair",
                    "-alias",
                    "key",
                    "-keyalg",
                    "EC",
                    "-dname",
                    "CN=$host",
                    "-ext",
                    "san=dns:$host",
                    "-validity",
                    "2",
                    "-keystore",
                    "$it",
                    "-storetype",
                    "PKCS12",
                )
            }
        }

    private fun certificate(host: String): Path =
        folder.resolve("$host.crt").also {
            it.writeText(
                keytool("-exportcert", "-rfc", "-alias", "key", "-keystore", "${keyStore(host)}")
            )
        }

    private fun keytool(vararg arguments: String): String {
        val tool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString()
        val process =
            ProcessBuilder(listOf(tool) + arguments + listOf("-storepass", PASSWORD))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start()
        return String(process.inputStream.readAllBytes()).also {
            check(process.waitFor() == 0) { it }
        }
    }

    private companion object {
        const val PASSWORD = "changeit"
    }
}
