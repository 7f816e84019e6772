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
import io.kmigrate.operation.CsvLines;
import io.kmigrate.operation.LinesFile;
import io.kmigrate.operation.RowChange.LoadRows;
import io.kmigrate.operation.RowsDigest;
import io.kmigrate.operation.RowsFile.Row;
import io.kmigrate.schema.Snapshot;
import io.kmigrate.schema.Table;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Batches of a file's rows. The key of a row is its number, 1 for the first. It holds the rows of a batch, and little
 * more of the file, until they are committed: a batch that was rolled back is not read again.
 */
final class FileBatches implements BatchWork {
    /** However short rows are, and however long: a batch that is inserted takes some ten megabytes at most. */
    private static final int MOST_INSERTED = 2_000_000;

    /** The database is sent the bytes as they are. */
    private static final int MOST_COPIED = 8_000_000;

    private final Backfill backfill;
    private final LoadRows load;
    private final Dialect dialect;
    private final MigrationConnection connection;
    private final Table table;
    private final CsvRows values;
    private final Optional<String> copy;
    private final HeldLines held = new HeldLines();
    private @Nullable ReadAhead<CsvLines> rest;
    private RowsDigest digest = new RowsDigest();
    private long before;
    private boolean isKnown;
    private @Nullable String current;

    FileBatches(Backfill backfill, LoadRows load, Dialect dialect, MigrationConnection connection) {
        this.backfill = backfill;
        this.load = load;
        this.dialect = dialect;
        this.connection = connection;
        this.table = BatchWork.table(backfill, dialect, connection);
        this.values = new CsvRows(load.file(), load.header(), backfill.table(), Optional.of(table));
        this.copy = dialect.batches().copyIn(backfill.table(), load.header());
    }

    @Override
    public String key() {
        return "row of the file " + load.digest();
    }

    @Override
    public String place(List<Object> at) {
        return held.rows() > 0 && number(at) == before + 1
                ? BackfillMessages.lineOfFile(load.file(), held.firstLine())
                : BackfillMessages.rowOfFile(load.file(), number(at));
    }

    @Override
    public @Nullable String currentSql() {
        return current;
    }

    @Override
    public Optional<End> end(@Nullable List<Object> after, int rows) {
        int most = copy.isPresent() ? MOST_COPIED : MOST_INSERTED;
        try {
            Iterator<CsvLines> more = goTo(after == null ? 0 : number(after));
            while (held.rows() < rows && held.size() < most && more.hasNext()) {
                hold(more.next());
            }
            if (!more.hasNext()) {
                refuseOther();
            }
        } catch (UncheckedIOException unreadable) {
            throw ClientMessages.unreadableFile(load.file(), String.valueOf(Causes.message(unreadable)))
                    .exception();
        }
        int found = Math.min(rows, held.rows());
        return found == 0 ? Optional.empty() : Optional.of(new End(key(before + found), found));
    }

    private void hold(CsvLines next) {
        digest.add(next);
        held.add(next);
    }

    /** Rows that are committed go; what was not read before is passed over. */
    private Iterator<CsvLines> goTo(long done) {
        if (rest == null || done < before) {
            close();
            rest = new ReadAhead<>(LinesFile.of(load.content()));
        }
        Iterator<CsvLines> more = rest;
        while (before < done) {
            if (held.rows() == 0) {
                if (!more.hasNext()) {
                    throw ClientMessages.changedFile(load.file()).exception();
                }
                hold(more.next());
            }
            before += held.drop(done - before);
        }
        return more;
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
        if (copy.isPresent()) {
            current = copy.get();
            dialect.batches().copy(connection.jdbc(), copy.get(), held.text(rows));
        } else {
            insert(rows);
        }
        return rows;
    }

    private void insert(int rows) throws SQLException {
        List<Map<String, @Nullable Object>> found = new ArrayList<>();
        for (Row row : held.first(rows)) {
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
        if (rest != null) {
            rest.close();
        }
        rest = null;
        held.clear();
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
