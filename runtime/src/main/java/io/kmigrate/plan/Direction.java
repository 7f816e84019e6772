package io.kmigrate.plan;

/** Which of a migration's two lists of operations runs. */
public enum Direction {
    UP,
    DOWN
}
