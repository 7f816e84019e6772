package io.kmigrate.lint;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.operation.OperationVisitor;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/** A rule about operations that are going to run on a known database. */
@API(status = INTERNAL, since = "0.1")
abstract class LiveRule implements Rule {
    private final String code;
    private final Severity severity;
    private final Databases databases;

    LiveRule(String code, Severity severity, Databases databases) {
        this.code = code;
        this.severity = severity;
        this.databases = databases;
    }

    @Override
    public final String code() {
        return code;
    }

    @Override
    public final Severity severity() {
        return severity;
    }

    @Override
    public final Databases databases() {
        return databases;
    }

    @Override
    public final boolean needsTarget() {
        return true;
    }

    @Override
    public OperationVisitor<Stream<Finding>> visitor(LintContext context) {
        return new FindingVisitor() {};
    }
}
