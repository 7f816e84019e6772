package io.kmigrate.lint;

import io.kmigrate.operation.DefaultingOperationVisitor;
import io.kmigrate.operation.Operation;
import java.util.stream.Stream;

/** Finds nothing in an operation that a rule does not speak of. */
abstract class FindingVisitor implements DefaultingOperationVisitor<Stream<Finding>> {
    @Override
    public final Stream<Finding> otherwise(Operation operation) {
        return Stream.empty();
    }
}
