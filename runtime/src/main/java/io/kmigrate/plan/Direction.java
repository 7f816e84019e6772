package io.kmigrate.plan;

/** Which way a step goes. */
public enum Direction {
    UP,
    DOWN
}
