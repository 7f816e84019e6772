package io.kmigrate.dialect.mysql;

import io.kmigrate.dialect.ClientScript;
import io.kmigrate.dialect.ClientSyntax;
import io.kmigrate.dialect.StatementWords;
import java.util.List;

/** Writes scripts for the client of MySQL and MariaDB. */
record MysqlScript(Product flavour) implements ClientScript {
    @Override
    public String dialect() {
        return flavour.dialect();
    }

    /** {@code USE} needs a literal, so that nothing in a script can say where the session was. */
    @Override
    public boolean leadsAway(String statement) {
        return new StatementWords(MysqlStatements.RULES).head(statement, 1).equals("USE");
    }

    @Override
    public ClientSyntax syntax() {
        return new MysqlClientSyntax(flavour);
    }

    @Override
    public String command() {
        return flavour.dialect() + " DATABASE < FILE";
    }

    /** The file is in UTF-8, whatever the client takes it for. */
    @Override
    public List<String> header() {
        return flavour == Product.MARIADB
                ? List.of("SET NAMES utf8mb4;", "SET SESSION explicit_defaults_for_timestamp = 1;")
                : List.of("SET NAMES utf8mb4;");
    }

    /** The client would end a stored routine at its first semicolon. */
    @Override
    public String statement(String sql) {
        String delimiter = sql.contains("//") ? "$$" : "//";
        return MysqlStatements.holdsSemicolons(sql)
                ? "DELIMITER " + delimiter + "\n" + sql + delimiter + "\nDELIMITER ;"
                : sql + ";";
    }
}
