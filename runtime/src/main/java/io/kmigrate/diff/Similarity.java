package io.kmigrate.diff;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** How alike two names are. */
final class Similarity {
    private Similarity() {}

    /** From 0 to 1: the share of pairs of neighbouring letters that both have, or 0.8 where one holds the other. */
    static double of(String left, String right) {
        String one = plain(left);
        String other = plain(right);
        if (one.equals(other)) {
            return 1;
        }
        boolean holds = !one.isEmpty() && !other.isEmpty() && (one.contains(other) || other.contains(one));
        return Math.max(holds ? 0.8 : 0, shared(pairs(one), pairs(other)));
    }

    /** Neither the case nor underscores tell names apart. */
    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replace("_", "");
    }

    private static Set<String> pairs(String name) {
        Set<String> pairs = new HashSet<>();
        for (int place = 0; place + 1 < name.length(); place++) {
            pairs.add(name.substring(place, place + 2));
        }
        return pairs;
    }

    private static double shared(Set<String> left, Set<String> right) {
        Set<String> both = new HashSet<>(left);
        both.retainAll(right);
        return left.isEmpty() && right.isEmpty() ? 0 : 2.0 * both.size() / (left.size() + right.size());
    }
}
