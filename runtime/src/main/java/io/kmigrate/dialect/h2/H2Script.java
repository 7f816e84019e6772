package io.kmigrate.dialect.h2;

import io.kmigrate.dialect.ClientScript;

/** Writes scripts for the client of H2. */
record H2Script(String dialect) implements ClientScript {
    @Override
    public String command() {
        return "java -cp h2.jar org.h2.tools.RunScript -url URL -user USER -script FILE";
    }
}
