package io.kmigrate.plan;

import static org.apiguardian.api.API.Status.STABLE;

import org.apiguardian.api.API;

/** Which of a migration's two lists of operations runs. */
@API(status = STABLE, since = "0.1")
public enum Direction {
    UP,
    DOWN
}
