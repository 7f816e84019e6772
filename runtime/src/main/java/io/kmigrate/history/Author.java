package io.kmigrate.history;

/** Who runs the migrations, from where, with which version of Kmigrate. */
public record Author(String user, String host, String toolVersion) {}
