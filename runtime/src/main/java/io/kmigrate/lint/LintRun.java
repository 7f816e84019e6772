package io.kmigrate.lint;

import io.kmigrate.operation.Operation;
import io.kmigrate.operation.OperationDescription;
import io.kmigrate.revision.Migration;
import io.kmigrate.revision.ScriptOperation;
import io.kmigrate.schema.Snapshot;
import io.kmigrate.schema.TableSizes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** One look at revisions, in order. Not thread-safe. */
final class LintRun {
    private static final int SHOWN = 200;

    private final List<Rule> rules;
    private final Map<String, Level> levels;
    private final Facts facts;
    private final SchemaReplay replay;
    private final SqlReader sql;
    private final List<LintReport.Entry> entries = new ArrayList<>();
    private int place;
    private int revisions;

    LintRun(List<Rule> rules, Map<String, Level> levels, Facts facts, Snapshot before) {
        this.rules = rules;
        this.levels = levels;
        this.facts = facts;
        this.replay = new SchemaReplay(before);
        this.sql = SqlReader.of(facts.target());
    }

    LintReport report() {
        return new LintReport(revisions, entries);
    }

    void look(Migration migration) {
        RevisionTurn turn = new RevisionTurn(migration, revisions == 0);
        List<ScriptOperation> asserted = new ArrayList<>();
        boolean isNeeded = false;
        revisions++;
        for (ScriptOperation operation : migration.up()) {
            if (!asserted.isEmpty() && !Objects.equals(asserted.get(0).unsafe(), operation.unsafe())) {
                needless(asserted, isNeeded, migration);
                asserted.clear();
                isNeeded = false;
            }
            if (operation.unsafe() != null) {
                asserted.add(operation);
                isNeeded |= isUnsafe(operation.operation(), turn);
            }
            List<Finding> findings = findings(operation.operation(), turn, facts);
            findings.stream()
                    .filter(finding -> operation.unsafe() == null || finding.severity() != Severity.ERROR)
                    .forEach(finding -> add(migration, operation, finding));
            pass(operation.operation(), turn);
        }
        needless(asserted, isNeeded, migration);
    }

    private void add(Migration migration, ScriptOperation operation, Finding finding) {
        String line = OperationDescription.of(operation.operation()).toString().replaceAll("\\s*\\R\\s*", " ");
        entries.add(new LintReport.Entry(
                migration.revision(),
                operation.location(),
                line.length() > SHOWN ? line.substring(0, SHOWN) + " …" : line,
                finding));
    }

    /** A table that is small here may be large where the script runs next: sizes do not count. */
    private boolean isUnsafe(Operation operation, RevisionTurn turn) {
        LintTarget anywhere = facts.target().withSizes(TableSizes.unknown()).withSafeForm(any -> false);
        return findings(operation, turn, Facts.of(facts.equivalence(), anywhere)).stream()
                .anyMatch(finding -> finding.severity() == Severity.ERROR);
    }

    private void needless(List<ScriptOperation> asserted, boolean isNeeded, Migration migration) {
        rules.stream()
                .filter(rule -> rule instanceof NeedlessUnsafeRule && !asserted.isEmpty() && !isNeeded)
                .map(rule -> ((NeedlessUnsafeRule) rule).finding(asserted.get(0), place - asserted.size()))
                .forEach(finding -> add(migration, asserted.get(0), levelled(finding)));
    }

    private List<Finding> findings(Operation operation, RevisionTurn turn, Facts known) {
        List<Finding> findings = new ArrayList<>(look(operation, operation, turn, known));
        for (SqlStatement statement : sql.statements(operation)) {
            statement.operations().forEach(part -> findings.addAll(look(operation, part, turn, known)));
            for (SqlAction action : statement.actions()) {
                LintContext context = new LintContext(place, operation, operation, replay, known, turn);
                rules.stream()
                        .flatMap(rule -> rule.statement(action, context))
                        .map(this::levelled)
                        .forEach(findings::add);
            }
        }
        return findings;
    }

    /** @param judged the operation itself, or one that a statement of its SQL text does */
    private List<Finding> look(Operation operation, Operation judged, RevisionTurn turn, Facts known) {
        LintContext context = new LintContext(place, operation, judged, replay, known, turn);
        boolean isSafe = operation == judged && known.target().safeForm().test(operation);
        Stream<Rule> asked = rules.stream().filter(rule -> !isSafe || !rule.isSettledBySafeForm());
        return asked.flatMap(rule -> judged.accept(rule.visitor(context)))
                .map(this::levelled)
                .toList();
    }

    private Finding levelled(Finding finding) {
        Level level = levels.get(finding.code());
        return level == null ? finding : finding.withSeverity(level.severity());
    }

    private void pass(Operation operation, RevisionTurn turn) {
        turn.did(operation);
        replay.add(operation);
        for (SqlStatement statement : sql.statements(operation)) {
            statement.operations().forEach(part -> {
                turn.did(part);
                if (!operation.isOpaque() || !SqlReader.isDescribed(operation)) {
                    replay.add(part);
                }
            });
            statement.actions().forEach(turn::did);
        }
        turn.pass();
        place++;
    }
}
