package io.kmigrate.bundle;

import static org.apiguardian.api.API.Status.STABLE;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apiguardian.api.API;

/**
 * What a bundle says it holds.
 *
 * @param name tells it from other bundles on one class path
 * @param madeBy the version of Kmigrate
 * @param repeatables scripts of objects that follow their text
 * @param digests the SHA-256 of every entry, hexadecimal
 */
@API(status = STABLE, since = "0.1")
public record BundleIndex(
        String name,
        String madeBy,
        List<BundledScript> scripts,
        List<BundledRepeatable> repeatables,
        Map<String, String> digests) {
    public BundleIndex {
        scripts = List.copyOf(scripts);
        repeatables = List.copyOf(repeatables);
        digests = new TreeMap<>(digests);
    }
}
