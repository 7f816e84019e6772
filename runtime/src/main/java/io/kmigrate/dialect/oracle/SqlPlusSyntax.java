package io.kmigrate.dialect.oracle;

import io.kmigrate.dialect.ClientSyntax;
import java.util.regex.Pattern;

/** What SQL*Plus reads beside SQL. */
final class SqlPlusSyntax implements ClientSyntax {
    private static final Pattern HARMLESS = Pattern.compile(
            "\\s*(?:prompt|rem|remark|show|set\\s+(?:define|echo|feedback|heading|linesize|long|pagesize|scan|serveroutput"
                    + "|sqlblanklines|termout|timing|trimspool|verify))\\b.*",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern COMMAND = Pattern.compile(
            "\\s*(?:@.*|(?:spool|whenever|exit|quit|define|undefine|accept|connect|host|start|column|variable|execute|exec)"
                    + "\\b.*)",
            Pattern.CASE_INSENSITIVE);

    @Override
    public String client() {
        return "sqlplus";
    }

    @Override
    public Line line(String line) {
        if (HARMLESS.matcher(line).matches()) {
            return Line.HARMLESS;
        }
        return COMMAND.matcher(line).matches() ? Line.REFUSED : Line.SQL;
    }
}
