package io.kmigrate.dialect

import io.kmigrate.dialect.SqlFileReader.Kind
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainExactly
import java.io.StringReader

/** Text for a client, read in pieces of any size. */
class SqlFileReaderTest :
    FunSpec({
        class Read(val kind: Kind, val text: String, val line: Int, val rows: String) {
            override fun toString() = "$kind $line: $text" + if (rows.isEmpty()) "" else "\n$rows"
        }

        fun read(dialect: String, text: String, size: Int): List<String> {
            val reader = SqlFileReader(StringReader(text), Dialects.named(dialect), size)
            return generateSequence { reader.next().orElse(null) }
                .map { part ->
                    val rows =
                        if (part.kind() == Kind.ROWS) reader.rows().use { it.readText() } else ""
                    Read(part.kind(), part.text(), part.line(), rows).toString()
                }
                .toList()
        }

        val sizes = listOf(1, 7, 64, 1 shl 16)

        /** The text, and what is read of it. */
        fun cases(dialect: String, vararg expected: Pair<String, List<String>>) =
            expected.forEach { (text, parts) ->
                sizes.forEach { size ->
                    setOf(text, text.replace("\n", "\r\n")).forEach { written ->
                        test(
                            "$dialect, $size at least, ${if ('\r' in written) "CRLF" else "LF"}: ${text.take(60).lines()}"
                        ) {
                            read(dialect, written, size) shouldContainExactly parts
                        }
                    }
                }
            }

        cases(
            "postgresql",
            "" to emptyList(),
            "\n\n-- nothing\n" to emptyList(),
            "select 1;\nselect\n2" to listOf("STATEMENT 1: select 1", "STATEMENT 2: select\n2"),
            "\uFEFFselect 1" to listOf("STATEMENT 1: select 1"),
            "--\n-- dump\n--\n\n\\restrict a1\n\nSET x = 1;\n\n\\unrestrict a1\n" to
                listOf(
                    "HARMLESS 5: \\restrict a1",
                    "STATEMENT 7: SET x = 1",
                    "HARMLESS 9: \\unrestrict a1",
                ),
            "\\connect other\nselect 1;\n\\i more.sql" to
                listOf(
                    "COMMAND 1: \\connect other",
                    "STATEMENT 2: select 1",
                    "COMMAND 3: \\i more.sql",
                ),
            "select '\n\\connect other\n';\n" to
                listOf("STATEMENT 1: select '\n\\connect other\n'"),
            "create function f() returns int language plpgsql as \$\$\nbegin\n  return 1;\nend;\n\$\$;\nselect 2;" to
                listOf(
                    "STATEMENT 1: create function f() returns int language plpgsql as \$\$\nbegin\n  return 1;\nend;\n\$\$",
                    "STATEMENT 6: select 2",
                ),
            "select 1;\nCOPY public.t (a, b) FROM stdin;\n1\tit's; \\N\n-- no comment\n\\.\nselect 2;\n" to
                listOf(
                    "STATEMENT 1: select 1",
                    "ROWS 2: COPY public.t (a, b) FROM stdin\n1\tit's; \\N\n-- no comment\n",
                    "STATEMENT 6: select 2",
                ),
            "copy t\nfrom stdin with (format csv);\n\\.\nselect 2;\n" to
                listOf(
                    "ROWS 1: copy t\nfrom stdin with (format csv)",
                    "STATEMENT 4: select 2",
                ),
            "COPY t FROM stdin;\n1\n" to listOf("ROWS 1: COPY t FROM stdin\n1\n"),
            "select 'COPY t FROM stdin;\n1';" to
                listOf("STATEMENT 1: select 'COPY t FROM stdin;\n1'"),
        )
        cases(
            "mariadb",
            "DELIMITER ;;\ncreate trigger a before insert on t for each row begin set new.a = 1; end ;;\nDELIMITER ;\nselect 1;\n" to
                listOf(
                    "STATEMENT 2: create trigger a before insert on t for each row begin set new.a = 1; end",
                    "STATEMENT 4: select 1",
                ),
            "/*!40101 SET NAMES utf8 */;\nselect 1;\nsource more.sql" to
                listOf(
                    "STATEMENT 1: /*!40101 SET NAMES utf8 */",
                    "STATEMENT 2: select 1",
                    "COMMAND 3: source more.sql",
                ),
        )
        cases(
            "sqlite",
            ".mode csv\nselect 1;" to listOf("COMMAND 1: .mode csv", "STATEMENT 2: select 1"),
            "create trigger a after insert on t begin\n  delete from u;\nend;\nselect 1" to
                listOf(
                    "STATEMENT 1: create trigger a after insert on t begin\n  delete from u;\nend",
                    "STATEMENT 4: select 1",
                ),
        )
        cases(
            "sqlserver",
            "select 1\nGO\nselect 2\nGO\n:r more.sql" to
                listOf("STATEMENT 1: select 1", "STATEMENT 3: select 2", "COMMAND 5: :r more.sql"),
        )
        cases(
            "oracle",
            "SET DEFINE OFF\nbegin\n  null;\nend;\n/\n@more.sql\nselect 1 from dual;" to
                listOf(
                    "HARMLESS 1: SET DEFINE OFF",
                    "STATEMENT 2: begin\n  null;\nend;",
                    "COMMAND 6: @more.sql",
                    "STATEMENT 7: select 1 from dual",
                ),
        )
    })
