package io.kmigrate.spring.boot3;

import static org.apiguardian.api.API.Status.INTERNAL;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.apiguardian.api.API;

/** Where the health of the migrations comes from. */
@FunctionalInterface
@API(status = INTERNAL, since = "0.1")
public interface HealthSource {
    /** By the name of the database; each asks its database whenever it is called. */
    Map<String, Supplier<Answer>> databases();

    /**
     * The health of a database.
     *
     * @param status a code of Spring Boot, such as {@code UP}
     * @param details in the order in which they are shown
     */
    record Answer(String status, Map<String, Object> details) {
        public Answer {
            details = Collections.unmodifiableMap(new LinkedHashMap<>(details));
        }
    }
}
