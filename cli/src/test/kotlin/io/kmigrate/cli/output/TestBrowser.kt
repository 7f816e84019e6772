package io.kmigrate.cli.output

import com.google.gson.JsonObject
import com.google.gson.JsonParser
import io.kotest.core.test.Enabled
import java.net.URI
import java.net.http.HttpClient
import java.net.http.HttpRequest
import java.net.http.HttpResponse
import java.net.http.WebSocket
import java.nio.file.Files
import java.nio.file.Path
import java.util.Base64
import java.util.concurrent.CompletableFuture
import java.util.concurrent.CompletionStage
import java.util.concurrent.ConcurrentHashMap
import java.util.concurrent.ConcurrentLinkedQueue
import java.util.concurrent.TimeUnit
import kotlin.io.path.writeBytes

/**
 * Chromium without a window, with one page, driven by its own protocol: see
 * chromedevtools.github.io/devtools-protocol.
 */
internal class TestBrowser : AutoCloseable {
    private val profile = Files.createTempDirectory("chromium")
    private val process =
        ProcessBuilder(
                NAME,
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--remote-debugging-port=0",
                "--user-data-dir=$profile",
                "about:blank",
            )
            .redirectErrorStream(true)
            .start()
    private val http = HttpClient.newHttpClient()
    private val answers = ConcurrentHashMap<Int, CompletableFuture<JsonObject>>()
    private val socket: WebSocket
    private var last = 0

    /** What the page has asked for and what it has complained of, in the order of time. */
    val events = ConcurrentLinkedQueue<JsonObject>()

    init {
        val address = address()
        val targets =
            HttpRequest.newBuilder(URI("http://${address.host}:${address.port}/json")).build()
        val text = http.send(targets, HttpResponse.BodyHandlers.ofString()).body()
        val page =
            JsonParser.parseString(text)
                .asJsonArray
                .map { it.asJsonObject }
                .first { it["type"].asString == "page" }
        socket =
            http
                .newWebSocketBuilder()
                .buildAsync(URI(page["webSocketDebuggerUrl"].asString), Listener())
                .get(PATIENCE_SECONDS, TimeUnit.SECONDS)
        listOf("Page", "Runtime", "Network", "Log").forEach { send("$it.enable") }
    }

    /** Of the browser; what it says after that is read and forgotten. */
    private fun address(): URI {
        val reader = process.inputStream.bufferedReader()
        val line = generateSequence {
            reader.readLine()
        }
            .firstOrNull { "DevTools listening on" in it }
        checkNotNull(line) { "Chromium does not start" }
        Thread { reader.forEachLine {} }.apply { isDaemon = true }.start()
        return URI(line.substringAfter("DevTools listening on "))
    }

    private inner class Listener : WebSocket.Listener {
        private val text = StringBuilder()

        override fun onText(
            webSocket: WebSocket,
            data: CharSequence,
            last: Boolean,
        ): CompletionStage<*>? {
            text.append(data)
            if (last) {
                val message = JsonParser.parseString("$text").asJsonObject
                text.clear()
                val id = message["id"]?.asInt
                if (id == null) events += message else answers.getValue(id).complete(message)
            }
            webSocket.request(1)
            return null
        }
    }

    fun send(method: String, vararg parameters: Pair<String, Any>): JsonObject {
        val id = ++last
        val answer = CompletableFuture<JsonObject>().also { answers[id] = it }
        val message = mapOf("id" to id, "method" to method, "params" to parameters.toMap())
        socket.sendText(Json.line(message), true)
        val result = answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS)
        check("error" !in result.keySet()) { "$method: $result" }
        return result["result"].asJsonObject
    }

    /** Shows a file, from the start to the end of its loading. */
    fun open(page: Path) {
        events.clear()
        send("Page.navigate", "url" to page.toUri().toString())
        val end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS)
        while (events.none { it["method"].asString == "Page.loadEventFired" }) {
            check(System.nanoTime() < end) { "the page does not load" }
            Thread.sleep(POLL_MILLIS)
        }
    }

    /** The value of an expression of JavaScript, as text. */
    fun value(expression: String): String {
        val result = send("Runtime.evaluate", "expression" to "String($expression)")
        check("exceptionDetails" !in result.keySet()) { "$expression: $result" }
        return result["result"].asJsonObject["value"].asString
    }

    fun type(text: String) = send("Input.insertText", "text" to text)

    fun look(file: Path, width: Int = 1280, height: Int = 900) {
        send(
            "Emulation.setDeviceMetricsOverride",
            "width" to width,
            "height" to height,
            "deviceScaleFactor" to 1,
            "mobile" to false,
        )
        val picture = send("Page.captureScreenshot")["data"].asString
        file.writeBytes(Base64.getDecoder().decode(picture))
    }

    override fun close() {
        process.destroy()
        process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)
        profile.toFile().deleteRecursively()
    }

    companion object {
        private const val NAME = "chromium"
        private const val PATIENCE_SECONDS = 120L
        private const val POLL_MILLIS = 20L

        fun isAvailable(): Enabled =
            try {
                ProcessBuilder(NAME, "--version").start().waitFor()
                Enabled.enabled
            } catch (_: java.io.IOException) {
                Enabled.disabled("chromium is not installed")
            }
    }
}
