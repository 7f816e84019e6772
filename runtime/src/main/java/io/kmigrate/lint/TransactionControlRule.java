package io.kmigrate.lint;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.dialect.Dialects;
import io.kmigrate.dialect.TransactionCheck;
import io.kmigrate.failure.Problem;
import io.kmigrate.operation.ExecuteSql;
import io.kmigrate.operation.OperationVisitor;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/** SQL that ends the transaction of its revision. */
@API(status = INTERNAL, since = "0.1")
public final class TransactionControlRule implements Rule {
    @Override
    public String code() {
        return "transaction-control";
    }

    @Override
    public Severity severity() {
        return Severity.ERROR;
    }

    @Override
    public Documentation documentation() {
        return new Documentation(
                "SQL text begins or ends a transaction",
                "A revision runs in a transaction of Kmigrate's. After a `COMMIT` in its SQL, a failure or `--dry-run` "
                        + "can no longer roll it back. After a `ROLLBACK`, operations are recorded as applied and are not.",
                "Leave the statements out, or set `transactional = false` in the script. A text may then begin a "
                        + "transaction that it ends.",
                new Documentation.Example(
                        List.of(), List.of(new ExecuteSql("BEGIN; UPDATE rooms SET beds = 2; COMMIT"))));
    }

    @Override
    public OperationVisitor<Stream<Finding>> visitor(LintContext context) {
        return new FindingVisitor() {
            @Override
            public Stream<Finding> executeSql(ExecuteSql execute) {
                List<Optional<Problem>> said = Dialects.all().stream()
                        .map(dialect -> new TransactionCheck(dialect).problem(execute.sqlFor(dialect.name()), true))
                        .toList();
                return said.stream().allMatch(Optional::isPresent)
                        ? context.finding(
                                TransactionControlRule.this,
                                said.get(0).orElseThrow().message(),
                                "leave it out, or set transactional = false in the script")
                        : Stream.empty();
            }
        };
    }
}
