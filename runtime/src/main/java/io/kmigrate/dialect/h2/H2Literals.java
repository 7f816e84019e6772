package io.kmigrate.dialect.h2;

import io.kmigrate.dialect.Literals;
import java.util.Collection;
import java.util.stream.Collectors;

/** Standard literals, and arrays. */
final class H2Literals extends Literals {
    /** For the dialect, which every start loads: Java would load this class with one that names its constructor. */
    static Literals create() {
        return new H2Literals();
    }

    @Override
    protected String array(Collection<?> values) {
        return values.stream().map(this::render).collect(Collectors.joining(", ", "ARRAY[", "]"));
    }
}
