package io.kmigrate.lint;

import io.kmigrate.operation.DefaultingOperationVisitor;
import io.kmigrate.operation.Operation;
import java.util.stream.Stream;

/** Finds nothing in the operations that a rule does not look at. */
interface FindingVisitor extends DefaultingOperationVisitor<Stream<Finding>> {
    @Override
    default Stream<Finding> otherwise(Operation operation) {
        return Stream.empty();
    }
}
