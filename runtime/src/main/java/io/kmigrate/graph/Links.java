package io.kmigrate.graph;

import static org.apiguardian.api.API.Status.MAINTAINED;

import org.apiguardian.api.API;

/** Which links a walk through the graph follows. */
@API(status = MAINTAINED, since = "0.1")
public enum Links {
    /** The lines of development only: a revision and its parents. */
    PARENTS,
    /** Parents and dependencies: all that must be applied first. */
    ALL
}
