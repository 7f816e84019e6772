package io.kmigrate.bundle;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a bundle says it holds.
 *
 * @param name tells it from other bundles on one class path
 * @param madeBy the version of Kmigrate
 * @param digests the SHA-256 of every entry, hexadecimal
 */
public record BundleIndex(String name, String madeBy, List<BundledScript> scripts, Map<String, String> digests) {
    public BundleIndex {
        scripts = List.copyOf(scripts);
        digests = new TreeMap<>(digests);
    }
}
