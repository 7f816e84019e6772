package io.kmigrate.examples.shop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.data.jpa.test.autoconfigure.DataJpaTest;

/** A slice: JPA and its database, which is migrated, and nothing else of the service. */
@DataJpaTest(properties = "spring.test.database.replace=none")
class ProductRepositoryTest {
    @Autowired
    ProductRepository products;

    @Test
    void theRevisionsMakeWhatTheEntitiesNeed() {
        products.saveAndFlush(new Product("Cocoa", new BigDecimal("5.20")));
        assertEquals(
                List.of("Cocoa", "Coffee", "Tea"),
                products.findAllByOrderByName().stream().map(Product::getName).toList());
    }
}
