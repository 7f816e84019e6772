package io.kmigrate.importer.flyway;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A version as Flyway compares them: number by number, so that {@code 1.0} is {@code 1}, and {@code 01} is, too.
 *
 * @param text as it is written, with dots
 */
record FlywayVersion(String text) implements Comparable<FlywayVersion> {
    FlywayVersion {
        text = text.replace('_', '.');
    }

    static boolean isOne(String text) {
        return text.matches("\\d++(?:[._]\\d++)*+");
    }

    /** Without zeros that say nothing. */
    private List<BigInteger> numbers() {
        List<BigInteger> numbers = new ArrayList<>(
                Arrays.stream(text.split("\\.", -1)).map(BigInteger::new).toList());
        while (numbers.size() > 1 && numbers.get(numbers.size() - 1).signum() == 0) {
            numbers.remove(numbers.size() - 1);
        }
        return numbers;
    }

    /** The next higher one of as many numbers. */
    FlywayVersion next() {
        int dot = text.lastIndexOf('.') + 1;
        return new FlywayVersion(text.substring(0, dot) + new BigInteger(text.substring(dot)).add(BigInteger.ONE));
    }

    @Override
    public int compareTo(FlywayVersion other) {
        List<BigInteger> left = numbers();
        List<BigInteger> right = other.numbers();
        for (int place = 0; place < Math.min(left.size(), right.size()); place++) {
            int order = left.get(place).compareTo(right.get(place));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(left.size(), right.size());
    }

    /** Whether both are one to Flyway. */
    boolean isSame(FlywayVersion other) {
        return compareTo(other) == 0;
    }
}
