package io.kmigrate.execution;

/** Why version rows change. */
public enum StepKind {
    UPGRADE,
    DOWNGRADE,
    /** Nothing ran: somebody says where the database is. */
    STAMP,
    /** Nothing ran: somebody says how a half-done revision ended. */
    RESOLVE
}
