package io.kmigrate.lint;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import io.kmigrate.operation.OperationVisitor;
import io.kmigrate.sql.SqlAction;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/**
 * One thing that can be wrong with an operation. Implementations are stateless and found by
 * {@link java.util.ServiceLoader}.
 *
 * <p>To add a rule:
 *
 * <ol>
 *   <li>Write {@code <Code>Rule} in this package, public, with a public constructor without parameters. One about
 *       locks, scans and rewrites extends {@link LockRule}; another one about a known database {@link LiveRule}.
 *   <li>Add a case that is found and one that is not: for a {@code LiveRule} to {@code LiveRulesTest}, otherwise in
 *       {@code <Code>RuleTest}.
 *   <li>Run {@code RulesTest}, the new test and the dsl's {@code LintDocumentTest} with
 *       {@code -Dgolden.update=true}: they write the registration, the golden file and the section in
 *       {@code docs/lint.md}. Review them.
 * </ol>
 */
@API(status = EXPERIMENTAL, since = "0.1")
public interface Rule {
    /** Stable, in kebab-case, such as {@code drop-table}. */
    String code();

    Severity severity();

    Documentation documentation();

    /** Where it applies. */
    default Databases databases() {
        return Databases.ALL;
    }

    /** Whether it is asked only about operations that are going to run on a known database. */
    default boolean needsTarget() {
        return false;
    }

    /**
     * Whether nothing is left to say of an operation that runs in its safe form: it holds no one up, and rows that are in
     * its way are found before anything happens.
     */
    default boolean isSettledBySafeForm() {
        return false;
    }

    /** Looks at the one operation that {@code context} is about. */
    OperationVisitor<Stream<Finding>> visitor(LintContext context);

    /** Looks at a statement of SQL text that no operation stands for. */
    default Stream<Finding> statement(SqlAction action, LintContext context) {
        return Stream.empty();
    }
}
