package io.kmigrate.dialect.mysql

import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe

class MysqlStatementsTest :
    FunSpec({
        val body = "begin declare a int; if new.x > 1 then set a = 1; end if; end"
        listOf(
                "a hash begins a comment" to
                    ("select 1 # a; b\n; select 2" to listOf("select 1 # a; b", "select 2")),
                "two dashes need a space" to
                    ("select 1--1; select 2" to listOf("select 1--1", "select 2")),
                "a backslash escapes a quote" to
                    ("select 'a\\'; b'; select \"c\\\"; d\"" to
                        listOf("select 'a\\'; b'", "select \"c\\\"; d\"")),
                "backticks hold names" to
                    ("select `a;b`; select `c``;d`" to listOf("select `a;b`", "select `c``;d`")),
                "an executable comment is a statement" to
                    ("/*!40101 set names utf8; */; /* none; */; select 1" to
                        listOf(
                            "/*!40101 set names utf8; */",
                            "select 1",
                        )),
                "a trigger's statements stay together" to
                    ("create trigger t before insert on x for each row $body; select 1" to
                        listOf(
                            "create trigger t before insert on x for each row $body",
                            "select 1",
                        )),
                "a body need not begin with BEGIN" to
                    ("create trigger t after update on x for each row if new.a < 0 then set new.a = 0; end if; select 1" to
                        listOf(
                            "create trigger t after update on x for each row if new.a < 0 then set new.a = 0; end if",
                            "select 1",
                        )),
                "loops, cases and functions called if" to
                    ("create definer=`a`@`b` procedure p() begin declare exit handler for sqlexception begin end; " +
                        "l: while i < 3 do case i when 1 then select 1; else begin end; end case; " +
                        "set i = if(i > 1, case when 1 then 2 end, repeat('x', 2)); end while l; " +
                        "repeat set i = 1; until i > 0 end repeat; loop leave l; end loop; end; select 2" to
                        listOf(
                            "create definer=`a`@`b` procedure p() begin declare exit handler for sqlexception begin end; " +
                                "l: while i < 3 do case i when 1 then select 1; else begin end; end case; " +
                                "set i = if(i > 1, case when 1 then 2 end, repeat('x', 2)); end while l; " +
                                "repeat set i = 1; until i > 0 end repeat; loop leave l; end loop; end",
                            "select 2",
                        )),
                "a function of one expression" to
                    ("create or replace function f() returns int deterministic return if(1, 2, 3); select 1" to
                        listOf(
                            "create or replace function f() returns int deterministic return if(1, 2, 3)",
                            "select 1",
                        )),
                "a transaction is no block" to
                    ("begin; select 1; commit" to listOf("begin", "select 1", "commit")),
                "a block of its own" to
                    ("begin not atomic select 1; select 2; end; select 3" to
                        listOf("begin not atomic select 1; select 2; end", "select 3")),
                "IF EXISTS is no block" to
                    ("drop procedure if exists p; create procedure if not exists p() select 1; select 2" to
                        listOf(
                            "drop procedure if exists p",
                            "create procedure if not exists p() select 1",
                            "select 2",
                        )),
                "DELIMITER lines are followed" to
                    ("delimiter //\nselect 1; select 2//\nDELIMITER ;\nselect 3; select '//'" to
                        listOf("select 1; select 2", "select 3", "select '//'")),
                "a delimiter may touch a word" to
                    ("DELIMITER \$\$\ncreate procedure p() begin select 1; end\$\$\nDELIMITER ;\nselect 2" to
                        listOf("create procedure p() begin select 1; end", "select 2")),
            )
            .forEach { (name, case) ->
                test(name) { MysqlStatements.split(case.first) shouldBe case.second }
            }

        test("a script hands a stored routine to the client in one piece, and reads it back") {
            val trigger = "create trigger t before insert on x for each row $body"
            val written = MariadbDialect().script().statement(trigger)
            written shouldBe "DELIMITER //\n$trigger//\nDELIMITER ;"
            MysqlStatements.split("$written\nselect 1;") shouldBe listOf(trigger, "select 1")
            MariadbDialect().script().statement("select ';'") shouldBe "select ';';"
        }
    })
