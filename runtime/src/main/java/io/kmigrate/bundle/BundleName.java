package io.kmigrate.bundle;

import io.kmigrate.message.BundleMessages;
import java.util.regex.Pattern;

/**
 * Where a bundle lies.
 *
 * @param folder ends with a slash
 */
record BundleName(String name, String folder) {
    private static final Pattern LEGAL = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

    /** The place of a bundle of that name at the root of a jar. */
    static BundleName require(String name) {
        if (!LEGAL.matcher(name).matches()) {
            throw BundleMessages.illegalName(name).exception();
        }
        return new BundleName(name, Bundle.FOLDER + name + '/');
    }
}
