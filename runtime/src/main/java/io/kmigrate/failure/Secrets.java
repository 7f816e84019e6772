package io.kmigrate.failure;

import static org.apiguardian.api.API.Status.INTERNAL;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/**
 * The values that nobody may see: each is replaced by stars wherever it turns up, also where something has escaped or
 * encoded it. A value; thread-safe.
 * Every start of the command makes one, mostly an empty one: loops, and not streams, take none of its time.
 */
@API(status = INTERNAL, since = "0.1")
public final class Secrets {
    public static final Secrets NONE = new Secrets(Set.of(), List.of());

    /** What stands in the place of a secret. */
    public static final String STARS = "***";

    /** Text that is more than words: a shorter value may be a word of any sentence. */
    private static final int LONG = 8;

    /** In data, a shorter value is most likely something else. */
    private static final int SHORTEST_IN_DATA = 5;

    /** They say that there is no secret. */
    private static final Set<String> NO_SECRETS = Set.of("true", "false", "null", "none", "yes", "no", STARS);

    private final Set<String> values;
    private final List<Pattern> anywhere;
    private final List<Pattern> inData;

    private Secrets(Set<String> values, List<String> spellings) {
        this.values = values;
        this.anywhere = patterns(spellings, 0);
        this.inData = patterns(spellings, SHORTEST_IN_DATA);
    }

    public static Secrets of(Collection<String> values) {
        return NONE.and(values);
    }

    /** The values of {@code settings} whose names say that they are secrets. */
    public static Secrets named(Map<String, String> settings) {
        return of(settings.entrySet().stream()
                .filter(setting -> SecretName.isSecret(setting.getKey()))
                .map(Map.Entry::getValue)
                .toList());
    }

    /** These, and more. */
    public Secrets and(Collection<String> more) {
        Set<String> all = new LinkedHashSet<>(values);
        for (String value : more) {
            if (isSecret(value)) {
                all.add(value);
            }
        }
        return all.size() == values.size() ? this : new Secrets(all, spellings(all));
    }

    public Secrets and(Secrets more) {
        return and(more.values);
    }

    public Set<String> values() {
        return Set.copyOf(values);
    }

    private static boolean isSecret(String value) {
        return !value.isBlank() && !NO_SECRETS.contains(value.strip().toLowerCase(java.util.Locale.ROOT));
    }

    /** A text for people, such as a message: without secrets, and without those of any URL in it. */
    public String hidden(String text) {
        return SecretText.withoutPasswords(replaced(text, anywhere));
    }

    /** A text that may be data: only values that can hardly be anything else are replaced. */
    public String hiddenInData(String text) {
        return replaced(text, inData);
    }

    /** Lines of data; one that was cut may end in a part of a secret. */
    public List<String> hiddenInLines(List<String> lines) {
        return values.isEmpty()
                ? lines
                : lines.stream()
                        .map(line -> hiddenInData(withoutCutSecret(line)))
                        .toList();
    }

    private String withoutCutSecret(String line) {
        int cut = line.lastIndexOf(" … ");
        if (cut < 0) {
            return line;
        }
        for (String value : values) {
            for (int length = Math.min(value.length() - 1, cut); length >= SHORTEST_IN_DATA; length--) {
                if (line.startsWith(value.substring(0, length), cut - length)) {
                    return line.substring(0, cut - length) + STARS + line.substring(cut);
                }
            }
        }
        return line;
    }

    private static String replaced(String text, List<Pattern> patterns) {
        String result = text;
        for (Pattern pattern : patterns) {
            result = pattern.matcher(result).replaceAll(STARS);
        }
        return result;
    }

    /** A problem without secrets, before anything wraps or cuts its lines. */
    public Problem hidden(Problem problem) {
        Location place = problem.location();
        Fix fix = problem.fix();
        UnaryOperator<String> hide = this::hidden;
        return new Problem(
                problem.code(),
                hidden(problem.message()),
                place == null
                        ? null
                        : new Location(
                                hidden(place.file()),
                                place.line(),
                                place.column(),
                                place.excerpt() == null ? null : hidden(place.excerpt())),
                fix == null ? null : new Fix(hidden(fix.command()), hidden(fix.java())),
                problem.facts().masked(hide));
    }

    private static List<Pattern> patterns(List<String> spellings, int shortest) {
        List<Pattern> patterns = new ArrayList<>();
        for (String spelling : spellings) {
            if (spelling.length() >= shortest) {
                patterns.add(pattern(spelling));
            }
        }
        return List.copyOf(patterns);
    }

    /** Short ones and plain words as whole words only: stars inside other words would tell more than they hide. */
    private static Pattern pattern(String secret) {
        String literal = Pattern.quote(secret);
        boolean isWord = secret.length() < LONG || secret.chars().allMatch(Character::isLowerCase);
        return Pattern.compile(isWord ? "(?<![\\p{L}\\p{N}])" + literal + "(?![\\p{L}\\p{N}])" : literal);
    }

    /** The longest first: it may contain another one. */
    private static List<String> spellings(Set<String> values) {
        return values.stream()
                .flatMap(value -> spellings(value).stream())
                .distinct()
                .sorted((one, other) -> Integer.compare(other.length(), one.length()))
                .toList();
    }

    /** A value as it is, and as SQL, JSON, Kotlin and URLs write it. */
    private static Set<String> spellings(String value) {
        Set<String> spellings = new LinkedHashSet<>();
        String encoded = URLEncoder.encode(value, StandardCharsets.UTF_8);
        String backslashes = value.replace("\\", "\\\\");
        Stream.of(
                        value,
                        value.strip(),
                        value.replace("'", "''"),
                        value.replace("\"", "\"\""),
                        backslashes,
                        backslashes.replace("\"", "\\\""),
                        backslashes.replace("\"", "\\\"").replace("$", "\\$"),
                        backslashes.replace("'", "\\'"),
                        encoded,
                        encoded.replace("+", "%20"),
                        lowerCaseEscapes(encoded.replace("+", "%20")))
                .filter(spelling -> !spelling.isEmpty())
                .forEach(spellings::add);
        return spellings;
    }

    private static String lowerCaseEscapes(String encoded) {
        return Pattern.compile("%[0-9A-F]{2}")
                .matcher(encoded)
                .replaceAll(escape -> escape.group().toLowerCase(java.util.Locale.ROOT));
    }

    /** Never a secret. */
    @Override
    public String toString() {
        return values.size() + " secrets";
    }
}
