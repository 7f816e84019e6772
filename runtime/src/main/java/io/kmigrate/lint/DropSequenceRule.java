package io.kmigrate.lint;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.operation.CreateSequence;
import io.kmigrate.operation.DropSequence;
import io.kmigrate.operation.OperationVisitor;
import io.kmigrate.schema.Sequence;
import io.kmigrate.schema.TableName;
import java.util.List;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/** A dropped sequence forgets where it was. */
@API(status = INTERNAL, since = "0.1")
public final class DropSequenceRule implements Rule {
    private static final TableName NUMBERS = TableName.of("invoice_numbers");

    @Override
    public String code() {
        return "drop-sequence";
    }

    @Override
    public Severity severity() {
        return Severity.ERROR;
    }

    @Override
    public Documentation documentation() {
        return new Documentation(
                "A sequence is dropped",
                "A downgrade makes the sequence again, but it starts from its first number. Numbers that "
                        + "were given out before are given out twice.",
                "Keep the sequence, or write its next number down and set it in the downgrade with "
                        + "`alterSequence`.",
                new Documentation.Example(
                        List.of(new CreateSequence(Sequence.of(NUMBERS), false)),
                        List.of(new DropSequence(NUMBERS, false))));
    }

    @Override
    public OperationVisitor<Stream<Finding>> visitor(LintContext context) {
        return new FindingVisitor() {
            @Override
            public Stream<Finding> dropSequence(DropSequence drop) {
                return context.finding(
                        DropSequenceRule.this,
                        "the next number of " + drop.sequence() + " is lost",
                        "write the next number down before, or keep the sequence");
            }
        };
    }
}
