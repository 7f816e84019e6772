package io.kmigrate.importer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.BinaryOperator;

/**
 * Two lists as one that has the order of both: the longest sequence that they have in common stands once.
 *
 * @param isSame whether an element stands for one of the other list
 * @param join both as one
 * @param order of elements that only one of the lists has, between those that both have
 */
record Interleaving<T>(BiPredicate<T, T> isSame, BinaryOperator<T> join, Comparator<T> order) {
    /** The lists as one. */
    List<T> of(List<T> some, List<T> others) {
        int start = 0;
        List<T> result = new ArrayList<>();
        while (start < some.size() && start < others.size() && isSame.test(some.get(start), others.get(start))) {
            result.add(join.apply(some.get(start), others.get(start)));
            start++;
        }
        List<T> left = some.subList(start, some.size());
        List<T> right = others.subList(start, others.size());
        int[][] common = common(left, right);
        int one = 0;
        int other = 0;
        while (one < left.size() || other < right.size()) {
            boolean hasBoth = one < left.size() && other < right.size();
            if (hasBoth && isSame.test(left.get(one), right.get(other))) {
                result.add(join.apply(left.get(one++), right.get(other++)));
            } else if (hasBoth ? isLeftNext(left, right, common, one, other) : one < left.size()) {
                result.add(left.get(one++));
            } else {
                result.add(right.get(other++));
            }
        }
        return result;
    }

    private boolean isLeftNext(List<T> left, List<T> right, int[][] common, int one, int other) {
        int withoutLeft = common[one + 1][other];
        int withoutRight = common[one][other + 1];
        return withoutLeft == withoutRight
                ? order.compare(left.get(one), right.get(other)) <= 0
                : withoutLeft > withoutRight;
    }

    /** How many elements the rests of the lists have in common, by where the rests begin. */
    private int[][] common(List<T> left, List<T> right) {
        int[][] common = new int[left.size() + 1][right.size() + 1];
        for (int one = left.size() - 1; one >= 0; one--) {
            for (int other = right.size() - 1; other >= 0; other--) {
                common[one][other] = isSame.test(left.get(one), right.get(other))
                        ? common[one + 1][other + 1] + 1
                        : Math.max(common[one + 1][other], common[one][other + 1]);
            }
        }
        return common;
    }
}
