package io.kmigrate.examples.startup.spring;

import java.util.stream.Collectors;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /entries} lists them, {@code POST /entries} adds {@code author: message}. */
@SpringBootApplication
@RestController
public class SpringGuestBook {
    private final JdbcClient database;

    SpringGuestBook(JdbcClient database) {
        this.database = database;
    }

    public static void main(String[] arguments) {
        SpringApplication.run(SpringGuestBook.class, arguments);
    }

    @GetMapping(path = "/entries", produces = "text/plain;charset=utf-8")
    public String entries() {
        return database
                .sql("select author, message from entries order by id")
                .query((row, number) -> row.getString(1) + ": " + row.getString(2) + "\n")
                .stream()
                .collect(Collectors.joining());
    }

    @PostMapping(path = "/entries")
    @ResponseStatus(HttpStatus.CREATED)
    public void add(@RequestBody String entry) {
        String[] parts = entry.split(": ", 2);
        database.sql("insert into entries (author, message) values (?, ?)")
                .params(parts.length == 2 ? parts[0] : "Somebody", parts[parts.length - 1])
                .update();
    }
}
