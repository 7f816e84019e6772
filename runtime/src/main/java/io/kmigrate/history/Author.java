package io.kmigrate.history;

import static org.apiguardian.api.API.Status.STABLE;

import org.apiguardian.api.API;

/** Who runs the migrations, from where, with which version of Kmigrate. */
@API(status = STABLE, since = "0.1")
public record Author(String user, String host, String toolVersion) {}
