package io.kmigrate.backfill;

import io.kmigrate.dialect.Catalog;
import io.kmigrate.dialect.CsvRows;
import io.kmigrate.dialect.Dialect;
import io.kmigrate.exposed.MigrationConnection;
import io.kmigrate.failure.Causes;
import io.kmigrate.message.BackfillMessages;
import io.kmigrate.message.ClientMessages;
import io.kmigrate.operation.Backfill;
import io.kmigrate.operation.BulkInsert;
import io.kmigrate.operation.RowChange.LoadRows;
import io.kmigrate.operation.RowsDigest;
import io.kmigrate.operation.RowsFile.Row;
import io.kmigrate.schema.Snapshot;
import io.kmigrate.schema.Table;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Batches of a file's rows. The key of a row is its number, 1 for the first. It holds the rows of a batch, and no more
 * of the file, until they are committed: a batch that was rolled back is not read again.
 */
final class FileBatches implements BatchWork {
    /** However short rows are, and however long: a batch takes some ten megabytes at most. */
    private static final int MOST_CHARACTERS = 2_000_000;

    private final Backfill backfill;
    private final LoadRows load;
    private final Dialect dialect;
    private final MigrationConnection connection;
    private final Table table;
    private final CsvRows values;
    private final Deque<Row> held = new ArrayDeque<>();
    private @Nullable Stream<Row> opened;
    private Iterator<Row> rest = List.<Row>of().iterator();
    private RowsDigest digest = new RowsDigest();
    private long before;
    private int characters;
    private boolean isKnown;
    private @Nullable String current;

    FileBatches(Backfill backfill, LoadRows load, Dialect dialect, MigrationConnection connection) {
        this.backfill = backfill;
        this.load = load;
        this.dialect = dialect;
        this.connection = connection;
        this.table = BatchWork.table(backfill, dialect, connection);
        this.values = new CsvRows(load.file(), load.header(), backfill.table(), Optional.of(table));
    }

    @Override
    public String key() {
        return "row of the file " + load.digest();
    }

    @Override
    public String place(List<Object> at) {
        Row first = held.peekFirst();
        return first != null && number(at) == before + 1
                ? BackfillMessages.lineOfFile(load.file(), first.line())
                : BackfillMessages.rowOfFile(load.file(), number(at));
    }

    @Override
    public @Nullable String currentSql() {
        return current;
    }

    @Override
    public Optional<End> end(@Nullable List<Object> after, int rows) {
        try {
            goTo(after == null ? 0 : number(after));
            while (held.size() < rows && characters < MOST_CHARACTERS && rest.hasNext()) {
                Row row = rest.next();
                digest.add(row.fields());
                characters += size(row);
                held.addLast(row);
            }
        } catch (UncheckedIOException unreadable) {
            throw ClientMessages.unreadableFile(load.file(), String.valueOf(Causes.message(unreadable)))
                    .exception();
        }
        if (!rest.hasNext()) {
            refuseOther();
        }
        int found = Math.min(rows, held.size());
        return found == 0 ? Optional.empty() : Optional.of(new End(key(before + found), found));
    }

    /** Rows that are committed go; what was not read before is passed over. */
    private void goTo(long done) {
        if (opened == null || done < before) {
            close();
            opened = load.content().rows();
            rest = opened.iterator();
        }
        while (before < done) {
            Row row = held.pollFirst();
            if (row != null) {
                characters -= size(row);
            } else if (rest.hasNext()) {
                digest.add(rest.next().fields());
            } else {
                throw ClientMessages.changedFile(load.file()).exception();
            }
            before++;
        }
    }

    private static int size(Row row) {
        int size = 0;
        for (String field : row.fields()) {
            size += field == null ? 1 : field.length() + 1;
        }
        return size;
    }

    /** The file was edited since its script was read; in an earlier run that is found out before anything is loaded. */
    private void refuseOther() {
        if (!isKnown && (digest.rows() != load.rows() || !digest.text().equals(load.digest()))) {
            throw ClientMessages.changedFile(load.file()).exception();
        }
        isKnown = true;
    }

    @Override
    public long change(@Nullable List<Object> after, List<Object> last) throws Exception {
        int rows = (int) (number(last) - before);
        List<Row> batch = held.stream().limit(rows).toList();
        Optional<String> copy = dialect.batches().copyIn(backfill.table(), load.header());
        if (copy.isPresent()) {
            current = copy.get();
            dialect.script().syntax().copy(connection.jdbc(), copy.get(), new StringReader(text(batch)));
        } else {
            insert(batch);
        }
        return rows;
    }

    /** What is null has no quotes. */
    private static String text(List<Row> rows) {
        StringBuilder text = new StringBuilder(MOST_CHARACTERS / 4);
        for (Row row : rows) {
            String separator = "";
            for (String field : row.fields()) {
                text.append(separator);
                if (field != null) {
                    text.append('"').append(field.replace("\"", "\"\"")).append('"');
                }
                separator = ",";
            }
            text.append('\n');
        }
        return text.toString();
    }

    private void insert(List<Row> rows) throws SQLException {
        List<Map<String, @Nullable Object>> found = new ArrayList<>();
        for (Row row : rows) {
            found.add(values.row(row.fields(), "line " + row.line()));
        }
        Catalog catalog = Catalog.of(Snapshot.of(List.of(table)));
        try (Statement statement = connection.jdbc().createStatement()) {
            for (String sql : dialect.render(new BulkInsert(backfill.table(), found), catalog)) {
                current = sql;
                statement.execute(sql);
            }
        }
    }

    @Override
    public long changeAt(List<Object> at) throws Exception {
        List<Object> former = key(number(at) - 1);
        end(former, 1);
        return change(former, at);
    }

    /** Each row is loaded once, so nothing is left behind the last. */
    @Override
    public boolean isLeft(@Nullable List<Object> after, List<Object> last) {
        return false;
    }

    @Override
    public boolean isLeft() {
        return false;
    }

    @Override
    public Long estimate() {
        return load.rows();
    }

    @Override
    public void close() {
        if (opened != null) {
            opened.close();
        }
        opened = null;
        rest = List.<Row>of().iterator();
        held.clear();
        characters = 0;
        before = 0;
        digest = new RowsDigest();
        isKnown = false;
    }

    private static List<Object> key(long number) {
        return List.of(BigDecimal.valueOf(number));
    }

    private static long number(List<Object> key) {
        return new BigDecimal(key.get(0).toString()).longValueExact();
    }
}
