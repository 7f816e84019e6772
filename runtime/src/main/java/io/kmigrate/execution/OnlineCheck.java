package io.kmigrate.execution;

import io.kmigrate.failure.MigrationException;
import io.kmigrate.failure.Problem;
import io.kmigrate.message.OnlineMessages;
import io.kmigrate.operation.OperationDescription;
import io.kmigrate.plan.Plan;
import io.kmigrate.plan.Step;
import io.kmigrate.revision.OnlineMode;
import java.util.ArrayList;
import java.util.List;

/** Refuses plans with operations that are to let others work and cannot. */
final class OnlineCheck {
    private OnlineCheck() {}

    /**
     * Names all such operations before the first one runs.
     *
     * @param settings what holds for steps that say nothing themselves
     */
    static void refuse(Plan plan, OnlineSettings settings, OnlineChoices.Chooser chooser) {
        TableOrigins origins = new TableOrigins();
        List<Problem> problems = new ArrayList<>();
        for (Step step : plan.steps()) {
            OnlineMode said = step.options().online();
            if ((said == null ? settings.mode() : said) != OnlineMode.ALWAYS) {
                step.operations().forEach(located -> origins.after(located.operation()));
                continue;
            }
            List<String> impossible = chooser.choose(step, origins).impossible();
            if (!impossible.isEmpty()) {
                problems.add(OnlineMessages.impossible(step.revision().label(), impossible)
                        .at(step.revision().location()));
            }
        }
        if (!problems.isEmpty()) {
            throw new MigrationException(problems, null);
        }
    }

    /**
     * Refuses the trial of a plan with operations that run in parts: each part is a commit, and the plain form, which could
     * be rolled back, would keep others waiting as the upgrade does not.
     */
    static void refuseTrial(Plan plan, OnlineChoices.Chooser chooser) {
        TableOrigins origins = new TableOrigins();
        for (Step step : plan.steps()) {
            OnlineChoices choices = chooser.choose(step, origins);
            for (int place = 0; place < step.operations().size(); place++) {
                OnlineChoice choice = choices.of(place).orElse(null);
                if (choice != null && choice.inParts()) {
                    String operation = OperationDescription.of(
                                    step.operations().get(place).operation())
                            .headline();
                    throw new DryRunException(
                            step.revision(), OnlineMessages.commitsInParts(operation, choice.reason()));
                }
            }
        }
    }
}
