package io.kmigrate.compare;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.dialect.DatabaseWords;
import io.kmigrate.dialect.Dialect;
import io.kmigrate.dialect.LexicalRules;
import io.kmigrate.dialect.Scratch;
import io.kmigrate.dialect.StatementWords;
import io.kmigrate.failure.Location;
import io.kmigrate.failure.MigrationException;
import io.kmigrate.file.BoundedFile;
import io.kmigrate.message.ModelMessages;
import io.kmigrate.schema.PrimaryKey;
import io.kmigrate.schema.SchemaObject;
import io.kmigrate.schema.Snapshot;
import io.kmigrate.schema.Table;
import io.kmigrate.source.FileText;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Tables that SQL files create, such as those that Hibernate writes: they are made in a scratch schema and read back.
 *
 * @param files in the order in which they are run
 */
@API(status = INTERNAL, since = "0.1")
public record SqlModel(List<Path> files) {
    /** Statements that make something in the default schema, which is the scratch schema here. */
    private static final Set<String> ALLOWED = Set.of(
            "CREATE TABLE",
            "CREATE INDEX",
            "CREATE UNIQUE",
            "CREATE SEQUENCE",
            "CREATE TYPE",
            "CREATE DOMAIN",
            "CREATE VIEW",
            "CREATE CAST",
            "ALTER TABLE",
            "ALTER SEQUENCE",
            "COMMENT ON");

    /** Names that nobody chose: Hibernate gives a hash to a constraint without one, and H2 counts. */
    private static final Pattern GENERATED = Pattern.compile("(?i)(FK|UK)_?[0-9a-z]{20,}|CONSTRAINT_[0-9A-F]+");

    private static final StatementWords WORDS = new StatementWords(LexicalRules.standard());

    public SqlModel {
        files = List.copyOf(files);
    }

    /**
     * The tables of {@code model} and of the files.
     *
     * @throws MigrationException for a file that cannot be read, a statement that fails or that makes more than tables
     */
    public Snapshot addedTo(Snapshot model, Dialect dialect, Connection connection) throws SQLException {
        if (files.isEmpty()) {
            return model;
        }
        List<Table> tables = new ArrayList<>(model.tables());
        List<SchemaObject> objects = new ArrayList<>(model.objects());
        Snapshot made = made(dialect, connection);
        for (Table table : made.tables()) {
            if (model.table(table.name()).isPresent()) {
                throw ModelMessages.duplicateTable(table.name().toString(), "the Exposed tables", "the SQL files")
                        .exception();
            }
            tables.add(withoutGeneratedNames(table));
        }
        objects.addAll(made.objects());
        if (tables.isEmpty()) {
            throw ModelMessages.noTables().exception();
        }
        return Snapshot.of(tables, objects);
    }

    private Snapshot made(Dialect dialect, Connection connection) throws SQLException {
        try (Scratch scratch = dialect.introspector().scratch(connection).orElse(null)) {
            if (scratch == null) {
                throw ModelMessages.sqlWithoutScratch(ModelMessages.noScratchSchema())
                        .exception();
            }
            for (Path file : files) {
                run(file, dialect, scratch.connection());
            }
            return dialect.introspector().introspect(scratch.connection());
        }
    }

    private static void run(Path file, Dialect dialect, Connection scratch) throws SQLException {
        String text = text(file);
        int place = 0;
        int line = 1;
        try (Statement statement = scratch.createStatement()) {
            statement.setEscapeProcessing(false);
            for (String sql : dialect.split(text)) {
                int start = Math.max(place, text.indexOf(sql, place));
                line += lines(text, place, start);
                place = start;
                Location location = Location.of(file.toString(), line);
                refuseOthers(sql, location);
                execute(statement, sql, location);
            }
        }
    }

    private static void execute(Statement statement, String sql, Location location) {
        try {
            statement.execute(sql);
        } catch (SQLException failed) {
            throw new MigrationException(
                    ModelMessages.failedSql(sql, DatabaseWords.of(failed)).at(location), failed);
        }
    }

    private static void refuseOthers(String sql, Location location) {
        if (!ALLOWED.contains(WORDS.head(sql, 2))) {
            throw ModelMessages.foreignSql(sql).at(location).exception();
        }
        String qualified = qualifiedName(WORDS.of(sql, Integer.MAX_VALUE));
        if (qualified != null) {
            throw ModelMessages.qualifiedSql(qualified).at(location).exception();
        }
    }

    /** It would make something beside the scratch schema. */
    private static @Nullable String qualifiedName(List<String> words) {
        for (int place = 1; place < words.size() - 1; place++) {
            if (words.get(place).equals(".") && !isNumber(words.get(place - 1))) {
                return String.join("", words.subList(place - 1, place + 2));
            }
        }
        return null;
    }

    private static boolean isNumber(String word) {
        return word.chars().allMatch(Character::isDigit);
    }

    private static String text(Path file) {
        try {
            FileText text = FileText.of(BoundedFile.readData(file));
            if (text.flaw() != null) {
                throw ModelMessages.unreadableSql(file.toString(), "it is not in UTF-8")
                        .exception();
            }
            return text.text();
        } catch (NoSuchFileException missing) {
            throw new MigrationException(
                    ModelMessages.unreadableSql(file.toString(), "there is no such file"), missing);
        } catch (IOException failed) {
            throw new MigrationException(
                    ModelMessages.unreadableSql(file.toString(), BoundedFile.reason(failed)), failed);
        }
    }

    private static int lines(String text, int from, int to) {
        return (int) text.substring(from, to)
                .chars()
                .filter(character -> character == '\n')
                .count();
    }

    /** They are not what is wanted. */
    private static Table withoutGeneratedNames(Table table) {
        PrimaryKey key = table.primaryKey();
        return table.withPrimaryKey(key == null ? null : key.withName(chosen(key.name())))
                .withForeignKeys(table.foreignKeys().stream()
                        .map(each -> each.withName(chosen(each.name())))
                        .toList())
                .withUniqueConstraints(table.uniqueConstraints().stream()
                        .map(each -> each.withName(chosen(each.name())))
                        .toList())
                .withCheckConstraints(table.checkConstraints().stream()
                        .map(each -> each.withName(chosen(each.name())))
                        .toList());
    }

    private static @Nullable String chosen(@Nullable String name) {
        return name == null || GENERATED.matcher(name).matches() ? null : name;
    }
}
