package io.kmigrate.diff;

import io.kmigrate.schema.CheckConstraint;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The checks of a table that go and come. A name that nobody gave says which of several checks it is, counted in
 * the order of the model: what comes may so be meant to have the name of one that stays, and gets the next.
 */
final class CheckDiff {
    private final NamedPart.Difference<CheckConstraint> difference;
    private final Set<String> taken;

    CheckDiff(TableParts live, TableParts wanted) {
        this.difference = NamedPart.difference(live.checks(), wanted.checks());
        this.taken = new HashSet<>(live.table().constraintNames());
        difference.dropped().forEach(part -> taken.remove(part.value().name()));
        difference.created().stream().map(NamedPart::name).forEach(taken::add);
    }

    NamedPart.Difference<CheckConstraint> difference() {
        return difference;
    }

    /** The last one first: names are counted, and so the others keep theirs. */
    List<String> dropped() {
        List<String> names = new ArrayList<>(difference.dropped().stream()
                .map(part -> String.valueOf(part.value().name()))
                .toList());
        Collections.reverse(names);
        return names;
    }

    List<CheckConstraint> created() {
        return difference.created().stream()
                .map(part -> part.name() == null ? part.value().withName(free(part.value())) : part.value())
                .toList();
    }

    private String free(CheckConstraint check) {
        String wanted = String.valueOf(check.name());
        String result = wanted;
        for (int number = 1; !taken.add(result); number++) {
            result = wanted + number;
        }
        return result;
    }
}
