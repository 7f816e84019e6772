package io.kmigrate.bundle;

import io.kmigrate.message.BundleMessages;
import io.kmigrate.repeatable.RepeatableFile;
import io.kmigrate.revision.Revision;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The index as text: a line a fact, its key before the first blank, and at the end the digest of all lines
 * before. The first line names the format.
 */
final class IndexText {
    static final int FORMAT = 2;

    /** Of a bundle without objects that follow their text, which an earlier version can run as well. */
    private static final int PLAIN_FORMAT = 1;

    private static final String REPEATABLE = "repeatable";
    private static final String MARK = "kmigrate-bundle ";
    private static final String DIGEST = "digest ";
    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");

    /** Inside the bundle, wherever it lies. */
    private static final Pattern ENTRY = Pattern.compile("[^/\\\\\\p{Cntrl}]+(/[^/\\\\\\p{Cntrl}]+)*+");

    private static final Pattern UPWARDS = Pattern.compile("(^|/)\\.\\.?(/|$)");
    private static final Pattern ESCAPED = Pattern.compile("\\\\(.)");

    private IndexText() {}

    static String of(BundleIndex index) {
        StringBuilder text = new StringBuilder(MARK + (index.repeatables().isEmpty() ? PLAIN_FORMAT : FORMAT) + '\n');
        line(text, "name", index.name());
        line(text, "made-by", index.madeBy());
        index.scripts().forEach(script -> append(text, script));
        index.repeatables().forEach(script -> append(text, script));
        index.digests().forEach((entry, digest) -> line(text, "entry", digest + ' ' + entry));
        return text + DIGEST + digest(text.toString().getBytes(StandardCharsets.UTF_8)) + '\n';
    }

    private static void append(StringBuilder text, BundledScript script) {
        script.revision().facts().forEach((fact, values) -> values.forEach(value -> line(text, fact, value)));
        line(text, "checksum", script.checksum());
        line(text, "reads-parameters", Boolean.toString(script.readsParameters()));
        line(text, "main-class", script.mainClass());
        script.classes().forEach(name -> line(text, "class", name));
        script.files().forEach((name, entry) -> line(text, "file", entry + ' ' + name));
    }

    private static void append(StringBuilder text, BundledRepeatable script) {
        line(text, REPEATABLE, script.file().name());
        line(text, "path", script.file().path());
        line(text, "fingerprint", script.file().fingerprint());
        line(text, "main-class", script.mainClass());
        script.classes().forEach(name -> line(text, "class", name));
    }

    private static void line(StringBuilder text, String key, String value) {
        text.append(key)
                .append(' ')
                .append(value.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r"))
                .append('\n');
    }

    /**
     * Reads an index.
     *
     * @param place how messages name the bundle
     */
    static BundleIndex parse(byte[] bytes, String place) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (!text.startsWith(MARK) || text.indexOf('\n') < 0) {
            throw BundleMessages.damagedIndex(place).exception();
        }
        String format = text.substring(MARK.length(), text.indexOf('\n')).trim();
        if (!NUMBER.matcher(format).matches()) {
            throw BundleMessages.damagedIndex(place).exception();
        }
        if (Integer.parseInt(format) > FORMAT || Integer.parseInt(format) < PLAIN_FORMAT) {
            throw BundleMessages.unknownFormat(place, format, FORMAT).exception();
        }
        int end = text.lastIndexOf('\n' + DIGEST) + 1;
        String digest = digest(text.substring(0, end).getBytes(StandardCharsets.UTF_8));
        if (!text.substring(end).equals(DIGEST + digest + '\n')) {
            throw BundleMessages.damagedIndex(place).exception();
        }
        try {
            return new Reading().index(text.substring(0, end));
        } catch (NotAnIndexException damaged) {
            throw BundleMessages.damagedIndex(place).exception();
        }
    }

    /** The digest is right, and still nothing of ours wrote these lines. */
    private static final class NotAnIndexException extends RuntimeException {
        private static final long serialVersionUID = 1;

        static void unless(boolean isRight) {
            if (!isRight) {
                throw new NotAnIndexException();
            }
        }
    }

    static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java runtime has SHA-256", impossible);
        }
    }

    /** One pass over the lines; what a later minor version may add is passed over. */
    private static final class Reading {
        private final List<BundledScript> scripts = new ArrayList<>();
        private final List<BundledRepeatable> repeatables = new ArrayList<>();
        private final Map<String, String> digests = new TreeMap<>();
        private final Map<String, List<String>> facts = new TreeMap<>();
        private String name = "";
        private String madeBy = "";

        BundleIndex index(String text) {
            text.lines().skip(1).forEach(this::read);
            endScript();
            return new BundleIndex(name, madeBy, scripts, repeatables, digests);
        }

        private void read(String line) {
            int blank = line.indexOf(' ');
            NotAnIndexException.unless(blank > 0);
            String key = line.substring(0, blank);
            String value = unescaped(line.substring(blank + 1));
            switch (key) {
                case "name" -> name = value;
                case "made-by" -> madeBy = value;
                case "entry" -> digests.put(entry(afterBlank(value)), beforeBlank(value));
                default -> {
                    if (key.equals("revision") || key.equals(REPEATABLE)) {
                        endScript();
                    }
                    facts.computeIfAbsent(key, unused -> new ArrayList<>()).add(value);
                }
            }
        }

        private void endScript() {
            if (!facts.isEmpty()) {
                if (facts.containsKey(REPEATABLE)) {
                    repeatables.add(repeatable());
                } else {
                    scripts.add(script());
                }
                facts.clear();
            }
        }

        private BundledScript script() {
            Map<String, String> files = new TreeMap<>();
            all("file").forEach(value -> files.put(afterBlank(value), entry(beforeBlank(value))));
            NotAnIndexException.unless(facts.containsKey("revision"));
            List<String> classes = classes();
            return new BundledScript(
                    Revision.ofFacts(facts),
                    one("main-class"),
                    one("checksum"),
                    Boolean.parseBoolean(one("reads-parameters")),
                    classes,
                    files);
        }

        private BundledRepeatable repeatable() {
            NotAnIndexException.unless(!facts.containsKey("file"));
            RepeatableFile file = new RepeatableFile(one(REPEATABLE), one("path"), one("fingerprint"));
            return new BundledRepeatable(file, one("main-class"), classes());
        }

        /** A class of somebody else would run instead. */
        private List<String> classes() {
            String main = one("main-class");
            List<String> classes = all("class");
            NotAnIndexException.unless(classes.contains(main)
                    && classes.stream().allMatch(name -> name.equals(main) || name.startsWith(main + '$')));
            classes.forEach(name -> entry(BundledScript.classEntry(name)));
            return classes;
        }

        private String one(String key) {
            NotAnIndexException.unless(!all(key).isEmpty());
            return all(key).get(0);
        }

        private List<String> all(String key) {
            return facts.getOrDefault(key, List.of());
        }

        private static String entry(String name) {
            NotAnIndexException.unless(
                    ENTRY.matcher(name).matches() && !UPWARDS.matcher(name).find());
            return name;
        }

        private static String beforeBlank(String text) {
            NotAnIndexException.unless(text.indexOf(' ') > 0);
            return text.substring(0, text.indexOf(' '));
        }

        private static String afterBlank(String text) {
            return text.substring(text.indexOf(' ') + 1);
        }

        private static String unescaped(String text) {
            return ESCAPED.matcher(text).replaceAll(found -> switch (found.group(1)) {
                case "n" -> "\n";
                case "r" -> "\r";
                default -> "\\\\";
            });
        }
    }
}
