package io.kmigrate.examples.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kmigrate.MigrationReport;
import io.kmigrate.Migrator;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteDataSource;

/** The Java API as an application uses it: scripts compiled in process, on real databases. */
class DrivingSchoolTest {
    private static final Path SCRIPTS = Path.of("..", "..", "migrations");
    private static final List<String> STUDENTS = List.of("Amélie", "Jun", "Sam");

    @Test
    void startsOnSqlite(@TempDir Path folder) throws SQLException {
        SQLiteDataSource database = new SQLiteDataSource();
        database.setUrl("jdbc:sqlite:" + folder.resolve("school.db"));
        startsAndComesBack(database);
    }

    @Test
    void startsOnPostgresql() throws IOException, SQLException {
        try (EmbeddedPostgres server = EmbeddedPostgres.start()) {
            startsAndComesBack(server.getPostgresDatabase());
        }
    }

    private static void startsAndComesBack(DataSource database) throws SQLException {
        Migrator migrator =
                Migrator.builder().dataSource(database).scripts(SCRIPTS).build();

        MigrationReport first = migrator.upgrade("head");
        assertEquals(migrator.graph().size(), first.steps().size(), () -> "every revision runs once: " + first.steps());

        DrivingSchool school = DrivingSchool.start(database, SCRIPTS);
        assertEquals(STUDENTS, school.students());
        assertTrue(migrator.upgrade("head").steps().isEmpty());

        MigrationReport down = migrator.downgrade("base");
        assertEquals(List.of(), down.revisions());
        Set<String> undone =
                down.steps().stream().map(MigrationReport.StepReport::revision).collect(Collectors.toSet());
        assertEquals(migrator.graph().size(), undone.size());

        assertEquals(STUDENTS, DrivingSchool.start(database, SCRIPTS).students());
    }
}
