package framework;

import java.util.Optional;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** Where the database is, from the environment that every part of the framework reads. */
record DatabaseSettings(String host, int port, String name, String user, String password) {
    static DatabaseSettings ofEnvironment() {
        return new DatabaseSettings(
                variable("DATABASE_HOST", "localhost"),
                Integer.parseInt(variable("DATABASE_PORT", "5432")),
                variable("DATABASE_NAME", "shop"),
                variable("DATABASE_USER", "postgres"),
                variable("DATABASE_PASSWORD", ""));
    }

    private static String variable(String name, String byDefault) {
        return Optional.ofNullable(System.getenv(name)).orElse(byDefault);
    }

    DataSource dataSource() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(new String[] {host});
        source.setPortNumbers(new int[] {port});
        source.setDatabaseName(name);
        source.setUser(user);
        source.setPassword(password);
        return source;
    }
}
