ALTER TABLE "people" ADD CONSTRAINT "no_two_in_a_room" EXCLUDE USING "gist" ((int4range(room, room, '[]')) WITH &&) WHERE (floor > 0) DEFERRABLE INITIALLY DEFERRED;
