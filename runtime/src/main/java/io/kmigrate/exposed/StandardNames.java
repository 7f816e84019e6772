package io.kmigrate.exposed;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jetbrains.exposed.v1.core.statements.api.IdentifierManagerApi;

/**
 * Keeps the case of every name and quotes each. Exposed is given a mark for the quote that no text holds,
 * so that a table's name is never mistaken for part of a literal; {@link #quoted} puts the quotes in.
 */
final class StandardNames extends IdentifierManagerApi {
    private static final String MARK = "\u0001";
    private static final Pattern MARKED = Pattern.compile(MARK + "([^" + MARK + "]*)" + MARK);

    /** {@code sql} as Exposed rendered it, with standard double quotes in the place of the marks. */
    static String quoted(String sql) {
        return MARKED.matcher(sql).replaceAll(found -> Matcher.quoteReplacement(quote(found.group(1))));
    }

    /** A single name as Exposed rendered it, without any quotes. */
    static String unquoted(String name) {
        String bare = name.replace(MARK, "");
        boolean quoted = bare.length() > 2 && bare.startsWith("\"") && bare.endsWith("\"");
        return quoted ? bare.substring(1, bare.length() - 1) : bare;
    }

    private static String quote(String name) {
        return "\"" + unquoted(name).replace("\"", "\"\"") + "\"";
    }

    @Override
    public String getQuoteString() {
        return MARK;
    }

    @Override
    protected boolean isUpperCaseIdentifiers() {
        return false;
    }

    @Override
    protected boolean isUpperCaseQuotedIdentifiers() {
        return false;
    }

    @Override
    protected boolean isLowerCaseIdentifiers() {
        return false;
    }

    @Override
    protected boolean isLowerCaseQuotedIdentifiers() {
        return false;
    }

    @Override
    protected boolean getSupportsMixedIdentifiers() {
        return true;
    }

    @Override
    protected boolean getSupportsMixedQuotedIdentifiers() {
        return true;
    }

    @Override
    protected List<String> dbKeywords() {
        return List.of();
    }

    @Override
    protected String getExtraNameCharacters() {
        return "";
    }

    @Override
    protected OracleVersion getOracleVersion() {
        return OracleVersion.NonOracle;
    }

    @Override
    protected int getMaxColumnNameLength() {
        return 0;
    }
}
