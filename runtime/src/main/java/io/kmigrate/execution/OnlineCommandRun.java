package io.kmigrate.execution;

import io.kmigrate.message.OnlineMessages;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Runs a program to its end, and keeps the last lines that it says. */
final class OnlineCommandRun {
    private static final int LINES = 10;

    private OnlineCommandRun() {}

    /**
     * Waits for it.
     *
     * @throws io.kmigrate.failure.MigrationException when it cannot be started, or says that it failed
     */
    static void run(List<String> words) throws InterruptedException {
        Process process = start(words);
        try {
            Deque<String> last = last(process);
            int code = process.waitFor();
            if (code != 0) {
                throw OnlineMessages.commandFailed(words.get(0), code, List.copyOf(last))
                        .exception();
            }
        } finally {
            process.destroy();
        }
    }

    private static Process start(List<String> words) {
        try {
            Process process =
                    new ProcessBuilder(words).redirectErrorStream(true).start();
            process.getOutputStream().close();
            return process;
        } catch (IOException failed) {
            throw OnlineMessages.commandNotStarted(words.get(0), String.valueOf(failed.getMessage()))
                    .exception();
        }
    }

    private static Deque<String> last(Process process) {
        Deque<String> last = new ArrayDeque<>();
        try (BufferedReader output = process.inputReader()) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                last.add(line);
                if (last.size() > LINES) {
                    last.remove();
                }
            }
        } catch (IOException ended) {
            last.add(String.valueOf(ended.getMessage()));
        }
        return last;
    }
}
