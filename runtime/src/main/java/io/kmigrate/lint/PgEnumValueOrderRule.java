package io.kmigrate.lint;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.operation.AddEnumValue;
import io.kmigrate.operation.CreateEnum;
import io.kmigrate.operation.OperationVisitor;
import io.kmigrate.schema.DatabaseEnum;
import io.kmigrate.schema.TableName;
import java.util.List;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/** The order decides comparisons. */
@API(status = INTERNAL, since = "0.1")
public final class PgEnumValueOrderRule extends LiveRule {
    public PgEnumValueOrderRule() {
        super("pg-enum-value-order", Severity.INFO, Products.postgresql());
    }

    @Override
    public Documentation documentation() {
        return new Documentation(
                "A new value of an enumeration has no place",
                "It comes last, and comparisons and ORDER BY follow the places. No statement "
                        + "changes the place later.",
                "Say `before` or `after`.",
                new Documentation.Example(
                        List.of(new CreateEnum(new DatabaseEnum(TableName.of("mood"), List.of("sad", "ok")), false)),
                        List.of(new AddEnumValue(TableName.of("mood"), "happy", null, false, false))));
    }

    @Override
    public OperationVisitor<Stream<Finding>> visitor(LintContext context) {
        return new FindingVisitor() {
            @Override
            public Stream<Finding> addEnumValue(AddEnumValue add) {
                return add.neighbour() != null
                        ? Stream.empty()
                        : context.finding(
                                PgEnumValueOrderRule.this,
                                "the value " + add.value() + " comes last in " + add.type(),
                                "say before or after which value it comes");
            }
        };
    }
}
