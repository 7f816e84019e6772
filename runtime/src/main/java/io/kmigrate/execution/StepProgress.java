package io.kmigrate.execution;

import java.util.List;

/** Which operations of a half-done step are done, a line each. */
final class StepProgress {
    private StepProgress() {}

    /**
     * @param operations of the step, described
     * @param done how many of them are done
     * @param inFlight whether the one behind those was begun
     */
    static String of(List<String> operations, int done, boolean inFlight) {
        StringBuilder text = new StringBuilder();
        for (int place = 0; place < operations.size(); place++) {
            String mark = place < done ? "done      " : place == done && inFlight ? "in flight " : "to do     ";
            text.append('\n').append(mark).append(place + 1).append("  ").append(shortened(operations.get(place)));
        }
        return text.toString();
    }

    private static String shortened(String line) {
        int most = 120;
        return line.length() <= most ? line : line.substring(0, most) + " …";
    }
}
