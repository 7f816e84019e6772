package io.kmigrate.repeatable;

import static org.apiguardian.api.API.Status.STABLE;

import org.apiguardian.api.API;

/**
 * A script that declares objects.
 *
 * @param name below the folder of all, the same on every machine
 * @param path as the user would type it
 * @param fingerprint of its text
 */
@API(status = STABLE, since = "0.1")
public record RepeatableFile(String name, String path, String fingerprint) {}
