package io.kmigrate.schema;

import static org.apiguardian.api.API.Status.STABLE;

import java.util.List;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL's EXCLUDE: no two rows for which all elements' operators hold.
 *
 * @param method the index that keeps it, such as {@code gist}
 * @param where the predicate of rows it is about, SQL text
 */
@API(status = STABLE, since = "0.1")
public record ExclusionConstraint(
        String name,
        String method,
        List<Element> elements,
        @Nullable String where,
        Deferral deferral) {
    public ExclusionConstraint {
        elements = List.copyOf(elements);
    }

    /** A column or expression, and the operator that two rows are compared with: {@code room WITH =}. */
    public record Element(IndexColumn column, String operator) {}

    public ExclusionConstraint withName(String newName) {
        return new ExclusionConstraint(newName, method, elements, where, deferral);
    }

    public ExclusionConstraint withElements(List<Element> newElements) {
        return new ExclusionConstraint(name, method, newElements, where, deferral);
    }

    public ExclusionConstraint withWhere(@Nullable String predicate) {
        return new ExclusionConstraint(name, method, elements, predicate, deferral);
    }
}
