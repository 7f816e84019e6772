package io.kmigrate.examples.shop;

import java.util.List;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The service; Spring Boot makes the shop's own {@code DataSource} by itself. */
@SpringBootApplication
public class Shop {
    public static void main(String[] arguments) {
        SpringApplication.run(Shop.class, arguments);
    }

    /** The second database; JPA keeps to the first. */
    @Bean(defaultCandidate = false)
    DataSource billing(@Value("${billing.url}") String url) {
        return DataSourceBuilder.create().url(url).build();
    }

    /** {@code GET /products}. */
    @RestController
    static class Products {
        private final ProductRepository products;

        Products(ProductRepository products) {
            this.products = products;
        }

        @GetMapping("/products")
        List<Product> products() {
            return products.findAllByOrderByName();
        }
    }
}
