package io.kmigrate.dialect;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.dialect.SqlScanner.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apiguardian.api.API;

/** The words of a statement in upper case, its symbols, and what is quoted as it stands. */
@API(status = INTERNAL, since = "0.1")
public record StatementWords(LexicalRules rules) {
    /** The first words with blanks between them, such as {@code ALTER SESSION SET}. */
    public String head(String sql, int limit) {
        return String.join(" ", of(sql, limit));
    }

    /** At most {@code limit} of them, comments left out. */
    public List<String> of(String sql, int limit) {
        List<String> words = new ArrayList<>();
        SqlScanner scanner = new SqlScanner(sql, rules);
        while (words.size() < limit && scanner.next() != Kind.END) {
            if (scanner.kind() == Kind.CODE) {
                words.addAll(of(executable(scanner.text()), limit - words.size()));
            } else if (!scanner.isBlank()) {
                words.add(word(scanner));
            }
        }
        return words;
    }

    private static String word(SqlScanner scanner) {
        return scanner.isQuoted() ? scanner.text() : scanner.text().toUpperCase(Locale.ROOT);
    }

    /** What the server executes of a comment: {@code /*!40101 … *}{@code /}, {@code /*M! … *}{@code /}. */
    private static String executable(String comment) {
        int start = comment.indexOf('!') + 1;
        while (start < comment.length() && Character.isDigit(comment.charAt(start))) {
            start++;
        }
        return comment.substring(start, comment.endsWith("*/") ? comment.length() - 2 : comment.length());
    }
}
