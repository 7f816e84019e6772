package io.kmigrate.importer.liquibase;

import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * How the rows of a database spell the file of a change log. Where none has the file itself, its path begins as those
 * of others do.
 */
final class FileSpelling implements UnaryOperator<String> {
    private final List<String> there;
    private String cut = "";
    private String added = "";

    /**
     * @param there files as the rows name them
     * @param known files as the import map names them
     */
    FileSpelling(List<String> there, List<String> known) {
        this.there = List.copyOf(there);
        for (String file : known) {
            for (String row : there) {
                learn(LiquibaseReader.normalized(file), LiquibaseReader.normalized(row));
            }
        }
    }

    private void learn(String file, String row) {
        if (isEnd(file, row)) {
            cut = file.substring(0, file.length() - row.length());
        } else if (isEnd(row, file)) {
            added = row.substring(0, row.length() - file.length());
        }
    }

    private static boolean isEnd(String whole, String end) {
        return plain(whole).endsWith("/" + plain(end));
    }

    private static String plain(String file) {
        return file.toLowerCase(Locale.ROOT);
    }

    @Override
    public String apply(String file) {
        String normal = LiquibaseReader.normalized(file);
        String wanted = normal.startsWith(cut) ? added + normal.substring(cut.length()) : normal;
        return there.stream()
                .filter(row -> plain(LiquibaseReader.normalized(row)).equals(plain(wanted)))
                .findFirst()
                .orElse(wanted);
    }
}
