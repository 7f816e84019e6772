package io.kmigrate.dialect.postgres

import io.kmigrate.operation.CreateIndex
import io.kmigrate.operation.DropIndex
import io.kmigrate.operation.ExecuteSql
import io.kmigrate.schema.Index
import io.kmigrate.schema.TableName
import io.kmigrate.testing.TestPostgres
import io.kmigrate.testing.execute
import io.kmigrate.testing.strings
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe

class PostgresStatementsTest :
    FunSpec({
        context("text is split where PostgreSQL ends a statement") {
            listOf(
                    "" to listOf(),
                    " ;; -- nothing\n ; /* at all */" to listOf(),
                    "select 1" to listOf("select 1"),
                    "select 1;\n select 2 ;" to listOf("select 1", "select 2"),
                    "select ';';select 2" to listOf("select ';'", "select 2"),
                    "select 'it''s;';select 2" to listOf("select 'it''s;'", "select 2"),
                    "select 'a\\';select 2" to listOf("select 'a\\'", "select 2"),
                    "select E'a\\';b';select 2" to listOf("select E'a\\';b'", "select 2"),
                    "select e'a\\\\';select 2" to listOf("select e'a\\\\'", "select 2"),
                    "select name'x\\';select 2" to listOf("select name'x\\'", "select 2"),
                    "select U&'\\0041;', B'1', \"a;\"\"b\";select 2" to
                        listOf("select U&'\\0041;', B'1', \"a;\"\"b\"", "select 2"),
                    "select $$;'$$;select 2" to listOf("select $$;'$$", "select 2"),
                    "select \$a$;$$;\$b$;\$a$;select 2" to
                        listOf("select \$a$;$$;\$b$;\$a$", "select 2"),
                    "select \$ä_1$;\$ä_1$;select 2" to listOf("select \$ä_1$;\$ä_1$", "select 2"),
                    "select $1;select $2" to listOf("select $1", "select $2"),
                    "select a\$b;select c\$b" to listOf("select a\$b", "select c\$b"),
                    "select 1 -- a;b\n;select 2" to listOf("select 1 -- a;b", "select 2"),
                    "/* a; /* b; */ c; */ select 1;select 2" to
                        listOf("/* a; /* b; */ c; */ select 1", "select 2"),
                    "select '/*';select '*/'" to listOf("select '/*'", "select '*/'"),
                    "select a ? 'b;' and c ?| d;select ?" to
                        listOf("select a ? 'b;' and c ?| d", "select ?"),
                    "create rule r as on insert to t do also (insert into u values (1); select 2);select 3" to
                        listOf(
                            "create rule r as on insert to t do also (insert into u values (1); select 2)",
                            "select 3",
                        ),
                    "create function f() returns int begin atomic select 1; select case when true then 2 end; end; select 3" to
                        listOf(
                            "create function f() returns int begin atomic select 1; select case when true then 2 end; end",
                            "select 3",
                        ),
                    "begin; select 1; end; select 2" to
                        listOf("begin", "select 1", "end", "select 2"),
                    "select \"begin\" atomic; select 2" to
                        listOf("select \"begin\" atomic", "select 2"),
                    "select 'open; select 2" to listOf("select 'open; select 2"),
                    "select 1)); select 2" to listOf("select 1))", "select 2"),
                )
                .forEach { (sql, statements) ->
                    test("split: $sql") { DIALECT.split(sql) shouldContainExactly statements }
                }
        }

        test("split text runs, one statement at a time") {
            val script =
                """
                -- a schema of everything that is hard to split
                CREATE TABLE t (a int, note text DEFAULT 'x;y'); CREATE TABLE log (a int);
                CREATE FUNCTION body() RETURNS trigger LANGUAGE plpgsql AS ${'$'}f${'$'}
                BEGIN
                    INSERT INTO log VALUES (new.a); -- it's here;
                    RETURN new;
                END ${'$'}f${'$'};
                CREATE TRIGGER tr AFTER INSERT ON t FOR EACH ROW EXECUTE FUNCTION body();
                CREATE FUNCTION add_two() RETURNS bigint BEGIN ATOMIC
                    INSERT INTO t VALUES (1), (2);
                    SELECT CASE WHEN count(*) > 1 THEN count(*) ELSE 0 END FROM t;
                END;
                CREATE RULE r AS ON DELETE TO t DO ALSO (INSERT INTO log VALUES (-1); INSERT INTO log VALUES (-2));
                SELECT add_two(); DELETE FROM t;
                SELECT '{"a": 1}'::jsonb ? 'a';
                """
            TestPostgres.freshDatabase().connection.use { connection ->
                val statements = DIALECT.split(script)
                statements.size shouldBe 9
                connection.execute(*statements.toTypedArray())
                connection.strings("SELECT a FROM log ORDER BY a") shouldContainExactly
                    listOf("-2", "-1", "1", "2")
            }
        }

        context("statements that refuse a transaction are known") {
            listOf(
                    "vacuum",
                    "  -- tidy up\n /* all */ VACUUM (ANALYZE) users;",
                    "create database shop",
                    "drop database if exists shop",
                    "create tablespace fast location '/x'",
                    "drop tablespace fast",
                    "alter system set work_mem = '1GB'",
                    "alter database shop set tablespace fast",
                    "create index concurrently on users (name)",
                    "create unique index concurrently if not exists ix on users (name)",
                    "CREATE UNIQUE\n INDEX /* c */ CONCURRENTLY ix ON users (name)",
                    "drop index concurrently if exists a, b",
                    "reindex table concurrently users",
                    "reindex (concurrently) table users",
                    "reindex (verbose, concurrently true) table users",
                    "reindex database shop",
                    "alter table only p detach partition \"p 1\" concurrently",
                    "select 1; vacuum",
                    "cluster",
                    "create subscription s connection 'x' publication p",
                    "discard all",
                )
                .forEach { sql ->
                    test("outside: $sql") {
                        DIALECT.refusesTransaction(ExecuteSql(sql)) shouldBe true
                    }
                }
            listOf(
                    "create index \"concurrently\" on users (name)",
                    "create index on users (name)",
                    "drop index ix",
                    "select 'vacuum'",
                    "-- vacuum\nselect 1",
                    "alter table p detach partition p1",
                    "reindex table users",
                    "refresh materialized view concurrently v",
                    "cluster users",
                    "analyze",
                    "alter type mood add value 'x'",
                    "comment on table vacuum is 'create database'",
                    "",
                )
                .forEach { sql ->
                    test("inside: $sql") {
                        DIALECT.refusesTransaction(ExecuteSql(sql)) shouldBe false
                    }
                }
        }

        test("concurrent index operations refuse a transaction, others do not") {
            val users = TableName.of("users")
            listOf(true, false).forEach { concurrently ->
                DIALECT.refusesTransaction(
                    CreateIndex(users, Index.of("ix", "a"), false, concurrently)
                ) shouldBe concurrently
                DIALECT.refusesTransaction(DropIndex("ix", users, false, concurrently)) shouldBe
                    concurrently
            }
        }
    })
