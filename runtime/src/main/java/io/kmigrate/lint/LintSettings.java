package io.kmigrate.lint;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import io.kmigrate.failure.NearNames;
import io.kmigrate.message.LintMessages;
import io.kmigrate.schema.LargeTable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * What a project thinks of the rules.
 *
 * @param rules how serious a rule is, by its code, where it is not as serious as it says
 * @param large from which size on a table is large
 * @param gate what an upgrade does about errors on large tables
 */
@API(status = EXPERIMENTAL, since = "0.1")
public record LintSettings(Map<String, Level> rules, LargeTable large, Gate gate) {
    public static final LintSettings STANDARD = new LintSettings(Map.of(), LargeTable.STANDARD, Gate.ERROR);

    /**
     * Settings of a project.
     *
     * @throws io.kmigrate.failure.MigrationException naming a rule that there is not
     */
    public LintSettings {
        rules = Map.copyOf(rules);
        // To know all rules is to load their classes, which the start of a command can do without.
        if (!rules.isEmpty()) {
            requireKnown(rules.keySet());
        }
    }

    private static void requireKnown(Set<String> codes) {
        List<String> known = codes();
        for (String code : codes) {
            if (!known.contains(code)) {
                throw LintMessages.unknownRule(
                                code,
                                NearNames.of(code, known).stream().findFirst().orElse(null))
                        .exception();
            }
        }
    }

    /** The codes of all rules. */
    public static List<String> codes() {
        return Linter.standard().rules().stream().map(Rule::code).toList();
    }

    public LintSettings withGate(Gate newGate) {
        return new LintSettings(rules, large, newGate);
    }

    public LintSettings withLarge(LargeTable newLarge) {
        return new LintSettings(rules, newLarge, gate);
    }

    /** The rules as the project wants them. */
    public Linter linter() {
        return Linter.standard().with(rules);
    }

    /** What an upgrade does about errors on large tables. */
    public enum Gate {
        /** It refuses to begin. */
        ERROR,
        /** It warns, and runs. */
        WARN,
        /** It asks nothing. */
        OFF
    }
}
