package io.kmigrate.bundle;

import io.kmigrate.failure.ErrorCode;
import io.kmigrate.failure.Location;
import io.kmigrate.failure.MigrationException;
import io.kmigrate.failure.Problem;

/** A bundle was made by a Kmigrate that writes them in another way. */
public final class UnknownBundleFormatException extends MigrationException {
    UnknownBundleFormatException(String place, String format) {
        super(new Problem(
                ErrorCode.UNKNOWN_BUNDLE_FORMAT,
                "the bundle has format %s, and this Kmigrate reads format %d".formatted(format, IndexText.FORMAT),
                Location.of(place),
                "use the same version of Kmigrate for making the bundle and for running it"));
    }
}
