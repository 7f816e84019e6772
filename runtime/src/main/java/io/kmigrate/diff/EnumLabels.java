package io.kmigrate.diff;

import io.kmigrate.failure.Problem;
import io.kmigrate.message.ModelMessages;
import io.kmigrate.operation.AddEnumValue;
import io.kmigrate.operation.Operation;
import io.kmigrate.schema.DatabaseEnum;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** From the labels of an enumeration to wanted ones, by new labels alone. */
final class EnumLabels {
    private final DatabaseEnum live;
    private final DatabaseEnum wanted;

    EnumLabels(DatabaseEnum live, DatabaseEnum wanted) {
        this.live = live;
        this.wanted = wanted;
    }

    /** Why new labels are not enough; empty where they are. */
    Optional<Problem> problem() {
        List<String> gone = live.labels().stream()
                .filter(label -> !wanted.labels().contains(label))
                .toList();
        if (!gone.isEmpty()) {
            return Optional.of(
                    ModelMessages.enumLosesValues(wanted.name().toString(), gone));
        }
        List<String> kept =
                wanted.labels().stream().filter(live.labels()::contains).toList();
        return kept.equals(live.labels())
                ? Optional.empty()
                : Optional.of(ModelMessages.enumReordered(wanted.name().toString(), wanted.labels(), live.labels()));
    }

    /** In order; each stands beside one that is there by then. */
    List<Operation> added() {
        List<Operation> added = new ArrayList<>();
        List<String> labels = wanted.labels();
        int lastKept = live.labels().isEmpty()
                ? -1
                : labels.indexOf(live.labels().get(live.labels().size() - 1));
        for (int place = 0; place < labels.size(); place++) {
            String label = labels.get(place);
            if (live.labels().contains(label)) {
                continue;
            }
            if (place > lastKept) {
                added.add(new AddEnumValue(wanted.name(), label, null, false, false));
            } else if (place > 0) {
                added.add(new AddEnumValue(wanted.name(), label, labels.get(place - 1), false, false));
            } else {
                added.add(new AddEnumValue(wanted.name(), label, live.labels().get(0), true, false));
            }
        }
        return added;
    }
}
