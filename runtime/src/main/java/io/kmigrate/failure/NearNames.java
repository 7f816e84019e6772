package io.kmigrate.failure;

import static org.apiguardian.api.API.Status.INTERNAL;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apiguardian.api.API;

/** The known names a mistyped one may have meant, nearest first. */
@API(status = INTERNAL, since = "0.1")
public final class NearNames {
    private static final int AT_MOST = 3;

    private NearNames() {}

    /** At most three, the nearest first; a name may differ by a slip in three letters. */
    public static List<String> of(String typed, Collection<String> known) {
        int tolerance = Math.max(1, typed.length() / 3);
        return known.stream()
                .filter(name -> Math.abs(name.length() - typed.length()) <= tolerance)
                .map(name -> Map.entry(name, distance(typed, name)))
                .filter(entry -> entry.getValue() <= tolerance)
                .sorted(Map.Entry.<String, Integer>comparingByValue()
                        .thenComparing(Comparator.comparing(Map.Entry::getKey)))
                .limit(AT_MOST)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** {@code did you mean "a" or "b"?}, or the empty text when nothing is near. */
    public static String question(String typed, Collection<String> known) {
        List<String> near = of(typed, known);
        return near.isEmpty()
                ? ""
                : near.stream()
                        .map(name -> "\"" + name + "\"")
                        .collect(Collectors.joining(" or ", "did you mean ", "?"));
    }

    /** Insertions, deletions, substitutions and swaps of neighbours. */
    private static int distance(String left, String right) {
        int[] beforeLast = new int[right.length() + 1];
        int[] last = new int[right.length() + 1];
        for (int column = 0; column <= right.length(); column++) {
            last[column] = column;
        }
        for (int row = 1; row <= left.length(); row++) {
            int[] current = new int[right.length() + 1];
            current[0] = row;
            for (int column = 1; column <= right.length(); column++) {
                int cost = left.charAt(row - 1) == right.charAt(column - 1) ? 0 : 1;
                int best = Math.min(Math.min(current[column - 1], last[column]) + 1, last[column - 1] + cost);
                if (row > 1 && column > 1 && isSwap(left, row, right, column)) {
                    best = Math.min(best, beforeLast[column - 2] + 1);
                }
                current[column] = best;
            }
            beforeLast = last;
            last = current;
        }
        return last[right.length()];
    }

    private static boolean isSwap(String left, int row, String right, int column) {
        return left.charAt(row - 1) == right.charAt(column - 2) && left.charAt(row - 2) == right.charAt(column - 1);
    }
}
