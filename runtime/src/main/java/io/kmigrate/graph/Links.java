package io.kmigrate.graph;

/** Which links a walk through the graph follows. */
public enum Links {
    /** The lines of development only: a revision and its parents. */
    PARENTS,
    /** Parents and dependencies: whatever must be applied first. */
    ALL
}
