package io.kmigrate.repeatable;

import static org.apiguardian.api.API.Status.INTERNAL;
import static org.apiguardian.api.API.Status.STABLE;

import io.kmigrate.operation.CreateProgram;
import io.kmigrate.operation.CreateView;
import io.kmigrate.operation.DropProgram;
import io.kmigrate.operation.DropView;
import io.kmigrate.operation.ExecuteSql;
import io.kmigrate.operation.Operation;
import io.kmigrate.schema.StoredProgram;
import io.kmigrate.schema.TableName;
import io.kmigrate.schema.View;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * An object that follows its text.
 *
 * @param name of the object; of a grant its text
 * @param table a trigger's table; null for the others
 * @param arguments types, where several functions have the name; else null
 * @param text the query of a view; the whole statement of everything else
 * @param drop the statement that drops what only a text creates; null where there is none, and for typed kinds
 * @param needs names of other objects that come before, beside those that the text names
 */
@API(status = STABLE, since = "0.1")
public record Repeatable(
        Kind kind,
        TableName name,
        @Nullable TableName table,
        @Nullable String arguments,
        String text,
        @Nullable String drop,
        List<String> needs) {
    /** In the order in which objects of different kinds come, where nothing else is said. */
    public enum Kind {
        FUNCTION,
        PROCEDURE,
        AGGREGATE,
        VIEW,
        MATERIALIZED_VIEW,
        TRIGGER,
        SQL,
        GRANT;

        /** In a sentence. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }

        /** Whether it is one of those that a text can name. */
        boolean isNamed() {
            return compareTo(TRIGGER) < 0;
        }

        /** Whether it keeps what it reads from being changed, so that it goes aside meanwhile. */
        boolean isInTheWay() {
            return this == VIEW || this == MATERIALIZED_VIEW || this == TRIGGER || this == SQL;
        }
    }

    private static final int SHORT = 12;

    private static final Pattern PRIVILEGE = Pattern.compile("(?is)grant\\s+(.*?)\\s+to\\s+([^']*|.*)");
    private static final Pattern OPTION = Pattern.compile("(?is)\\s+with\\s+(grant|admin)\\s+option\\s*$");

    /** As much as the history has room for. */
    private static final int LONGEST_KEY = 200;

    public Repeatable {
        needs = List.copyOf(needs);
    }

    /** Whether people mean it by a name: its own, with or without the schema, or its key. */
    public boolean isCalled(String text) {
        return text.equals(name.name()) || text.equals(name.toString()) || text.equals(key());
    }

    /** What tells it from all others, such as {@code view active_users}. */
    public String key() {
        String whole = whole();
        return whole.length() <= LONGEST_KEY ? whole : whole.substring(0, LONGEST_KEY) + "… " + sum(whole, SHORT);
    }

    /** Whether a key is no longer the whole of what it was made of. */
    static boolean isShortened(String key) {
        return key.length() > LONGEST_KEY;
    }

    /** The kind that a key names; empty for a grant, whose key is its text. */
    static Optional<Kind> kindOf(String key) {
        for (Kind kind : Kind.values()) {
            if (kind != Kind.GRANT && key.startsWith(kind.word() + " ")) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }

    private String whole() {
        if (kind == Kind.GRANT) {
            return text.replaceAll("\\s+", " ");
        }
        return kind.word() + " " + name + (arguments == null ? "" : "(" + arguments + ")")
                + (table == null ? "" : " on " + table);
    }

    /** The statement that takes a privilege away again; empty for one that is no plain GRANT. */
    @API(status = INTERNAL, since = "0.1")
    public static Optional<String> revocation(String grant) {
        Matcher found = PRIVILEGE.matcher(grant);
        return found.matches()
                ? Optional.of("revoke " + found.group(1) + " from "
                        + OPTION.matcher(found.group(2)).replaceAll(""))
                : Optional.empty();
    }

    /** What makes it, also in the place of one that is there. */
    public Operation creation() {
        return creation(true);
    }

    /** The operation that makes the object if the database has none of that name. */
    public Operation freshCreation() {
        return creation(false);
    }

    private Operation creation(boolean inPlace) {
        return switch (kind) {
            case VIEW, MATERIALIZED_VIEW -> new CreateView(new View(name, text, isMaterialized()), inPlace);
            case SQL, GRANT -> new ExecuteSql(text);
            default -> new CreateProgram(new StoredProgram(program(), text), inPlace);
        };
    }

    /** What drops it; empty where nobody said how. */
    public Optional<Operation> removal() {
        return switch (kind) {
            case VIEW, MATERIALIZED_VIEW -> Optional.of(new DropView(name, isMaterialized(), true));
            case SQL, GRANT -> Optional.ofNullable(drop).map(ExecuteSql::new);
            default -> Optional.of(new DropProgram(program(), true));
        };
    }

    private boolean isMaterialized() {
        return kind == Kind.MATERIALIZED_VIEW;
    }

    /** The function, procedure, aggregate or trigger that it is. */
    StoredProgram.Id program() {
        return new StoredProgram.Id(StoredProgram.Kind.valueOf(kind.name()), name, table, arguments);
    }

    /** 64 hexadecimal digits over all that it says. */
    public String checksum() {
        return sum(RepeatableText.of(this), Integer.MAX_VALUE);
    }

    /** As the history keeps it; {@link #parse} reads it. */
    public String stored() {
        return RepeatableText.of(this);
    }

    /** What {@link #stored} gave; empty for another text. */
    public static Optional<Repeatable> parse(String stored) {
        return RepeatableText.parse(stored);
    }

    private static String sum(String text, int digits) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            String all = HexFormat.of().formatHex(digest);
            return all.substring(0, Math.min(digits, all.length()));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java runtime has SHA-256", impossible);
        }
    }
}
