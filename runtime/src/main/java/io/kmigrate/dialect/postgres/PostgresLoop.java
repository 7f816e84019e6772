package io.kmigrate.dialect.postgres;

import io.kmigrate.dialect.BatchSql;
import io.kmigrate.dialect.BatchSql.Loop;
import io.kmigrate.dialect.Names;
import java.time.Duration;
import java.util.List;

/** A backfill for psql: a block that commits each batch, which it can where no transaction is around it (11). */
final class PostgresLoop {
    private static final Names NAMES = Names.standard();
    private static final String DONE = NAMES.quote(BatchSql.LOOP_DONE);

    private final Loop loop;
    private final BatchSql sql;
    private final String table;

    PostgresLoop(Loop loop, BatchSql sql) {
        this.loop = loop;
        this.sql = sql;
        this.table = NAMES.quote(loop.table());
    }

    List<String> statements() {
        String key = NAMES.list(loop.key());
        return List.of(
                "CREATE TABLE IF NOT EXISTS " + table + " AS SELECT " + key + ", 0::bigint AS " + DONE + " FROM "
                        + NAMES.quote(loop.backfill().table()) + " WITH NO DATA",
                block());
    }

    private String block() {
        String text = body();
        String quote = "$kmigrate$";
        for (int number = 2; text.contains(quote); number++) {
            quote = "$kmigrate" + number + "$";
        }
        return "DO " + quote + text + quote;
    }

    /** A comparison with a variable that may be null would keep the index from being used. */
    private String body() {
        List<String> after = variables("kmigrate_after");
        List<String> last = variables("kmigrate_last");
        return """

                #variable_conflict use_column
                DECLARE
                    kmigrate_after %1$s%%ROWTYPE;
                    kmigrate_last %1$s%%ROWTYPE;
                    kmigrate_begun boolean;
                BEGIN
                    IF EXISTS (SELECT 1 FROM %1$s WHERE %10$s = 1) THEN
                        RETURN;
                    END IF;
                    FOR kmigrate_pass IN 1..%2$d LOOP
                        LOOP
                            SELECT * INTO kmigrate_after FROM %1$s;
                            kmigrate_begun := FOUND;
                            IF kmigrate_begun THEN
                                %3$s INTO kmigrate_last;
                            ELSE
                                %4$s INTO kmigrate_last;
                            END IF;
                            EXIT WHEN NOT FOUND;
                            IF kmigrate_begun THEN
                                %5$s;
                            ELSE
                                %6$s;
                            END IF;
                            DELETE FROM %1$s;
                            INSERT INTO %1$s SELECT %7$s, 0;
                            COMMIT;%8$s
                        END LOOP;
                        PERFORM %9$s;
                        IF NOT FOUND OR kmigrate_pass = %2$d THEN
                            UPDATE %1$s SET %10$s = 1;
                            COMMIT;
                            RETURN;
                        END IF;
                        DELETE FROM %1$s;
                        COMMIT;
                    END LOOP;
                END
                """.formatted(
                        table,
                        loop.backfill().pace().passes(),
                        sql.loopEnd(loop, after),
                        sql.loopEnd(loop, null),
                        sql.loopChange(loop, after, last),
                        sql.loopChange(loop, null, last),
                        String.join(", ", last),
                        pause(),
                        sql.loopLeft(loop).substring("SELECT ".length()),
                        DONE);
    }

    private List<String> variables(String row) {
        return loop.key().stream()
                .map(column -> row + "." + NAMES.quote(column))
                .toList();
    }

    private String pause() {
        Duration pause = loop.backfill().pace().pause();
        return pause.isZero() ? "" : "\n            PERFORM pg_sleep(" + pause.toMillis() / 1000.0 + ");";
    }
}
