package io.kmigrate.dialect;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.dialect.ClientSyntax.Line;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Reads text for a database's own client a statement at a time. It keeps no more than the longest statement needs: the
 * dialect splits a growing piece of the text, which is known to be whole when a word behind it would be a statement of
 * its own. Line ends become {@code \n}.
 */
@API(status = INTERNAL, since = "0.1")
public final class SqlFileReader {
    private static final int PIECE = 1 << 16;

    private static final String NEXT_STATEMENT = "KMIGRATE_NEXT_STATEMENT";

    private final Dialect dialect;
    private final ClientSyntax syntax;
    private final TextLines lines;
    private final Deque<Part> ready = new ArrayDeque<>();
    private final StringBuilder piece = new StringBuilder();
    private final int size;
    private int pieceLine = 1;
    private int wanted;
    private String kept = "";

    public SqlFileReader(Reader text, Dialect dialect) {
        this(text, dialect, PIECE);
    }

    /** Splits after {@code size} characters at the earliest. */
    SqlFileReader(Reader text, Dialect dialect, int size) {
        this.size = size;
        this.wanted = size;
        this.dialect = dialect;
        this.syntax = dialect.script().syntax();
        this.lines = new TextLines(text);
    }

    /** What a part of the text is. */
    public enum Kind {
        STATEMENT,
        /** A statement whose rows come next: read them with {@link SqlFileReader#rows} before the next part. */
        ROWS,
        /** A command of the client that nothing but the client can carry out. */
        COMMAND,
        /** A command of the client that is passed over. */
        HARMLESS
    }

    /**
     * One part.
     *
     * @param line its first, 1-based
     */
    public record Part(Kind kind, String text, int line) {}

    /** The next part; empty at the end. */
    public Optional<Part> next() throws IOException {
        while (ready.isEmpty()) {
            String line = lines.next();
            if (line == null) {
                flush(dialect.split(kept + piece));
                break;
            }
            take(line);
        }
        return Optional.ofNullable(ready.poll());
    }

    /** The rows of the part that was read last. */
    public Reader rows() {
        return new CopiedRows(lines);
    }

    /** How many characters of the text are read. */
    public long charactersRead() {
        return lines.charactersRead();
    }

    private void take(String line) {
        Line kind = syntax.line(line);
        List<String> whole = kind == Line.SQL ? null : wholeStatements();
        if (whole != null) {
            flush(whole);
            command(kind, line);
            return;
        }
        if (piece.length() == 0) {
            pieceLine = lines.number();
        }
        piece.append(line).append('\n');
        if (mayBeFollowedByRows(line)) {
            List<String> statements = wholeStatements();
            if (statements != null && endsWithRows(statements)) {
                flushRows(statements);
            }
        } else if (piece.length() >= wanted) {
            List<String> statements = wholeStatements();
            if (statements == null) {
                wanted = piece.length() * 2;
            } else {
                flush(statements);
            }
        }
    }

    private void command(Line kind, String line) {
        if (kind == Line.KEPT) {
            kept = line + "\n";
        } else {
            ready.add(new Part(kind == Line.HARMLESS ? Kind.HARMLESS : Kind.COMMAND, line.strip(), lines.number()));
        }
        pieceLine = lines.number() + 1;
    }

    /** The dialect alone can tell; this spares it most lines. */
    private static boolean mayBeFollowedByRows(String line) {
        return line.endsWith(";") && line.toLowerCase(Locale.ROOT).contains("stdin");
    }

    private boolean endsWithRows(List<String> statements) {
        return !statements.isEmpty() && syntax.isFollowedByRows(statements.get(statements.size() - 1));
    }

    private void flushRows(List<String> statements) {
        flush(statements);
        Part last = ready.removeLast();
        ready.add(new Part(Kind.ROWS, last.text(), last.line()));
    }

    /** The statements of the piece; null where the last of them may go on. */
    private @Nullable List<String> wholeStatements() {
        List<String> statements = new ArrayList<>(dialect.split(kept + piece + "\n" + NEXT_STATEMENT));
        String last = statements.isEmpty() ? "" : statements.remove(statements.size() - 1);
        if (!last.endsWith(NEXT_STATEMENT)) {
            return null;
        }
        String before = last.substring(0, last.length() - NEXT_STATEMENT.length());
        return dialect.split(before).isEmpty() ? statements : null;
    }

    private void flush(List<String> statements) {
        String text = piece.toString();
        int place = 0;
        int line = pieceLine;
        for (String statement : statements) {
            int start = Math.max(place, text.indexOf(statement, place));
            line += lineEnds(text, place, start);
            ready.add(new Part(Kind.STATEMENT, statement, line));
            line += lineEnds(text, start, Math.min(text.length(), start + statement.length()));
            place = Math.min(text.length(), start + statement.length());
        }
        piece.setLength(0);
        wanted = size;
    }

    private static int lineEnds(String text, int from, int to) {
        return (int) text.substring(from, to)
                .chars()
                .filter(character -> character == '\n')
                .count();
    }
}
