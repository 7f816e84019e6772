package io.kmigrate.examples.startup;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.kmigrate.MigrationReport;
import io.kmigrate.Migrator;
import io.kmigrate.dialect.DatabaseUrl;
import io.kmigrate.failure.MigrationException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.concurrent.Executors;
import javax.sql.DataSource;

/** Migrates, then serves: {@code GET /entries} lists them, {@code POST /entries} adds {@code author: message}. */
public final class GuestBook {
    private final Entries entries;

    private GuestBook(Entries entries) {
        this.entries = entries;
    }

    public static void main(String[] arguments) throws IOException {
        // No pool here: every request opens a connection.
        DataSource database = DatabaseUrl.parse(System.getenv("DATABASE_URL")).dataSource();
        try {
            migrate(database);
        } catch (MigrationException failed) {
            failed.problems().forEach(problem -> System.err.println(problem.message() + "\n  fix  " + problem.fix()));
            System.exit(failed.outcome().exitCode());
        }
        new GuestBook(new Entries(database)).serve(Integer.parseInt(System.getenv("PORT")));
    }

    /** Every instance calls it: one migrates, the others wait for it and then find nothing to do. */
    private static void migrate(DataSource database) {
        MigrationReport report =
                Migrator.builder().dataSource(database).addBundle().build().upgrade("head");
        int count = report.steps().size();
        String done =
                count == 0 ? "Nothing to migrate" : "Applied " + count + (count == 1 ? " revision" : " revisions");
        System.out.println(done + ": the database is at " + String.join(", ", report.revisions()));
    }

    private void serve(int port) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(port), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/entries", exchange -> {
            try (exchange) {
                answer(exchange);
            }
        });
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try {
            if (exchange.getRequestMethod().equals("POST")) {
                entries.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
                send(exchange, 201, "");
            } else {
                send(exchange, 200, entries.all());
            }
        } catch (SQLException failed) {
            send(exchange, 500, "the guest book cannot be read\n");
        }
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
