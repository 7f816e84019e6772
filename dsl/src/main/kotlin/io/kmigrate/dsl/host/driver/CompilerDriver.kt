package io.kmigrate.dsl.host.driver

import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.Callable
import java.util.concurrent.Executors
import kotlin.system.exitProcess
import org.jetbrains.kotlin.cli.common.ExitCode
import org.jetbrains.kotlin.cli.common.arguments.K2JVMCompilerArguments
import org.jetbrains.kotlin.cli.common.arguments.parseCommandLineArguments
import org.jetbrains.kotlin.cli.jvm.K2JVMCompiler
import org.jetbrains.kotlin.config.Services

/**
 * The only code that calls the Kotlin compiler. It runs where the compiler is, in a child process
 * or a class loader of its own, and talks through the files of one work folder.
 */
internal object CompilerDriver {
    /** What the parent reads once everything is written. */
    const val DONE = 1

    /**
     * Compiles the work folder named first. The parent holds standard input open as long as it
     * lives, and is told by a byte on standard output that the response is there: Java's own end,
     * with a thread that waits for input, takes a third of a second that nobody needs. A second
     * argument: nobody waits.
     */
    @JvmStatic
    fun main(arguments: Array<String>) {
        val answer = System.out
        System.setOut(System.err)
        if (arguments.size == 1) {
            stopWithParent()
        }
        compile(arguments[0])
        answer.write(DONE)
        answer.flush()
        exitProcess(0)
    }

    /** Answers the request in [folder]. */
    @JvmStatic
    fun compile(folder: String) {
        val work = Path.of(folder)
        val request = CompilerRequest.read(work)
        val size = (request.sources.size + request.workers - 1) / request.workers
        val parts = request.sources.chunked(maxOf(size, 1))
        val tasks = parts.mapIndexed { part, sources ->
            val out = Files.createDirectories(work.resolve("out-$part")).toString()
            Callable {
                compilePart(request.arguments + listOf("-d", out), sources, request.together)
            }
        }
        CompilerResponse(runAll(tasks).flatten()).write(work)
    }

    private fun <T> runAll(tasks: List<Callable<T>>): List<T> {
        if (tasks.size == 1) {
            return listOf(tasks.single().call())
        }
        val threads = Executors.newFixedThreadPool(tasks.size)
        try {
            return threads.invokeAll(tasks).map { it.get() }
        } finally {
            threads.shutdown()
        }
    }

    /**
     * One bad file keeps the compiler from writing any class, so the good ones go again without it,
     * unless they see each other.
     */
    private fun compilePart(
        arguments: List<String>,
        sources: List<String>,
        together: Boolean,
    ): List<CompilerMessage> {
        val errors = mutableListOf<CompilerMessage>()
        var rest = sources
        while (rest.isNotEmpty()) {
            val collector = ErrorCollector()
            val exit = execute(arguments + rest, collector)
            errors += collector.errors
            if (exit == ExitCode.OK) {
                break
            }
            val failed =
                collector.errors.mapNotNull { error -> error.path?.let(Path::of)?.fileName }
            val good = rest.filterNot { Path.of(it).fileName in failed }
            if (together || good.size == rest.size) {
                if (collector.errors.isEmpty()) {
                    errors += CompilerMessage(null, 0, 0, null, "the compiler ended with $exit")
                }
                break
            }
            rest = good
        }
        return errors
    }

    private fun execute(arguments: List<String>, collector: ErrorCollector): ExitCode {
        val parsed = K2JVMCompilerArguments()
        parseCommandLineArguments(arguments, parsed)
        return K2JVMCompiler().exec(collector, Services.EMPTY, parsed)
    }

    /** A parent that dies, however it dies, closes the pipe. */
    private fun stopWithParent() {
        Thread {
            while (System.`in`.read() >= 0) {
                // Nothing is ever sent.
            }
            Runtime.getRuntime().halt(1)
        }
            .apply { isDaemon = true }
            .start()
    }
}
