package io.kmigrate.cli

import com.tngtech.archunit.ArchConfiguration
import com.tngtech.archunit.core.importer.ClassFileImporter
import com.tngtech.archunit.core.importer.ImportOption
import io.kmigrate.failure.ErrorCode
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty

/** A code that nothing raises is documented in vain. */
internal class ErrorCodeTest : FunSpec() {
    init {
        test("every error code is used by a class of runtime, dsl or cli") {
            // What the classes of others are does not matter, and takes most of the time.
            ArchConfiguration.get().setResolveMissingDependenciesFromClassPath(false)
            val name = ErrorCode::class.java.name
            val used =
                ClassFileImporter()
                    .withImportOption(ImportOption.DoNotIncludeTests())
                    .withImportOption { !it.contains("-tests.jar") }
                    .importPackages("io.kmigrate")
                    .filter { it.name != name }
                    .flatMap { it.fieldAccessesFromSelf }
                    .filter { it.targetOwner.name == name }
                    .map { it.target.name }
                    .toSet()
            ErrorCode.entries.filterNot { it.name in used }.shouldBeEmpty()
        }
    }
}
