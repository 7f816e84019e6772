package io.kmigrate.lint;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import io.kmigrate.operation.OperationVisitor;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/**
 * One thing that can be wrong with an operation. Implementations are stateless and found by
 * {@link java.util.ServiceLoader}.
 *
 * <p>To add a rule:
 *
 * <ol>
 *   <li>Write {@code <Code>Rule} in this package, public, with a public constructor without parameters.
 *   <li>Write {@code <Code>RuleTest} with a case that is found and one that is not.
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

    /** Looks at the one operation that {@code context} is about. */
    OperationVisitor<Stream<Finding>> visitor(LintContext context);
}
