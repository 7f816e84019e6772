package io.kmigrate.importer.liquibase;

import io.kmigrate.dialect.Dialect;
import io.kmigrate.schema.ColumnType;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Liquibase makes of the types of a change log, which are words of many databases. */
final class LiquibaseTypes {
    private static final Pattern SIZED = Pattern.compile("([a-z0-9_ ]+?)\\s*(\\(.*\\))?(\\s+.*)?");

    /** Where a word has no entry, the database is given the word itself. An entry with a size comes first. */
    private static final Map<String, Map<String, String>> WORDS = Map.of(
            "postgresql",
            Map.ofEntries(
                    Map.entry("int", "integer"),
                    Map.entry("mediumint", "integer"),
                    Map.entry("number", "numeric$"),
                    Map.entry("tinyint", "smallint"),
                    Map.entry("bit", "boolean"),
                    Map.entry("nvarchar", "varchar$"),
                    Map.entry("varchar2", "varchar$"),
                    Map.entry("varchar(2147483647)", "character varying"),
                    Map.entry("nchar", "char$"),
                    Map.entry("clob", "text"),
                    Map.entry("nclob", "text"),
                    Map.entry("longtext", "text"),
                    Map.entry("mediumtext", "text"),
                    Map.entry("ntext", "text"),
                    Map.entry("blob", "oid"),
                    Map.entry("longblob", "bytea"),
                    Map.entry("mediumblob", "bytea"),
                    Map.entry("binary", "bytea"),
                    Map.entry("varbinary", "bytea"),
                    Map.entry("longvarbinary", "bytea"),
                    Map.entry("datetime", "timestamp"),
                    Map.entry("double", "double precision"),
                    Map.entry("float", "double precision"),
                    Map.entry("currency", "decimal")),
            "mysql",
            Map.ofEntries(
                    Map.entry("boolean", "bit(1)"),
                    Map.entry("bool", "bit(1)"),
                    Map.entry("bit", "bit$"),
                    Map.entry("clob", "longtext"),
                    Map.entry("nclob", "longtext"),
                    Map.entry("blob", "longblob"),
                    Map.entry("number", "numeric$"),
                    Map.entry("varchar2", "varchar$"),
                    Map.entry("nvarchar", "varchar$"),
                    Map.entry("timestamp without time zone", "timestamp"),
                    Map.entry("uuid", "char(36)"),
                    Map.entry("currency", "decimal")),
            "h2",
            Map.ofEntries(
                    Map.entry("number", "numeric$"),
                    Map.entry("datetime", "timestamp"),
                    Map.entry("bit", "boolean"),
                    Map.entry("nvarchar", "varchar$"),
                    Map.entry("varchar2", "varchar$"),
                    Map.entry("longtext", "clob"),
                    Map.entry("mediumtext", "clob"),
                    Map.entry("text", "clob"),
                    Map.entry("longblob", "blob"),
                    Map.entry("double", "double precision"),
                    Map.entry("float", "float"),
                    Map.entry("currency", "decimal")));

    private final Dialect dialect;
    private final Map<String, String> words;

    LiquibaseTypes(Dialect dialect) {
        this.dialect = dialect;
        this.words = WORDS.getOrDefault(dialect.name().equals("mariadb") ? "mysql" : dialect.name(), Map.of());
    }

    /** The dialect of a database, which Liquibase may call otherwise. */
    static String dialect(String name) {
        return name.equals("mssql") ? "sqlserver" : name;
    }

    ColumnType of(String text) {
        String plain = text.strip().replaceFirst("(?i)^java\\.sql\\.Types\\.", "");
        String whole = words.get(plain.toLowerCase(Locale.ROOT));
        if (whole != null && plain.endsWith(")")) {
            return dialect.type(whole);
        }
        Matcher parts = SIZED.matcher(plain.toLowerCase(Locale.ROOT));
        if (!parts.matches()) {
            return dialect.type(plain);
        }
        String known = words.get(parts.group(1));
        if (known == null) {
            return dialect.type(plain);
        }
        String size = parts.group(2) == null ? "" : parts.group(2);
        return dialect.type(known.replace("$", size));
    }
}
