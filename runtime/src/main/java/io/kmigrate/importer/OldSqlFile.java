package io.kmigrate.importer;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.dialect.Dialect;
import io.kmigrate.dialect.SqlFileReader;
import io.kmigrate.dialect.SqlFileReader.Part;
import io.kmigrate.failure.MigrationException;
import io.kmigrate.importer.ImportProof.OldStatement;
import io.kmigrate.importer.ImportedRevision.Origin;
import io.kmigrate.message.ImportMessages;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apiguardian.api.API;

/**
 * The SQL that another tool writes instead of running it, with a comment above each of its migrations: that of
 * {@code liquibase update-sql} and of {@code alembic upgrade --sql}.
 */
@API(status = INTERNAL, since = "0.1")
public final class OldSqlFile implements ImportProof.OldSql {
    private static final Pattern MARK = Pattern.compile(
            "(?m)^-- (?:Changeset (?<file>.+?)::(?<id>.+?)::(?<author>.+?)(?:::.*)?|Running upgrade .*?-> (?<to>\\S+))\\s*$");
    private static final Pattern OWN = Pattern.compile(
            "(?is).*\\b(databasechangelog(lock)?|alembic_version)\\b.*|(begin|commit)(\\s+transaction)?");

    private final Dialect dialect;
    private final Map<String, List<OldStatement>> statements = new HashMap<>();
    private final List<OldStatement> objects = new ArrayList<>();

    private OldSqlFile(Dialect dialect) {
        this.dialect = dialect;
    }

    /**
     * The statements of each revision.
     *
     * @param base where a relative path begins
     * @throws MigrationException for a file that cannot be read, or that marks no migration
     */
    public static OldSqlFile read(Path base, Path file, Dialect dialect, ImportedHistory history) {
        try {
            OldSqlFile result = new OldSqlFile(dialect);
            result.read(Files.readString(base.resolve(file)), file.toString(), history);
            return result;
        } catch (IOException failed) {
            throw new MigrationException(ImportMessages.unreadable(file.toString(), failed.toString()), failed);
        }
    }

    /** Those of a revision; none where the tool runs nothing for it. */
    @Override
    public List<OldStatement> of(ImportedRevision revision) {
        return statements.getOrDefault(revision.id(), List.of());
    }

    @Override
    public List<OldStatement> ofObjects(ImportedHistory history) {
        return List.copyOf(objects);
    }

    private void read(String text, String file, ImportedHistory history) throws IOException {
        Matcher mark = MARK.matcher(text);
        boolean isMarked = mark.find();
        if (!isMarked) {
            throw ImportMessages.unreadable(file, "no comment in it begins a migration")
                    .exception();
        }
        while (isMarked) {
            Optional<String> revision = revision(mark, history);
            boolean isOfObjects = isOfObjects(mark, history);
            int start = mark.end();
            isMarked = mark.find();
            String part = text.substring(start, isMarked ? mark.start() : text.length());
            int line = (int) text.substring(0, start).lines().count();
            if (revision.isPresent()) {
                statements
                        .computeIfAbsent(revision.get(), id -> new ArrayList<>())
                        .addAll(statements(part, file, line));
            } else if (isOfObjects) {
                objects.addAll(statements(part, file, line));
            }
        }
    }

    private static boolean isOfObjects(Matcher mark, ImportedHistory history) {
        return mark.group("to") == null
                && history.scripts().stream()
                        .anyMatch(script -> isSame(
                                script.origin(), key(mark), mark.group("file").toLowerCase(Locale.ROOT)));
    }

    private static String key(Matcher mark) {
        return mark.group("id") + "::" + mark.group("author");
    }

    private static Optional<String> revision(Matcher mark, ImportedHistory history) {
        if (mark.group("to") != null) {
            return Optional.of(mark.group("to").replaceAll("\\W+$", ""));
        }
        String key = key(mark);
        String file = mark.group("file").toLowerCase(Locale.ROOT);
        return history.revisions().stream()
                .filter(revision -> isSame(revision.origin(), key, file))
                .map(ImportedRevision::id)
                .findFirst();
    }

    private static boolean isSame(Origin origin, String key, String file) {
        String own = origin.file().toLowerCase(Locale.ROOT);
        return origin.key().equals(key) && (own.endsWith(file) || file.endsWith(own));
    }

    private List<OldStatement> statements(String text, String file, int before) throws IOException {
        List<OldStatement> found = new ArrayList<>();
        SqlFileReader reader = new SqlFileReader(new StringReader(text), dialect);
        for (Optional<Part> part = reader.next(); part.isPresent(); part = reader.next()) {
            String sql = part.get().text();
            if (part.get().kind() == SqlFileReader.Kind.STATEMENT
                    && !OWN.matcher(sql).matches()) {
                found.add(
                        new OldStatement(sql, file + ":" + (before + part.get().line() - 1)));
            }
        }
        return found;
    }
}
