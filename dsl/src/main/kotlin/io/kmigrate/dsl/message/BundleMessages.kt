package io.kmigrate.dsl.message

import io.kmigrate.failure.ErrorCode
import io.kmigrate.failure.Location
import io.kmigrate.failure.Problem

/** Sentences about scripts in bundles. */
internal object BundleMessages {
    fun needsOtherVersion(missing: String, place: Location?, madeBy: String, own: String): Problem =
        Problem(
            ErrorCode.BUNDLE_NEEDS_OTHER_VERSION,
            "$missing: Kmigrate $madeBy made the bundle, and this is $own",
            place,
            "run it with the version that made the bundle, or a newer one",
        )

    fun otherPlace(revision: String, file: String?, bundle: String): Problem =
        mismatch("revision $revision has another place in the graph", file, bundle)

    fun otherOperations(revision: String, file: String?, bundle: String): Problem =
        mismatch("revision $revision describes other operations", file, bundle)

    private fun mismatch(difference: String, file: String?, bundle: String): Problem =
        Problem(
            ErrorCode.BUNDLE_MISMATCH,
            "$difference than when the bundle $bundle was created",
            file?.let { Location.of(it) },
            "let the script depend only on parameters, and create the bundle again",
        )

    fun changingScript(file: String): Problem =
        Problem(
            ErrorCode.CHANGING_SCRIPT,
            "the script describes other operations each time it is evaluated",
            Location.of(file),
            "let its operations depend only on parameters: neither on the time nor on random values",
        )

    /** The reason why a script of a bundle cannot read a file. */
    fun notInBundle(): String = "the file is not in the bundle"

    /** The reason why a script cannot read a file the second time. */
    fun notReadBefore(): String = "the script did not read it the first time"
}
