package io.kmigrate.history;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Follows the finished rows of a history, oldest first, to the places of what is applied. */
final class AppliedPlaces {
    private final Map<String, AppliedPlace> places = new LinkedHashMap<>();

    /** {@code place} as it stands in the row. */
    void note(String direction, String revision, @Nullable String text) {
        Optional<RecordedPlace> place = RecordedPlace.parse(text);
        switch (direction) {
            case "up" -> places.put(revision, AppliedPlace.at(place));
            case "down" -> places.remove(revision);
            case "stamp" -> stamped(revision, place);
            case "repair" ->
                places.merge(revision, AppliedPlace.at(place), (known, repaired) -> known.accepting(place));
            default -> {}
        }
    }

    /** A stamp may lead down, so the revision has no applied children after it. A stamp without parents tells no more. */
    private void stamped(String revision, Optional<RecordedPlace> place) {
        if (place.isEmpty()) {
            places.clear();
        }
        Deque<String> gone = new ArrayDeque<>();
        gone.add(revision);
        while (!gone.isEmpty()) {
            String below = gone.remove();
            places.remove(below);
            places.forEach((above, known) -> {
                if (known.applied().map(RecordedPlace::links).stream().anyMatch(links -> links.contains(below))) {
                    gone.add(above);
                }
            });
        }
        places.put(revision, AppliedPlace.at(place));
    }

    /** By revision. */
    Map<String, AppliedPlace> all() {
        return places;
    }
}
