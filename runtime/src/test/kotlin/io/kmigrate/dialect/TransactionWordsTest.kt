package io.kmigrate.dialect

import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.shouldBe

/** What the SQL of a script does to the transaction around it, as each dialect reads it. */
class TransactionWordsTest :
    FunSpec({
        fun effects(dialect: Dialect, sql: String): List<String> =
            dialect
                .split(sql)
                .flatMap { dialect.sessions().transactionWords().of(it) }
                .map {
                    (it.effect().name + " " + it.savepoint()).trim()
                }

        Dialects.all().forEach { dialect ->
            listOf(
                    "commit" to "END",
                    "COMMIT WORK;" to "END",
                    "/* x */ commit" to "END",
                    "-- a line\ncommit;" to "END",
                    "rollback" to "END",
                    "Rollback Work" to "END",
                    "insert into t values (1); commit; insert into t values (2)" to "END",
                    "set transaction isolation level serializable" to "CHANGE",
                )
                .forEach { (sql, effect) ->
                    test("${dialect.name()}: ${sql.lines()} is $effect") {
                        effects(dialect, sql) shouldBe listOf(effect)
                    }
                }

            listOf(
                    "select 'commit'",
                    "insert into t values ('a;commit;b')",
                    "insert into t values (';\nrollback')",
                    "-- commit\nselect 1",
                    "/* ; commit ; */ select 1",
                    "update commits set rollback_count = 1",
                    "select \"commit\" from t",
                    "create table t (begin_date date, end_date date)",
                    "select case when a then 1 end from t",
                    "",
                    "   ",
                    "-- nothing",
                )
                .forEach { sql ->
                    test("${dialect.name()}: ${sql.lines()} changes no transaction") {
                        effects(dialect, sql).shouldBeEmpty()
                    }
                }
        }

        fun found(vararg dialects: String, cases: Map<String, List<String>>) =
            dialects.forEach { name ->
                cases.forEach { (sql, expected) ->
                    test("$name: ${sql.lines()} is $expected") {
                        effects(Dialects.named(name), sql) shouldBe expected
                    }
                }
            }

        found(
            "postgresql",
            "sqlite",
            "h2",
            "mysql",
            "mariadb",
            cases =
                mapOf(
                    "begin; insert into t values (1); commit" to listOf("BEGIN", "END"),
                    "BEGIN WORK" to listOf("BEGIN"),
                    "/* x */ start transaction; select 1; commit" to listOf("BEGIN", "END"),
                    "savepoint a; rollback to a; release savepoint A" to
                        listOf("SET_SAVEPOINT A", "USE_SAVEPOINT A", "USE_SAVEPOINT A"),
                    "rollback to savepoint a" to listOf("USE_SAVEPOINT A"),
                    "rollback work to savepoint a" to listOf("USE_SAVEPOINT A"),
                ),
        )
        found(
            "postgresql",
            cases =
                mapOf(
                    "do $$ begin perform 1; end $$; end;" to listOf("END"),
                    "do \$x\$ begin commit; end \$x\$" to emptyList(),
                    "abort" to listOf("END"),
                    "end transaction" to listOf("END"),
                    "prepare transaction 'x'" to listOf("END"),
                    "prepare q as select 1" to emptyList(),
                    "begin isolation level serializable" to listOf("BEGIN"),
                    "set local transaction read only" to listOf("CHANGE"),
                    "set transaction_isolation = 'serializable'" to listOf("CHANGE"),
                    "set local transaction_read_only = on" to listOf("CHANGE"),
                    "discard all" to listOf("DISCARD"),
                    "discard plans" to emptyList(),
                    "set constraints all deferred" to emptyList(),
                    "create function f() returns int language sql begin atomic select 1; end" to
                        emptyList(),
                    "create function f() returns int language plpgsql as 'begin commit; end'" to
                        emptyList(),
                    "/* /* nested */ */ commit" to listOf("END"),
                    "select E'\\'; commit; --'" to emptyList(),
                ),
        )
        found(
            "sqlite",
            cases =
                mapOf(
                    "BEGIN IMMEDIATE TRANSACTION; END TRANSACTION" to listOf("BEGIN", "END"),
                    "create trigger x after insert on t begin update t set a = 1; end; commit" to
                        listOf("END"),
                    "create trigger x after insert on t begin select raise(rollback, 'no'); end" to
                        emptyList(),
                    "insert or rollback into t values (1)" to emptyList(),
                ),
        )
        found(
            "mysql",
            "mariadb",
            cases =
                mapOf(
                    "set autocommit = 0" to listOf("CHANGE"),
                    "set @@session.autocommit = 0" to listOf("CHANGE"),
                    "set foreign_key_checks = 0, autocommit = 0" to listOf("CHANGE"),
                    "set @autocommit = 0" to emptyList(),
                    "xa start 'x'" to listOf("CHANGE"),
                    "set session transaction read only" to listOf("CHANGE"),
                    "/*!40000 commit */" to listOf("END"),
                    "/*!40101 SET character_set_client = utf8 */" to emptyList(),
                    "# commit\nselect 1" to emptyList(),
                    "create procedure p() begin start transaction; commit; end" to emptyList(),
                    "select 'it\\'s; commit; '" to emptyList(),
                ),
        )
        found(
            "mariadb",
            cases =
                mapOf(
                    "begin not atomic insert into t values (1); commit; end" to listOf("END"),
                    "begin not atomic if 1 then rollback; end if; end" to listOf("END"),
                    "begin not atomic insert into t values ('commit'); end" to emptyList(),
                    "/*M! rollback */" to listOf("END"),
                ),
        )
        found(
            "h2",
            cases =
                mapOf(
                    "set autocommit off" to listOf("CHANGE"),
                    "SET AUTOCOMMIT FALSE" to listOf("CHANGE"),
                    "set lock_timeout 100" to emptyList(),
                ),
        )
        found(
            "sqlserver",
            cases =
                mapOf(
                    "begin transaction insert into t values (1) commit" to listOf("BEGIN", "END"),
                    "begin tran; save tran a; rollback tran a; commit" to
                        listOf("BEGIN", "SET_SAVEPOINT A", "USE_SAVEPOINT A", "END"),
                    "begin insert into t values (1); end" to emptyList(),
                    "begin try select 1; end try begin catch rollback; end catch" to listOf("END"),
                    "create procedure p as begin tran; commit;" to emptyList(),
                    "create or alter trigger x on t after insert as rollback" to emptyList(),
                    "set implicit_transactions on" to listOf("CHANGE"),
                    "select [commit] from t" to emptyList(),
                ),
        )
        found(
            "oracle",
            cases =
                mapOf(
                    "begin insert into t values (1); commit; end;" to listOf("END"),
                    "declare x int; begin if 1 = 1 then rollback; end if; end;" to listOf("END"),
                    "begin insert into t values ('commit;'); end;" to emptyList(),
                    "begin execute immediate 'truncate table t'; end;" to emptyList(),
                    "create procedure p is begin commit; end;" to emptyList(),
                    "savepoint a; rollback to a" to listOf("SET_SAVEPOINT A", "USE_SAVEPOINT A"),
                    "insert into t values (q'[commit;]')" to emptyList(),
                ),
        )
    })
