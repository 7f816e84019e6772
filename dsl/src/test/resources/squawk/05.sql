CREATE INDEX ix_age ON users USING btree (age) WHERE age > 17;
