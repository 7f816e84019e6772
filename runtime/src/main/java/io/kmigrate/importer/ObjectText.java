package io.kmigrate.importer;

import io.kmigrate.dialect.Dialect;
import io.kmigrate.repeatable.Repeatable;
import io.kmigrate.schema.TableName;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The kind and the name of an object, by the first words of a statement that makes or drops it.
 *
 * @param kind such as {@code VIEW}
 * @param name as it stands there
 * @param replaces whether the statement can run where the object is there
 */
record ObjectText(String kind, String name, boolean replaces) {
    private static final String NAME = "((?:\"[^\"]++\"|`[^`]++`|\\[[^\\]]++\\]|[\\w$]++)"
            + "(?:\\s*+\\.\\s*+(?:\"[^\"]++\"|`[^`]++`|\\[[^\\]]++\\]|[\\w$]++)){0,2})";
    private static final String KINDS = "(materialized\\s++view|view|function|procedure|aggregate|trigger|policy|rule"
            + "|event|alias|synonym|package\\s++body|package)";
    private static final String SPACE = "\\s++";
    private static final Pattern DROP = Pattern.compile(
            "(?is)drop" + SPACE + KINDS + SPACE + "(?:if\\s++exists" + SPACE + ")?+" + NAME + "(?![\\w$]).*+");
    private static final Pattern CREATE = Pattern.compile("(?is)create" + SPACE
            + "(or" + SPACE + "(?:replace|alter)" + SPACE + ")?+"
            + "(?:(?:algorithm\\s*+=\\s*+\\w++|definer\\s*+=\\s*+\\S++|sql\\s++security\\s++\\w++|no\\s++force|force"
            + "|editionable|noneditionable|recursive|constraint)\\s++){0,4}+"
            + KINDS + SPACE + "(if\\s++not\\s++exists" + SPACE + ")?+" + NAME + "(?![\\w$]).*+");
    private static final Pattern USED =
            Pattern.compile("(?:view|materialized view|function|procedure|alias|synonym|package) (\\S++)");
    private static final Pattern TABLE = Pattern.compile("(?is)\\bon\\s++" + NAME);
    private static final Pattern GRANT = Pattern.compile("(?is)grant\\s++\\S.*+");
    private static final Pattern COMMENT = Pattern.compile("(?is)(comment\\s++on\\s++(?:materialized"
            + "\\s++view|view|function|procedure|aggregate|trigger|policy)\\s++[^']+?)\\s++is\\s++.*+");

    /** The name by which others use an object; empty where nothing can. */
    static Optional<String> used(Repeatable object) {
        if (object.kind() == Repeatable.Kind.GRANT) {
            return Optional.empty();
        }
        if (object.kind() != Repeatable.Kind.SQL) {
            return Optional.of(object.name().name());
        }
        Matcher named = USED.matcher(object.name().name());
        return named.matches() ? Optional.of(plain(last(named.group(1)))) : Optional.empty();
    }

    /** Without what stands before its first word. */
    private static String statement(String sql) {
        String rest = sql.strip();
        while (rest.startsWith("--") || rest.startsWith("/*")) {
            String end = rest.startsWith("--") ? "\n" : "*/";
            int close = rest.indexOf(end);
            rest = close < 0 ? "" : rest.substring(close + end.length()).strip();
        }
        return rest;
    }

    /** Of a statement that drops an object which has a text; empty for any other. */
    static Optional<ObjectText> drop(String sql) {
        Matcher found = DROP.matcher(statement(sql));
        return found.matches() ? Optional.of(of(found.group(1), found.group(2), true)) : Optional.empty();
    }

    /** Of a statement that makes one. */
    static Optional<ObjectText> create(String sql) {
        Matcher found = CREATE.matcher(statement(sql));
        return found.matches()
                ? Optional.of(of(found.group(2), found.group(4), found.group(1) != null))
                : Optional.empty();
    }

    private static ObjectText of(String kind, String name, boolean replaces) {
        return new ObjectText(
                kind.replaceAll("\\s+", " ").toUpperCase(Locale.ROOT), name.replaceAll("\\s+", ""), replaces);
    }

    /** Privileges, and comments on objects. */
    static Optional<Repeatable> other(String sql) {
        if (GRANT.matcher(statement(sql)).matches()) {
            String text = statement(sql);
            return Repeatable.revocation(text)
                    .map(back -> new Repeatable(
                            Repeatable.Kind.GRANT,
                            TableName.of(text.replaceAll("\\s+", " ")),
                            null,
                            null,
                            text,
                            back,
                            List.of()));
        }
        Matcher comment = COMMENT.matcher(statement(sql));
        return comment.matches() ? Optional.of(text(comment.group(1), sql, null)) : Optional.empty();
    }

    private static Repeatable text(String name, String sql, @Nullable String drop) {
        String words = name.replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
        return new Repeatable(Repeatable.Kind.SQL, TableName.of(words), null, null, sql.strip(), drop, List.of());
    }

    /** Whether both are about one object, however its name is written. */
    boolean isSame(ObjectText other) {
        return kind.equals(other.kind) && plain(last(name)).equals(plain(last(other.name)));
    }

    private static String plain(String part) {
        return part.replaceAll("[\"`\\[\\]]", "").toLowerCase(Locale.ROOT);
    }

    private static String last(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    /**
     * The object that a statement makes.
     *
     * @param drop the statement before it that drops the object, where there is one
     */
    Optional<Repeatable> object(String sql, Optional<ObjectText> drop, Dialect dialect) {
        boolean isRoutine = kind.equals("FUNCTION") || kind.equals("PROCEDURE") || kind.equals("AGGREGATE");
        if (isRoutine && name.indexOf('.') == name.lastIndexOf('.')) {
            return Optional.of(new Repeatable(
                    Repeatable.Kind.valueOf(kind), tableName(name, dialect), null, null, sql.strip(), null, List.of()));
        }
        Matcher table = TABLE.matcher(sql);
        boolean hasTable = table.find(sql.toLowerCase(Locale.ROOT).indexOf(kind.toLowerCase(Locale.ROOT)));
        if (kind.equals("TRIGGER") && hasTable) {
            TableName own = tableName(name, dialect);
            return Optional.of(new Repeatable(
                    Repeatable.Kind.TRIGGER,
                    TableName.of(own.name()),
                    tableName(table.group(1), dialect),
                    null,
                    sql.strip(),
                    null,
                    List.of()));
        }
        if (drop.isEmpty() && !replaces) {
            return Optional.empty();
        }
        boolean isOfTable = (kind.equals("POLICY") || kind.equals("RULE")) && hasTable;
        String gone = "drop " + kind.toLowerCase(Locale.ROOT) + " if exists " + name
                + (isOfTable ? " on " + table.group(1) : "");
        return Optional.of(text(kind + " " + name + (isOfTable ? " on " + table.group(1) : ""), sql, gone));
    }

    private static TableName tableName(String written, Dialect dialect) {
        String[] parts = written.split("\\.", -1);
        String[] names = new String[parts.length];
        for (int place = 0; place < parts.length; place++) {
            boolean isQuoted = parts[place].matches("[\"`\\[].*");
            names[place] =
                    isQuoted ? parts[place].substring(1, parts[place].length() - 1) : dialect.folded(parts[place]);
        }
        return names.length == 1 ? TableName.of(names[0]) : new TableName(names[0], names[names.length - 1]);
    }

    @Override
    public String toString() {
        return kind.toLowerCase(Locale.ROOT) + " " + name;
    }
}
