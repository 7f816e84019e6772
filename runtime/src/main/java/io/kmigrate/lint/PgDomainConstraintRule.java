package io.kmigrate.lint;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.operation.ExecuteSql;
import io.kmigrate.sql.SqlAction;
import io.kmigrate.sql.SqlAction.Kind;
import java.util.List;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/** All columns of a domain are checked. */
@API(status = INTERNAL, since = "0.1")
public final class PgDomainConstraintRule extends LiveRule {
    public PgDomainConstraintRule() {
        super("pg-domain-constraint", Severity.WARNING, Products.postgresql());
    }

    @Override
    public Documentation documentation() {
        return new Documentation(
                "SQL text constrains a domain",
                "A constraint that is added reads every column of the domain, in every table, "
                        + "and blocks writers meanwhile. One that is there from the start can only be "
                        + "changed so.",
                "Give the tables checks of their own, which can be added with `notValid = "
                        + "true`. Or add the constraint as NOT VALID, and validate it later.",
                new Documentation.Example(
                        List.of(),
                        List.of(new ExecuteSql("ALTER DOMAIN positive ADD CONSTRAINT ck CHECK (VALUE > 0)"))));
    }

    @Override
    public Stream<Finding> statement(SqlAction action, LintContext context) {
        return action.kind() == Kind.DOMAIN_CONSTRAINT
                ? context.finding(
                        this,
                        "every column of the domain is checked by " + action.text(),
                        "give the tables checks of their own")
                : Stream.empty();
    }
}
