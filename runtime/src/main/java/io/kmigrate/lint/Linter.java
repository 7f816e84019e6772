package io.kmigrate.lint;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import io.kmigrate.operation.Operation;
import io.kmigrate.schema.Snapshot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import org.apiguardian.api.API;

/** Asks every rule about every operation. Immutable. */
@API(status = EXPERIMENTAL, since = "0.1")
public final class Linter {
    private static final Linter STANDARD = of(ServiceLoader.load(Rule.class, Rule.class.getClassLoader()).stream()
            .map(ServiceLoader.Provider::get)
            .toList());

    private final List<Rule> rules;

    private Linter(List<Rule> rules) {
        this.rules = rules;
    }

    /** With all rules. */
    public static Linter standard() {
        return STANDARD;
    }

    /** With some rules. */
    public static Linter of(List<Rule> rules) {
        return new Linter(
                rules.stream().sorted(Comparator.comparing(Rule::code)).toList());
    }

    /** In the order of their codes. */
    public List<Rule> rules() {
        return rules;
    }

    /**
     * What the rules find, in the order of the operations.
     *
     * @param before the schema that the first operation starts from
     */
    public List<Finding> check(Snapshot before, List<Operation> operations, Facts facts) {
        SchemaReplay replay = new SchemaReplay(before);
        List<Finding> findings = new ArrayList<>();
        for (int place = 0; place < operations.size(); place++) {
            Operation operation = operations.get(place);
            LintContext context = new LintContext(place, operation, replay, facts);
            for (Rule rule : rules) {
                operation.accept(rule.visitor(context)).forEach(findings::add);
            }
            replay.add(operation);
        }
        return List.copyOf(findings);
    }
}
