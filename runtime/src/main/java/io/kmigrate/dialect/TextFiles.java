package io.kmigrate.dialect;

import static org.apiguardian.api.API.Status.MAINTAINED;

import io.kmigrate.operation.ExecuteFile;
import io.kmigrate.operation.Operation;
import io.kmigrate.operation.TextFile;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** Texts of files, and operations that run them. */
@API(status = MAINTAINED, since = "0.1")
public final class TextFiles {
    private static final int PIECE = 1 << 14;

    private TextFiles() {}

    /** Opens a text, as often as it is asked. */
    @FunctionalInterface
    public interface Source {
        Reader open() throws IOException;
    }

    /**
     * The operation that runs a file of SQL. Reads the text once, to know it again.
     *
     * @param file as the script names it
     * @param changes what the text does to the schema; null: unsaid
     * @throws IOException when the text cannot be read
     */
    public static ExecuteFile execute(String file, Source source, @Nullable List<Operation> changes)
            throws IOException {
        try (DigestingReader all = new DigestingReader(source.open()).toEnd()) {
            return new ExecuteFile(file, all.digest(), all.characters(), () -> pieces(source), changes);
        }
    }

    private static Stream<String> pieces(Source source) {
        try {
            Reader text = source.open();
            return StreamSupport.stream(
                            Spliterators.spliteratorUnknownSize(new Pieces(text), Spliterator.ORDERED), false)
                    .onClose(() -> close(text));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static void close(Reader text) {
        try {
            text.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** A text as a reader. */
    public static Reader reader(TextFile file) throws IOException {
        try {
            return new PiecesReader(file.pieces());
        } catch (UncheckedIOException unreadable) {
            throw unreadable.getCause();
        }
    }

    private static final class Pieces implements Iterator<String> {
        private final Reader text;
        private final char[] piece = new char[PIECE];
        private int length;

        Pieces(Reader text) {
            this.text = text;
        }

        @Override
        public boolean hasNext() {
            try {
                while (length == 0) {
                    length = text.read(piece);
                }
                return length > 0;
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }

        @Override
        public String next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            String next = new String(piece, 0, length);
            length = 0;
            return next;
        }
    }

    private static final class PiecesReader extends Reader {
        private final Stream<String> stream;
        private final Iterator<String> pieces;
        private String piece = "";
        private int place;

        PiecesReader(Stream<String> stream) {
            this.stream = stream;
            this.pieces = stream.iterator();
        }

        @Override
        public int read(char[] target, int offset, int length) throws IOException {
            try {
                while (place == piece.length()) {
                    if (!pieces.hasNext()) {
                        return -1;
                    }
                    piece = pieces.next();
                    place = 0;
                }
            } catch (UncheckedIOException failed) {
                throw failed.getCause();
            }
            int count = Math.min(length, piece.length() - place);
            piece.getChars(place, place + count, target, offset);
            place += count;
            return count;
        }

        @Override
        public void close() throws IOException {
            try {
                stream.close();
            } catch (UncheckedIOException failed) {
                throw failed.getCause();
            }
        }
    }
}
