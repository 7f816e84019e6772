package io.kmigrate.importer.liquibase;

import io.kmigrate.importer.ImportedStep;
import io.kmigrate.importer.ImportedStep.Kind;
import io.kmigrate.importer.Makes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The precondition of a change set that the database can be asked at its turn, where it may be left out. */
record Condition(@Nullable Node own) {
    private static final Set<String> SKIPS = Set.of("MARK_RAN", "CONTINUE");
    private static final Set<String> AROUND = Set.of("preconditions", "and");

    /** Whether the change set is passed over where its precondition does not hold. */
    boolean isSkipping() {
        return own != null && SKIPS.contains(own.get("onFail").toUpperCase(Locale.ROOT));
    }

    /** The only query of it; empty where there is none, or it is one of several or inside of another condition. */
    Optional<Node> query() {
        List<Node> queries =
                leaves().stream().filter(node -> node.word().equals("sqlcheck")).toList();
        boolean isPlain =
                isSkipping() && queries.size() == 1 && !queries.get(0).body().isBlank();
        return isPlain ? Optional.of(queries.get(0)) : Optional.empty();
    }

    /** The steps under the query. */
    static List<ImportedStep> guarded(List<ImportedStep> steps, Node query) {
        String sql = query.body().strip().replaceFirst(";\\s*$", "");
        String expected = query.get("expectedResult");
        Object value = expected.matches("-?\\d{1,9}") ? (Object) Integer.valueOf(expected) : expected;
        return steps.stream().map(step -> step.onlyIf(1, sql, value)).toList();
    }

    /** Whether it asks for nothing but that things are missing, and the steps make some. */
    boolean isForMissing(List<ImportedStep> steps) {
        boolean isMissing = isSkipping()
                && leaves().stream()
                        .allMatch(node -> node.word().equals("dbms")
                                || (node.word().equals("not")
                                        && node.children().stream().allMatch(Condition::isThere)))
                && leaves().stream().anyMatch(node -> node.word().equals("not"));
        return isMissing
                && !steps.isEmpty()
                && steps.stream()
                        .allMatch(step -> step.kind() == Kind.TYPED
                                && step.operations().stream().allMatch(Makes::something));
    }

    private static boolean isThere(Node node) {
        return node.word().endsWith("exists");
    }

    /** The conditions that must all hold. */
    private List<Node> leaves() {
        List<Node> leaves = new ArrayList<>();
        if (own != null) {
            collect(own, leaves);
        }
        return leaves;
    }

    private static void collect(Node node, List<Node> leaves) {
        if (AROUND.contains(node.word())) {
            node.children().forEach(child -> collect(child, leaves));
        } else {
            leaves.add(node);
        }
    }
}
