package io.kmigrate.exposed;

import java.util.List;
import org.jetbrains.exposed.v1.core.statements.api.IdentifierManagerApi;

/** Keeps the case of every name and quotes each in standard double quotes. */
final class StandardNames extends IdentifierManagerApi {
    @Override
    public String getQuoteString() {
        return "\"";
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
