package io.kmigrate.examples.embedded;

import io.kmigrate.MigrationReport;
import io.kmigrate.Migrator;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.sqlite.SQLiteDataSource;

/** An application that brings its database up to date before it serves anybody. */
public final class DrivingSchool {
    private final DataSource dataSource;

    private DrivingSchool(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Safe to call from every instance at once: one migrates, the others wait. */
    public static DrivingSchool start(DataSource dataSource, Path scripts) {
        Migrator migrator =
                Migrator.builder().dataSource(dataSource).scripts(scripts).build();
        MigrationReport report = migrator.upgrade("head");
        report.steps().forEach(step -> System.out.println("migrated " + step.revision() + " " + step.message()));
        return new DrivingSchool(dataSource);
    }

    /** Given names, in order. */
    public List<String> students() throws SQLException {
        List<String> names = new ArrayList<>();
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select given_name from students order by given_name")) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }

    /** Runs on an SQLite file with the scripts of a folder. */
    public static void main(String[] arguments) throws SQLException {
        SQLiteDataSource database = new SQLiteDataSource();
        database.setUrl("jdbc:sqlite:" + arguments[0]);
        System.out.println(start(database, Path.of(arguments[1])).students());
    }
}
