package io.kmigrate.lint;

import io.kmigrate.operation.Operation;
import io.kmigrate.operation.OperationDescription;
import io.kmigrate.revision.Migration;
import io.kmigrate.revision.ScriptOperation;
import io.kmigrate.schema.Snapshot;
import io.kmigrate.schema.TableSizes;
import io.kmigrate.sql.SqlAction;
import io.kmigrate.sql.SqlReader;
import io.kmigrate.sql.SqlStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** One look at revisions, in order. Not thread-safe. */
final class LintRun {
    private static final int SHOWN = 200;

    private final List<Rule> rules;
    private final Premise here;
    private final Premise anywhere;
    private final SchemaReplay replay;
    private final SqlReader sql;
    private final List<LintReport.Entry> entries = new ArrayList<>();
    private int place;
    private int revisions;

    LintRun(List<Rule> rules, Map<String, Level> levels, Facts facts, Snapshot before) {
        this.rules = rules;
        this.replay = new SchemaReplay(before);
        this.here = new Premise(facts, levels, turn -> replay.made());
        LintTarget unknown = facts.target().withSizes(TableSizes.unknown()).withSafeForm(any -> false);
        this.anywhere = new Premise(Facts.of(facts.equivalence(), unknown), Map.of(), RevisionTurn::made);
        this.sql = SqlReader.of(facts.target().dialect());
    }

    /** @param made tables without rows */
    private record Premise(Facts facts, Map<String, Level> levels, Function<RevisionTurn, NewTables> made) {
        boolean asks(Rule rule) {
            return levels.get(rule.code()) != Level.OFF;
        }

        Finding levelled(Finding finding) {
            Level level = levels.get(finding.code());
            return level == null ? finding : finding.withSeverity(level.severity());
        }
    }

    LintReport report() {
        return new LintReport(revisions, entries);
    }

    /** What a revision before those that are judged has begun. */
    void learn(Migration earlier) {
        earlier.up().forEach(operation -> replay.learn(operation.operation()));
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
            Look look = look(operation, turn);
            if (operation.unsafe() != null) {
                asserted.add(operation);
                isNeeded |= look.isUnsafe;
            }
            look.findings.stream()
                    .filter(finding -> operation.unsafe() == null || finding.severity() != Severity.ERROR)
                    .forEach(finding -> add(migration, operation, finding));
            turn.pass();
            place++;
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

    private void needless(List<ScriptOperation> asserted, boolean isNeeded, Migration migration) {
        rules.stream()
                .filter(rule -> rule instanceof NeedlessUnsafeRule && here.asks(rule))
                .filter(rule -> !asserted.isEmpty() && !isNeeded)
                .map(rule -> ((NeedlessUnsafeRule) rule).finding(asserted.get(0), place - asserted.size()))
                .forEach(finding -> add(migration, asserted.get(0), here.levelled(finding)));
    }

    /** What is found in one operation of a script, and whether it would be an error anywhere. */
    private static final class Look {
        private final List<Finding> findings = new ArrayList<>();
        private boolean isUnsafe;
    }

    /** Looks at the operation, then at the statements of its SQL text, each after those before it. */
    private Look look(ScriptOperation operation, RevisionTurn turn) {
        Look look = new Look();
        Operation whole = operation.operation();
        ask(look, operation, known -> look(whole, whole, turn, known));
        turn.did(whole);
        replay.add(whole);
        boolean isDescribed = SqlReader.isDescribed(whole);
        for (SqlStatement statement : sql.statements(whole)) {
            for (Operation part : statement.operations()) {
                ask(look, operation, known -> look(whole, part, turn, known));
                turn.did(part);
                if (!isDescribed) {
                    replay.add(part);
                }
            }
            for (SqlAction action : statement.actions()) {
                ask(look, operation, known -> look(whole, action, turn, known));
                turn.did(action);
            }
        }
        return look;
    }

    /**
     * A script runs on other databases next: a table that is small or new here may be large there, and a rule may count
     * for more. An assertion is needed where it is so anywhere.
     */
    private void ask(Look look, ScriptOperation operation, Function<Premise, List<Finding>> question) {
        look.findings.addAll(question.apply(here));
        if (operation.unsafe() != null) {
            look.isUnsafe |=
                    question.apply(anywhere).stream().anyMatch(finding -> finding.severity() == Severity.ERROR);
        }
    }

    /** @param judged the operation itself, or one that a statement of its SQL text does */
    private List<Finding> look(Operation operation, Operation judged, RevisionTurn turn, Premise premise) {
        LintContext context = context(operation, judged, turn, premise);
        boolean isSafe =
                operation == judged && premise.facts().target().safeForm().test(operation);
        return rules.stream()
                .filter(rule -> premise.asks(rule) && !(isSafe && rule.isSettledBySafeForm()))
                .flatMap(rule -> judged.accept(rule.visitor(context)))
                .map(premise::levelled)
                .toList();
    }

    private List<Finding> look(Operation operation, SqlAction action, RevisionTurn turn, Premise premise) {
        LintContext context = context(operation, operation, turn, premise);
        return rules.stream()
                .filter(premise::asks)
                .flatMap(rule -> rule.statement(action, context))
                .map(premise::levelled)
                .toList();
    }

    private LintContext context(Operation operation, Operation judged, RevisionTurn turn, Premise premise) {
        NewTables made = premise.made().apply(turn);
        return new LintContext(place, operation, judged, replay, made, premise.facts(), turn);
    }
}
