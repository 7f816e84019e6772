package io.kmigrate.execution;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Passes events on, or holds them until it is known whether they count. */
final class HeldEvents implements ExecutionListener {
    private final ExecutionListener listener;
    private @Nullable List<ExecutionEvent> held;

    HeldEvents(ExecutionListener listener) {
        this.listener = listener;
    }

    @Override
    public void on(ExecutionEvent event) {
        if (held == null) {
            listener.on(event);
        } else {
            held.add(event);
        }
    }

    void hold() {
        held = new ArrayList<>();
    }

    /** Passes on what was held, and all that follows. */
    void pass() {
        List<ExecutionEvent> events = held == null ? List.of() : held;
        held = null;
        events.forEach(listener::on);
    }

    void forget() {
        held = null;
    }
}
