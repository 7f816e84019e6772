package io.kmigrate.importer.alembic;

import io.kmigrate.importer.ImportedRevision;
import io.kmigrate.importer.ImportedRevision.Origin;
import io.kmigrate.importer.ImportedStep;
import io.kmigrate.importer.StatementImport;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Translates revisions as they are recorded, parents first. While one runs, it is told the schema that those before it
 * and its own steps have made.
 */
final class RecordedRevisions {
    private static final String UP = "upgrade";
    private static final String DOWN = "downgrade";

    private final Conversation conversation;
    private final StatementImport statements;
    private final List<ImportedRevision> revisions = new ArrayList<>();
    private final List<Facts> recorded = new ArrayList<>();
    private final Set<String> made = new HashSet<>();
    private final Doubts doubts = new Doubts();
    private final boolean isWhole;

    RecordedRevisions(Conversation conversation, StatementImport statements) {
        this.conversation = conversation;
        this.statements = statements;
        isWhole = !statements.schema().isUncertain();
        note();
    }

    /** Hears of the next one. */
    void next() {
        Facts said = conversation.next();
        while (said.is("asks")) {
            conversation.say(answer(said));
            said = conversation.next();
        }
        ImportedRevision revision = imported(said);
        revisions.add(revision);
        recorded.add(said);
        doubts.note(revision.up());
        if (said.all(UP).stream().anyMatch(step -> step.is("opaque"))) {
            doubts.doubtAll();
        }
        note();
    }

    private void note() {
        statements.schema().tables().forEach(table -> made.add(table.name().name()));
        statements.schema().objects().forEach(object -> made.add(object.name().name()));
    }

    private Map<String, Object> answer(Facts said) {
        StatementImport trial = statements.trial();
        Doubts now = doubts.copy();
        for (String way : List.of(UP, DOWN)) {
            RecordedSteps steps = new RecordedSteps(trial, said.is("transactional"), said.text("file"));
            now.note(steps.of(said.all(way)));
        }
        return CatalogFacts.of(trial.schema(), isWhole, now);
    }

    /**
     * All of them. One that asks for a table which no revision makes is for a person: some database must have it, or
     * no one would ask.
     */
    List<ImportedRevision> all() {
        List<ImportedRevision> all = new ArrayList<>();
        for (int place = 0; place < revisions.size(); place++) {
            List<Facts> asked = recorded.get(place).all("absent");
            all.add(revisions.get(place).beginningWith(unknown(asked, UP), unknown(asked, DOWN)));
        }
        return all;
    }

    private List<ImportedStep> unknown(List<Facts> asked, String way) {
        return asked.stream()
                .filter(facts -> facts.text("way").equals(way) && !made.contains(facts.text("name")))
                .limit(1)
                .map(facts -> ImportedStep.byHand(
                        facts.text("text"),
                        facts.text("place"),
                        "it asks whether %s is there, and no revision makes it".formatted(facts.text("name"))))
                .toList();
    }

    private ImportedRevision imported(Facts facts) {
        String file = facts.text("file");
        boolean isTransactional = facts.is("transactional");
        RecordedSteps ups = new RecordedSteps(statements, isTransactional, file);
        List<ImportedStep> up = ups.of(facts.all(UP));
        RecordedSteps downs = new RecordedSteps(statements.fork(), isTransactional, file);
        List<Facts> back = facts.all(DOWN);
        List<String> remarks = new ArrayList<>();
        boolean isBroken = back.stream().anyMatch(step -> step.is("unnamed"));
        if (isBroken) {
            remarks.add("Alembic cannot revert it, since its downgrade drops a constraint that has no name: "
                    + "the inverse is derived instead");
        }
        @Nullable List<ImportedStep> down = facts.has(DOWN) && !isBroken ? downs.of(back) : null;
        for (String name : facts.texts("environment")) {
            remarks.add("it reads the environment variable %s: what follows is for its value of today".formatted(name));
        }
        if (!facts.list("answered").isEmpty()) {
            remarks.add("it asks for %s: the history before it answers"
                    .formatted(String.join(", ", facts.texts("answered"))));
        }
        remarks.addAll(ups.remarks());
        remarks.addAll(downs.remarks());
        return new ImportedRevision(
                facts.text("revision"),
                facts.texts("parents"),
                facts.text("message"),
                new Origin(file, facts.text("revision"), ""),
                up,
                down,
                isTransactional,
                remarks,
                facts.texts("depends"),
                facts.texts("labels"));
    }
}
