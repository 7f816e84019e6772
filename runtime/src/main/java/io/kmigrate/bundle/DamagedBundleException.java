package io.kmigrate.bundle;

import io.kmigrate.failure.ErrorCode;
import io.kmigrate.failure.Location;
import io.kmigrate.failure.MigrationException;
import io.kmigrate.failure.Problem;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A bundle is not as it was made. Nothing of it was run. */
public final class DamagedBundleException extends MigrationException {
    private static final String FIX =
            "make the bundle anew, and keep resource filters, relocations and minimizers of the" + " build away from "
                    + Bundle.FOLDER;

    private DamagedBundleException(List<Problem> problems, @Nullable Throwable cause) {
        super(problems, cause);
    }

    static DamagedBundleException index(String place) {
        return new DamagedBundleException(List.of(problem(place, "the bundle's index is not as it was made")), null);
    }

    static DamagedBundleException unreadable(String place, IOException failed) {
        return new DamagedBundleException(List.of(problem(place, "the bundle cannot be read: " + failed)), failed);
    }

    static DamagedBundleException entries(String place, List<String> missing, List<String> changed) {
        return new DamagedBundleException(
                Stream.concat(
                                missing.stream().map(entry -> problem(place, "the bundle lacks its entry " + entry)),
                                changed.stream()
                                        .map(entry -> problem(
                                                place, "the bundle's entry " + entry + " is not as it was made")))
                        .toList(),
                null);
    }

    private static Problem problem(String place, String message) {
        return new Problem(ErrorCode.DAMAGED_BUNDLE, message, Location.of(place), FIX);
    }
}
