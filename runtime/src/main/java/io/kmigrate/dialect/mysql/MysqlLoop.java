package io.kmigrate.dialect.mysql;

import io.kmigrate.dialect.BatchSql;
import io.kmigrate.dialect.BatchSql.Loop;
import io.kmigrate.dialect.Names;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A backfill for the client of MySQL and MariaDB: a procedure that commits each batch. */
final class MysqlLoop {
    private final Loop loop;
    private final BatchSql sql;
    private final Names names;
    private final String table;
    private final String procedure;

    MysqlLoop(Loop loop, BatchSql sql, Names names) {
        this.loop = loop;
        this.sql = sql;
        this.names = names;
        this.table = names.quote(loop.table());
        this.procedure = names.quote("migrate_backfill_loop");
    }

    List<String> statements() {
        String key = names.list(loop.key());
        return List.of(
                "CREATE TABLE IF NOT EXISTS " + table + " AS SELECT " + key + ", 0 AS "
                        + names.quote(BatchSql.LOOP_DONE) + " FROM "
                        + names.quote(loop.backfill().table()) + " WHERE 1 = 0",
                "DROP PROCEDURE IF EXISTS " + procedure,
                "CREATE PROCEDURE " + procedure + "()\n" + body(),
                "CALL " + procedure + "()",
                "DROP PROCEDURE " + procedure);
    }

    /** Variables of the session have the type and the collation of the column that was read last. */
    private String body() {
        List<String> after = variables("kmigrate_after");
        List<String> last = variables("kmigrate_last");
        String found = String.join(", ", last) + ", @kmigrate_rows";
        return """
                BEGIN
                    DECLARE kmigrate_pass INT DEFAULT 1;
                    passes: LOOP
                        IF EXISTS (SELECT 1 FROM %4$s WHERE %16$s = 1) THEN
                            LEAVE passes;
                        END IF;
                        batches: LOOP
                            SET %1$s;
                            SELECT %2$s INTO %3$s FROM %4$s;
                            START TRANSACTION;
                            IF %5$s IS NULL THEN
                                %6$s INTO %7$s;
                            ELSE
                                %8$s INTO %7$s;
                            END IF;
                            IF %9$s IS NULL THEN
                                LEAVE batches;
                            END IF;
                            IF %5$s IS NULL THEN
                                %10$s;
                            ELSE
                                %11$s;
                            END IF;
                            DELETE FROM %4$s;
                            INSERT INTO %4$s VALUES (%12$s, 0);
                            COMMIT;%13$s
                        END LOOP;
                        IF kmigrate_pass >= %14$d OR NOT EXISTS (%15$s) THEN
                            UPDATE %4$s SET %16$s = 1;
                            COMMIT;
                            LEAVE passes;
                        END IF;
                        DELETE FROM %4$s;
                        COMMIT;
                        SET kmigrate_pass = kmigrate_pass + 1;
                    END LOOP;
                END""".formatted(
                        nulls(after, last),
                        names.list(loop.key()),
                        String.join(", ", after),
                        table,
                        after.get(0),
                        sql.loopEnd(loop, null),
                        found,
                        sql.loopEnd(loop, after),
                        last.get(0),
                        sql.loopChange(loop, null, last),
                        sql.loopChange(loop, after, last),
                        String.join(", ", last),
                        pause(),
                        loop.backfill().pace().passes(),
                        sql.loopLeft(loop),
                        names.quote(BatchSql.LOOP_DONE));
    }

    private List<String> variables(String kind) {
        return IntStream.rangeClosed(1, loop.key().size())
                .mapToObj(number -> "@" + kind + "_" + number)
                .toList();
    }

    private static String nulls(List<String> after, List<String> last) {
        return IntStream.range(0, after.size())
                .mapToObj(place -> after.get(place) + " = NULL, " + last.get(place) + " = NULL")
                .collect(Collectors.joining(", "));
    }

    private String pause() {
        Duration pause = loop.backfill().pace().pause();
        return pause.isZero() ? "" : "\n            DO SLEEP(" + pause.toMillis() / 1000.0 + ");";
    }
}
