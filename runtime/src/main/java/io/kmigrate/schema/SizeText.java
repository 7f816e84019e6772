package io.kmigrate.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/** The size of a table in words: {@code 48 million rows, 11 GB}. */
final class SizeText {
    private static final int KILO = 1000;
    private static final int TEN = 10;

    private SizeText() {}

    static String of(TableSize size) {
        List<String> parts = new ArrayList<>();
        rows(size.rows(), parts);
        bytes(size.bytes(), parts);
        return parts.isEmpty() ? "its size is not known" : String.join(", ", parts);
    }

    private static void rows(OptionalLong rows, List<String> parts) {
        rows.ifPresent(count -> parts.add(number(count) + " rows"));
    }

    private static String number(long count) {
        long million = (long) KILO * KILO;
        if (count >= million * KILO) {
            return scaled(count, million * KILO) + " billion";
        }
        return count >= million ? scaled(count, million) + " million" : String.format(Locale.ROOT, "%,d", count);
    }

    private static void bytes(OptionalLong bytes, List<String> parts) {
        bytes.ifPresent(count -> {
            long unit = 1;
            int place = 0;
            String[] units = {"bytes", "kB", "MB", "GB", "TB"};
            while (place < units.length - 1 && count >= unit * KILO) {
                unit *= KILO;
                place++;
            }
            parts.add(scaled(count, unit) + " " + units[place]);
        });
    }

    /** Two digits are enough of an estimate. */
    private static String scaled(long count, long unit) {
        double value = (double) count / unit;
        return value >= TEN || count % unit == 0
                ? Long.toString(Math.round(value))
                : String.format(Locale.ROOT, "%.1f", value);
    }
}
