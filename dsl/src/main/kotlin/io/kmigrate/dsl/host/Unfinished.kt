package io.kmigrate.dsl.host

import java.io.IOException
import java.nio.file.FileVisitResult
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.SimpleFileVisitor
import java.nio.file.attribute.BasicFileAttributes
import java.util.concurrent.TimeUnit
import java.util.concurrent.locks.LockSupport
import org.apiguardian.api.API
import org.apiguardian.api.API.Status.INTERNAL

/**
 * Files and processes that must not outlive this process: a signal that ends it skips every
 * `finally`. They are gone when the Java runtime has ended.
 */
@API(status = INTERNAL, since = "0.1")
public object Unfinished {
    private val files = LinkedHashSet<Path>()
    private val processes = LinkedHashSet<Process>()
    private var isEnding = false
    private val hook by lazy { Runtime.getRuntime().addShutdownHook(Thread(::removeAll)) }

    /** [file], or a folder with all in it, is gone at the end, unless [done] is told before. */
    public fun begin(file: Path): Path {
        if (!add(files, file)) {
            deleteTree(file)
            untilTheEnd()
        }
        return file
    }

    /** [file] is in order, or gone. */
    public fun done(file: Path) {
        synchronized(this) { files.remove(file) }
    }

    /** Removes [file] now; nothing behind a link. */
    public fun remove(file: Path) {
        deleteTree(file)
        done(file)
    }

    internal fun begin(process: Process): Process {
        if (!add(processes, process)) {
            process.destroyForcibly()
            untilTheEnd()
        }
        return process
    }

    /** Returns only if the process ended by itself, and not because this one is about to. */
    internal fun done(process: Process) {
        val ending =
            synchronized(this) {
                processes.remove(process)
                isEnding
            }
        if (ending) untilTheEnd()
    }

    private fun <T> add(all: MutableSet<T>, one: T): Boolean =
        synchronized(this) {
            if (!isEnding) {
                hook
                all.add(one)
            }
            !isEnding
        }

    /** Removes what there is, and whatever would come. For who ends the process by force. */
    public fun removeAll() {
        val (running, left) =
            synchronized(this) {
                isEnding = true
                processes.toList() to files.toList()
            }
        running.forEach { it.destroyForcibly().waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) }
        left.forEach(::deleteTree)
    }

    /** There is nobody left to tell. */
    private fun untilTheEnd(): Nothing {
        while (true) {
            LockSupport.park(this)
        }
    }

    private const val PATIENCE_SECONDS = 3L
}

/**
 * Deletes a file, or a folder with all in it; nothing behind a link. What cannot be deleted stays.
 */
internal fun deleteTree(root: Path) {
    // Somebody may still write there: then again.
    repeat(ATTEMPTS) {
        try {
            Files.walkFileTree(root, Deletion)
            return
        } catch (_: java.nio.file.NoSuchFileException) {
            return
        } catch (_: IOException) {
            Thread.onSpinWait()
        }
    }
}

private const val ATTEMPTS = 10

private object Deletion : SimpleFileVisitor<Path>() {
    override fun visitFile(file: Path, attributes: BasicFileAttributes): FileVisitResult {
        Files.deleteIfExists(file)
        return FileVisitResult.CONTINUE
    }

    override fun postVisitDirectory(folder: Path, failure: IOException?): FileVisitResult {
        Files.deleteIfExists(folder)
        return FileVisitResult.CONTINUE
    }
}
