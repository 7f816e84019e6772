-- A shop that lends films: shapes, full text, sets, years, triggers that call each other, routines, views on views.
CREATE TABLE country (
    country_id SMALLINT UNSIGNED NOT NULL AUTO_INCREMENT,
    country VARCHAR(50) NOT NULL,
    last_update TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP,
    PRIMARY KEY (country_id)
);
CREATE TABLE city (
    city_id SMALLINT UNSIGNED NOT NULL AUTO_INCREMENT,
    city VARCHAR(50) NOT NULL,
    country_id SMALLINT UNSIGNED NOT NULL,
    last_update TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP,
    PRIMARY KEY (city_id),
    KEY idx_fk_country_id (country_id),
    CONSTRAINT fk_city_country FOREIGN KEY (country_id) REFERENCES country (country_id) ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE TABLE address (
    address_id SMALLINT UNSIGNED NOT NULL AUTO_INCREMENT,
    address VARCHAR(50) NOT NULL,
    address2 VARCHAR(50) DEFAULT NULL,
    city_id SMALLINT UNSIGNED NOT NULL,
    location GEOMETRY NOT NULL,
    last_update TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP,
    PRIMARY KEY (address_id),
    KEY idx_fk_city_id (city_id),
    SPATIAL KEY idx_location (location),
    CONSTRAINT fk_address_city FOREIGN KEY (city_id) REFERENCES city (city_id) ON UPDATE CASCADE
);
CREATE TABLE film (
    film_id SMALLINT UNSIGNED NOT NULL AUTO_INCREMENT,
    title VARCHAR(128) NOT NULL,
    description TEXT,
    release_year YEAR DEFAULT NULL,
    length SMALLINT UNSIGNED DEFAULT NULL,
    rental_rate DECIMAL(4, 2) NOT NULL DEFAULT 4.99,
    replacement_cost DECIMAL(5, 2) NOT NULL DEFAULT '19.99',
    rating ENUM('G', 'PG', 'PG-13', 'it''s', 'NC-17') DEFAULT 'G',
    special_features SET('Trailers', 'Commentaries', 'Deleted Scenes') DEFAULT 'Trailers,Deleted Scenes',
    is_new BIT(1) NOT NULL DEFAULT b'1',
    poster BLOB,
    checksum BINARY(16) DEFAULT NULL,
    shown_as VARCHAR(160) GENERATED ALWAYS AS (concat(title, ' (', coalesce(release_year, '?'), ')')) VIRTUAL,
    hours DECIMAL(5, 2) AS (length / 60) STORED,
    last_update TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP COMMENT 'when it was written',
    PRIMARY KEY (film_id),
    KEY idx_title (title),
    KEY idx_description (description(20)),
    KEY idx_newest (release_year DESC, title),
    CONSTRAINT film_length CHECK (length BETWEEN 1 AND 900),
    CONSTRAINT film_rating CHECK (rating <> 'it''s' OR title LIKE ' _x%')
) COMMENT = 'what is lent';
CREATE TABLE film_text (
    film_id SMALLINT UNSIGNED NOT NULL,
    title VARCHAR(255) NOT NULL,
    description TEXT,
    PRIMARY KEY (film_id),
    FULLTEXT KEY idx_title_description (title, description)
);
CREATE TABLE inventory (
    inventory_id MEDIUMINT UNSIGNED NOT NULL AUTO_INCREMENT,
    film_id SMALLINT UNSIGNED NOT NULL,
    PRIMARY KEY (inventory_id),
    KEY idx_film (film_id),
    CONSTRAINT fk_inventory_film FOREIGN KEY (film_id) REFERENCES film (film_id) ON UPDATE CASCADE
);
CREATE TABLE rental (
    rental_id INT NOT NULL AUTO_INCREMENT,
    rental_date DATETIME NOT NULL,
    inventory_id MEDIUMINT UNSIGNED NOT NULL,
    return_date DATETIME(3) DEFAULT NULL,
    amount DECIMAL(5, 2) NOT NULL DEFAULT (1.5 * 2),
    note VARCHAR(60) DEFAULT (concat('lent by ', 'the shop''s _staff')),
    PRIMARY KEY (rental_id),
    UNIQUE KEY uq_rental (rental_date, inventory_id),
    KEY idx_inventory (inventory_id),
    CONSTRAINT fk_rental_inventory FOREIGN KEY (inventory_id) REFERENCES inventory (inventory_id) ON DELETE CASCADE
);
CREATE FUNCTION days_late(due DATETIME, back DATETIME) RETURNS INT DETERMINISTIC
BEGIN
    DECLARE days INT DEFAULT 0;
    IF back > due THEN
        SET days = datediff(back, due);
    END IF;
    RETURN days;
END;
CREATE PROCEDURE films_in_stock(IN wanted SMALLINT UNSIGNED, OUT found INT) READS SQL DATA
BEGIN
    SELECT count(*) INTO found FROM inventory WHERE film_id = wanted;
END;
CREATE TRIGGER ins_film AFTER INSERT ON film FOR EACH ROW
    INSERT INTO film_text (film_id, title, description) VALUES (new.film_id, new.title, new.description);
CREATE TRIGGER upd_film AFTER UPDATE ON film FOR EACH ROW
BEGIN
    IF old.title <> new.title THEN
        UPDATE film_text SET title = new.title WHERE film_id = old.film_id;
    END IF;
END;
CREATE TRIGGER del_film AFTER DELETE ON film FOR EACH ROW DELETE FROM film_text WHERE film_id = old.film_id;
CREATE TRIGGER rental_date BEFORE INSERT ON rental FOR EACH ROW SET new.rental_date = now();
CREATE TRIGGER a_later BEFORE INSERT ON rental FOR EACH ROW FOLLOWS rental_date SET new.note = 'late; ''or not''';
CREATE VIEW film_list AS
    SELECT f.film_id AS fid, f.title AS `the title`, f.rating, i.inventory_id
    FROM film f LEFT JOIN inventory i ON i.film_id = f.film_id WHERE f.title <> 'a _utf8mb4';
CREATE VIEW a_stock AS SELECT `the title`, count(inventory_id) AS pieces FROM film_list GROUP BY `the title`;
