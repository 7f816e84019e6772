package io.kmigrate.dsl.host

import java.nio.file.Path
import org.apiguardian.api.API
import org.apiguardian.api.API.Status.INTERNAL

/** Looks whether scripts can be compiled here, and kept. */
@API(status = INTERNAL, since = "0.1")
public class HostExamination(cacheFolder: Path?) {
    private var fault: String? = null
    private val folder = CacheFolder(CacheFolder.locate(cacheFolder)) { fault = it }

    /** Where compiled scripts are kept. */
    public val cache: Path
        get() = folder.path

    /** The version of Kotlin that scripts are written in. */
    public val kotlin: String
        get() = Build.kotlin

    /** Why nothing can be kept; null when all is in order. */
    public fun cacheFault(): String? {
        folder.newSecret()
        return fault
    }

    /** @throws NoCompilerException if there is no compiler */
    public fun requireCompiler() {
        ScriptCompiler.locate(folder).require()
    }
}
