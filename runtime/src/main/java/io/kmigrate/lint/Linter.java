package io.kmigrate.lint;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import io.kmigrate.operation.Operation;
import io.kmigrate.revision.Migration;
import io.kmigrate.revision.MigrationOptions;
import io.kmigrate.revision.Revision;
import io.kmigrate.revision.ScriptOperation;
import io.kmigrate.schema.Snapshot;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.apiguardian.api.API;

/** Asks every rule about every operation. Immutable. */
@API(status = EXPERIMENTAL, since = "0.1")
public final class Linter {
    private static final Linter STANDARD = of(ServiceLoader.load(Rule.class, Rule.class.getClassLoader()).stream()
            .map(ServiceLoader.Provider::get)
            .toList());

    private final List<Rule> rules;
    private final Map<String, Level> levels;

    private Linter(List<Rule> rules, Map<String, Level> levels) {
        this.rules = rules;
        this.levels = levels;
    }

    /** With all rules. */
    public static Linter standard() {
        return STANDARD;
    }

    /** With some rules. */
    public static Linter of(List<Rule> rules) {
        return new Linter(
                rules.stream().sorted(Comparator.comparing(Rule::code)).toList(), Map.of());
    }

    /** The same rules, some of which count for more or less than they say, or are not asked. */
    public Linter with(Map<String, Level> newLevels) {
        return new Linter(rules, Map.copyOf(newLevels));
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
        Migration migration = new Migration(
                Revision.of("operations"),
                MigrationOptions.STANDARD,
                operations.stream().map(ScriptOperation::of).toList(),
                new Migration.Derived());
        return review(before, List.of(migration), facts).entries().stream()
                .map(LintReport.Entry::finding)
                .toList();
    }

    /**
     * What the rules find in the upgrades of revisions that run one after the other.
     *
     * @param before the schema that the first of them starts from
     */
    public LintReport review(Snapshot before, List<Migration> migrations, Facts facts) {
        return review(before, List.of(), migrations, facts);
    }

    /**
     * The same, where something is known of the revisions before them.
     *
     * @param earlier the revisions that led to {@code before}, in their order
     */
    public LintReport review(Snapshot before, List<Migration> earlier, List<Migration> migrations, Facts facts) {
        List<Rule> asked =
                rules.stream().filter(rule -> isAbout(rule, facts.target())).toList();
        LintRun run = new LintRun(asked, levels, facts, before);
        earlier.forEach(run::learn);
        migrations.forEach(run::look);
        return run.report();
    }

    private static boolean isAbout(Rule rule, LintTarget target) {
        return target.isKnown() ? rule.databases().include(target.dialect()) : !rule.needsTarget();
    }
}
