package io.kmigrate.importer.flyway;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Puts the values of placeholders into a text. */
final class FlywayPlaceholders {
    private final FlywaySettings settings;
    private final Set<String> missing = new TreeSet<>();

    FlywayPlaceholders(FlywaySettings settings) {
        this.settings = settings;
    }

    /** Names that have no value, which Flyway would refuse to run. */
    Set<String> missing() {
        return missing;
    }

    String filled(String text, String file) {
        if (!settings.replacesPlaceholders()) {
            return text;
        }
        Map<String, String> values = settings.placeholders();
        String prefix = settings.placeholderPrefix();
        String suffix = settings.placeholderSuffix();
        StringBuilder result = new StringBuilder();
        int at = 0;
        for (int start = text.indexOf(prefix); start >= 0; start = text.indexOf(prefix, at)) {
            int end = text.indexOf(suffix, start + prefix.length());
            if (end < 0) {
                break;
            }
            String name = text.substring(start + prefix.length(), end);
            String key = name.toLowerCase(Locale.ROOT);
            String value = key.equals("flyway:filename") ? file : values.get(key);
            if (value == null) {
                missing.add(name);
                value = text.substring(start, end + suffix.length());
            }
            result.append(text, at, start).append(value);
            at = end + suffix.length();
        }
        return result.append(text, at, text.length()).toString();
    }
}
