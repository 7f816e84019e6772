package io.kmigrate.execution;

import io.kmigrate.dialect.SqlFileReader;
import io.kmigrate.execution.ExecutionEvent.FileRead;
import io.kmigrate.operation.ExecuteFile;
import io.kmigrate.plan.Step;
import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;
import java.time.Duration;

/** Tells now and then how far a file is read. */
final class FileProgress {
    private static final long PAUSE_NANOS = Duration.ofSeconds(5).toNanos();

    private final Step step;
    private final ExecuteFile file;
    private final ExecutionListener listener;
    private long told = System.nanoTime();

    FileProgress(Step step, ExecuteFile file, ExecutionListener listener) {
        this.step = step;
        this.file = file;
        this.listener = listener;
    }

    void at(long characters) {
        long now = System.nanoTime();
        if (now - told >= PAUSE_NANOS) {
            told = now;
            listener.on(new FileRead(step, file.file(), characters, file.characters()));
        }
    }

    /** The same rows, which tell while they are read. */
    Reader over(Reader rows, SqlFileReader reader) {
        return new FilterReader(rows) {
            @Override
            public int read(char[] target, int offset, int length) throws IOException {
                at(reader.charactersRead());
                return super.read(target, offset, length);
            }
        };
    }
}
