package io.kmigrate.operation;

/** Code of a migration that needs the database. */
@FunctionalInterface
public interface CodeBlock {
    /** Runs at the step's place in the list, inside the migration's transaction. */
    void run(CodeContext context) throws Exception;
}
