package io.kmigrate.examples.shop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kmigrate.Migrator;
import io.kmigrate.backfill.BackfillState;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.JdbcTemplate;

/** The whole service on its two databases. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class ShopTest {
    /** What a service adds for Flyway on PostgreSQL; Spring Boot knows the versions. */
    private static final String FLYWAY = """
            <dependency>
              <groupId>org.springframework.boot</groupId>
              <artifactId>spring-boot-starter-flyway</artifactId>
            </dependency>
            <dependency>
              <groupId>org.flywaydb</groupId>
              <artifactId>flyway-database-postgresql</artifactId>
            </dependency>
            """;

    @Value("${local.server.port}")
    int port;

    @Autowired
    @Qualifier("shopMigrator")
    Migrator shop;

    @Autowired
    JdbcTemplate customers;

    @Test
    void theServiceServesWhatARevisionInserted() throws IOException, InterruptedException {
        assertEquals(
                "[{\"name\":\"Coffee\",\"price\":6.90,\"id\":2},{\"name\":\"Tea\",\"price\":4.50,\"id\":1}]",
                get("/products"));
    }

    @Test
    void theEndpointTellsOfBothDatabases() throws IOException, InterruptedException {
        String told = get("/actuator/kmigrate");
        assertTrue(told.contains("\"shop\":{\"revisions\":[\"66f5b9c2d706\"]"), told);
        assertTrue(told.contains("\"billing\":{\"revisions\":[\"bb21c3d4e506\"]"), told);
        assertTrue(get("/actuator/health").contains("\"status\":\"UP\""));
    }

    @Test
    @Timeout(60)
    void theBackfillRunsBesideTheService() throws InterruptedException {
        while (shop.backfills().list().stream().anyMatch(found -> found.state() != BackfillState.DONE)) {
            Thread.sleep(50);
        }
        assertEquals(
                0, customers.queryForObject("select count(*) from customers where mail <> lower(mail)", Integer.class));
        assertEquals(1200, shop.backfills().list().get(0).changed());
    }

    @Test
    void thePomAddsFewerLinesThanForFlyway() throws IOException {
        String pom = Files.readString(Path.of("pom.xml"));
        int place = pom.indexOf("<groupId>io.kmigrate</groupId>", pom.indexOf("<dependencies>"));
        int start = pom.lastIndexOf("<dependency>", place);
        String added = pom.substring(start, pom.indexOf("</dependency>", place) + "</dependency>".length());
        assertEquals(5, added.lines().count());
        assertEquals(-1, pom.indexOf("<plugin>"));
        assertTrue(added.lines().count() < FLYWAY.lines().count());
    }

    private String get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
