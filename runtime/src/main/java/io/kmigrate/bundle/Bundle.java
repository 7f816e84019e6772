package io.kmigrate.bundle;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.failure.FileFailures;
import io.kmigrate.failure.MigrationException;
import io.kmigrate.message.BundleMessages;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/**
 * Compiled scripts, sealed: nothing is handed out that differs from what the index says. Entries are read
 * when they are asked for, as streams, so a bundle may lie in a jar inside another jar. Thread-safe.
 */
@API(status = INTERNAL, since = "0.1")
public final class Bundle {
    /** The name of a bundle that was given none. */
    public static final String NAME = "migrations";

    static final String FOLDER = "META-INF/kmigrate/";
    static final String INDEX = "index";

    /** The folder of files that stood beside the scripts. */
    static final String BESIDE = "beside/";

    private final BundleIndex index;
    private final String place;
    private final Entries entries;

    private Bundle(BundleIndex index, String place, Entries entries) {
        this.index = index;
        this.place = place;
        this.entries = entries;
    }

    /** Where entries come from, by their full names. */
    interface Entries {
        /** Those that are there. */
        Map<String, byte[]> read(Collection<String> names) throws IOException;
    }

    /**
     * The bundle of that name on a class path. One that is there twice must be the same both times.
     *
     * @throws MigrationException when there is none, or there are several that differ
     */
    public static Bundle find(String name, ClassLoader loader) {
        String entry = BundleName.require(name).folder() + INDEX;
        try {
            Map<String, byte[]> found = new LinkedHashMap<>();
            for (URL url : Collections.list(loader.getResources(entry))) {
                found.put(url.toString(), read(entry, url));
            }
            if (found.isEmpty()) {
                throw BundleMessages.notOnClassPath(name, name.equals(NAME)).exception();
            }
            Set<String> digests = new TreeSet<>();
            found.values().forEach(bytes -> digests.add(IndexText.digest(bytes)));
            if (digests.size() > 1) {
                throw BundleMessages.severalOnClassPath(name, found.keySet()).exception();
            }
            Map.Entry<String, byte[]> first = found.entrySet().iterator().next();
            return of(first.getValue(), first.getKey(), names -> read(loader, names), BundleName.require(name));
        } catch (IOException failed) {
            throw unreadable("the bundle \"" + name + "\"", failed);
        }
    }

    /**
     * The one bundle in a jar, which may be an application's, or in a folder of classes.
     *
     * @throws MigrationException when there is none, or there are several
     */
    public static Bundle open(Path file) {
        String place = file.toString();
        try {
            BundleFile entries = BundleFile.of(file);
            List<BundleName> names = Files.exists(file) ? entries.bundles() : List.of();
            if (names.isEmpty()) {
                throw Files.exists(file)
                        ? BundleMessages.noBundleIn(place).exception()
                        : BundleMessages.noBundleFile(place).exception();
            }
            if (names.size() > 1) {
                throw BundleMessages.severalIn(
                                place, names.stream().map(BundleName::name).toList())
                        .exception();
            }
            String entry = names.get(0).folder() + INDEX;
            byte[] bytes = entries.read(List.of(entry)).get(entry);
            if (bytes == null) {
                throw BundleMessages.noBundleIn(place).exception();
            }
            return of(bytes, place, entries, names.get(0));
        } catch (IOException failed) {
            throw unreadable(place, failed);
        }
    }

    private static MigrationException unreadable(String place, IOException failed) {
        return new MigrationException(BundleMessages.unreadable(place, FileFailures.words(failed)), failed);
    }

    private static Bundle of(byte[] index, String place, Entries entries, BundleName name) {
        return new Bundle(IndexText.parse(index, place), place, names -> {
            Map<String, byte[]> found = new LinkedHashMap<>();
            List<String> full = names.stream().map(name.folder()::concat).toList();
            entries.read(full)
                    .forEach((entry, bytes) ->
                            found.put(entry.substring(name.folder().length()), bytes));
            return found;
        });
    }

    public BundleIndex index() {
        return index;
    }

    /** The text of a file that stood beside the scripts; none where the bundle has none. */
    public List<String> textBeside(String name) {
        String entry = BESIDE + name;
        return index.digests().containsKey(entry)
                ? List.of(new String(Objects.requireNonNull(read(List.of(entry)).get(entry)), StandardCharsets.UTF_8))
                : List.of();
    }

    /** Where it is, for messages. */
    public String place() {
        return place;
    }

    /**
     * Entries, as they were when the bundle was made.
     *
     * @throws MigrationException naming every one that is missing or has changed
     */
    public Map<String, byte[]> read(Collection<String> names) {
        Map<String, byte[]> found;
        try {
            found = entries.read(names);
        } catch (IOException failed) {
            throw unreadable(place, failed);
        }
        List<String> missing = new ArrayList<>();
        List<String> changed = new ArrayList<>();
        for (String name : new TreeSet<>(names)) {
            byte[] bytes = found.get(name);
            if (bytes == null) {
                missing.add(name);
            } else if (!IndexText.digest(bytes).equals(index.digests().get(name))) {
                changed.add(name);
            }
        }
        if (!missing.isEmpty() || !changed.isEmpty()) {
            throw new MigrationException(
                    Stream.concat(
                                    missing.stream().map(entry -> BundleMessages.missingEntry(place, entry)),
                                    changed.stream().map(entry -> BundleMessages.changedEntry(place, entry)))
                            .toList(),
                    null);
        }
        return found;
    }

    /** Without the cache of URLs, which would keep a jar open. */
    private static byte[] read(String entry, URL url) throws IOException {
        URLConnection connection = url.openConnection();
        connection.setUseCaches(false);
        try (InputStream input = connection.getInputStream()) {
            return new EntryReader().read(entry, input);
        }
    }

    private static Map<String, byte[]> read(ClassLoader loader, Collection<String> names) throws IOException {
        Map<String, byte[]> found = new LinkedHashMap<>();
        EntryReader reader = new EntryReader();
        for (String name : names) {
            try (InputStream input = loader.getResourceAsStream(name)) {
                if (input != null) {
                    found.put(name, reader.read(name, input));
                }
            }
        }
        return found;
    }
}
