package io.kmigrate.examples.shop;

import java.util.List;
import org.springframework.data.jpa.repository.JpaRepository;

/** The products of the shop's database. */
public interface ProductRepository extends JpaRepository<Product, Long> {
    List<Product> findAllByOrderByName();
}
