package io.kmigrate.dialect.h2;

import io.kmigrate.dialect.ClientScript;
import io.kmigrate.dialect.StatementWords;

/** Writes scripts for the client of H2. */
record H2Script(String dialect) implements ClientScript {
    /** {@code SET SCHEMA} needs a literal, so that nothing in a script can say where the session was. */
    @Override
    public boolean leadsAway(String statement) {
        return new StatementWords(H2Statements.RULES).head(statement, 2).equals("SET SCHEMA");
    }

    @Override
    public String command() {
        return "java -cp h2.jar org.h2.tools.RunScript -url URL -user USER -script FILE";
    }
}
